import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, entityRefs, paging, pageInput, words } from './lists';

export function registerListResources(
  registry: ActionsRegistryService,
  { resources, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-resources',
    title: 'List resources',
    description:
      'Lists the resources that the caller may see, by title, each with its ' +
      'version and what the caller may do with it. find-slots says what is free.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          resourceRefs: entityRefs(zod).describe('These resources'),
          site: zod.string().optional().describe('In this site (entity ref)'),
          type: zod.string().optional().describe('Name of a resource type'),
          status: fieldsOf(zod, 'Resource').status.optional(),
          archived: zod.boolean().optional().describe('Also what is archived'),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          resources: zod.array(zod.object(fieldsOf(zod, 'Resource'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await resources.authorizeAny('resourceRead', credentials);
      const { site, resourceRefs, ...rest } = paging(input);
      checkFilters(checkBody, {
        site: ['EntityRef', site],
        resourceRefs: ['EntityRef', resourceRefs],
        type: ['Name', rest.type],
      });
      const { items, nextCursor } = await resources.list(
        { archived: false, ...rest, refs: resourceRefs, siteRef: site },
        credentials,
      );
      return { output: { resources: items, nextCursor } };
    },
  });
}
