import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import {
  webhooksBasicPermissions,
  webhooksEndpointPermissions,
} from '@callboard/backstage-plugin-webhooks-common';
import type { SiteDirectory } from '@callboard/site-directory';
import { type EndpointSubject, endpointResourceRef } from './resourceRefs';
import { createEndpointRules } from './rules';

/** Makes permissions, the rules and what they apply to known to the portal. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  options: { database: Database; directory: SiteDirectory },
): void {
  const { database, directory } = options;
  registry.addPermissions(webhooksBasicPermissions);
  registry.addResourceType({
    resourceRef: endpointResourceRef,
    permissions: webhooksEndpointPermissions,
    rules: createEndpointRules(directory),
    getResources: async ids => {
      await directory.sites();
      const rows: { id: string; site_ref: string | null }[] =
        await database.read(db =>
          db.knex('endpoint').select('id', 'site_ref').whereIn('id', ids),
        );
      const subjects = new Map<string, EndpointSubject>(
        rows.map(row => [row.id, { siteRef: row.site_ref ?? undefined }]),
      );
      return ids.map(id => subjects.get(id));
    },
  });
}
