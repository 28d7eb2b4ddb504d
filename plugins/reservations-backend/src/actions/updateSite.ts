import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { versionSeen } from './schemas';

export function registerUpdateSite(
  registry: ActionsRegistryService,
  { sites, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-site',
    title: 'Change a site',
    description:
      'Changes a site; what is left out stays. Opening hours, the time zone and ' +
      'who belongs to it are given whole.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the site'),
          version: versionSeen(zod),
          ...fieldsOf(zod, 'SiteChange'),
        }),
      output: zod => zod.object({ site: zod.object(fieldsOf(zod, 'Site')) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, ...rest } = input;
      const id = given.toLowerCase();
      await sites.authorize(id, 'update', credentials);
      const change = withoutUndefined(rest);
      checkBody('SiteChange', change);
      const site = await sites.update(
        id,
        change,
        version,
        actionContext('update-site', credentials),
      );
      return { output: { site } };
    },
  });
}
