import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { paging, pageInput, words } from './lists';

export function registerListSites(
  registry: ActionsRegistryService,
  { sites, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-sites',
    title: 'List sites',
    description:
      'Lists the sites that the caller may see, by title, each with its version ' +
      'and what the caller may do with it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          archived: zod.boolean().optional().describe('Also what is archived'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          sites: zod.array(zod.object(fieldsOf(zod, 'Site'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await sites.authorizeAny('siteRead', credentials);
      const { items, nextCursor } = await sites.list(
        { archived: false, ...paging(input) },
        credentials,
      );
      return { output: { sites: items, nextCursor } };
    },
  });
}
