import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, paging, pageInput, words } from './lists';

export function registerListResourceTypes(
  registry: ActionsRegistryService,
  { types, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-resource-types',
    title: 'List resource types',
    description:
      'Lists the resource types that the caller may see, by title: what booking ' +
      'a resource of the type asks for, by which rules, and what it costs.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          site: zod
            .string()
            .optional()
            .describe('Of this site (entity ref), and of every site'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          types: zod.array(zod.object(fieldsOf(zod, 'ResourceType'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await types.authorizeAny('typeRead', credentials);
      const { site, ...rest } = paging(input);
      checkFilters(checkBody, { site: ['EntityRef', site] });
      const { items, nextCursor } = await types.list(
        { ...rest, siteRef: site },
        credentials,
      );
      return { output: { types: items, nextCursor } };
    },
  });
}
