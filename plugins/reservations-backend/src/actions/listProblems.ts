import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { checkFilters, entityRefs, pageInput, paging } from './lists';

export function registerListProblems(
  registry: ActionsRegistryService,
  { problems, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'list-problems',
    title: 'List problems',
    description:
      'Lists what has been reported of resources that the caller looks after, ' +
      'the newest first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          resourceRefs: entityRefs(zod),
          siteRefs: entityRefs(zod),
          statuses: zod
            .array(fieldsOf(zod, 'Problem').status)
            .max(3)
            .optional(),
          ...pageInput(zod),
        }),
      output: zod =>
        zod.object({
          problems: zod.array(zod.object(fieldsOf(zod, 'Problem'))),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await problems.authorizeAny('problemRead', credentials);
      checkFilters(checkBody, {
        resourceRefs: ['EntityRef', input.resourceRefs],
        siteRefs: ['EntityRef', input.siteRefs],
      });
      const { items, nextCursor } = await problems.list(
        paging(input),
        credentials,
      );
      return { output: { problems: items, nextCursor } };
    },
  });
}
