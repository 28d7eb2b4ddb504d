import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerListSiteMembers(
  registry: ActionsRegistryService,
  { siteMembers, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-site-members',
    title: 'List who belongs to a site',
    description:
      'Lists the admins and members of a site, and since when they are.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          siteId: zod.string().uuid().describe('Id of the site'),
        }),
      output: zod =>
        zod.object({
          members: zod.array(zod.object(fieldsOf(zod, 'SiteMember'))),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.siteId.toLowerCase();
      return { output: { members: await siteMembers.list(id, credentials) } };
    },
  });
}
