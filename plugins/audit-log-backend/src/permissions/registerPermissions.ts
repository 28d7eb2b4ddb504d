import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import {
  auditLogBasicPermissions,
  auditLogEntryPermissions,
} from '@callboard/backstage-plugin-audit-log-common';
import type { SiteDirectory } from '@callboard/site-directory';
import type { SealedEntry } from '../chain';
import { createRules } from './questions';
import { type EntrySubject, entryResourceRef } from './resourceRefs';

/** Makes permissions, their rules and what they apply to known to the portal. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  options: { database: Database; directory: SiteDirectory },
): void {
  const { database, directory } = options;
  registry.addPermissions(auditLogBasicPermissions);
  registry.addResourceType({
    resourceRef: entryResourceRef,
    permissions: auditLogEntryPermissions,
    rules: createRules(directory),
    getResources: async ids => {
      await directory.sites();
      const rows: { id: string; sealed: string }[] = await database.read(db =>
        db.knex('entry').select('id', 'sealed').whereIn('id', ids),
      );
      const subjects = new Map<string, EntrySubject>(
        rows.map(row => {
          const { siteRefs }: SealedEntry = JSON.parse(row.sealed);
          return [row.id, { siteRefs }];
        }),
      );
      return ids.map(id => subjects.get(id));
    },
  });
}
