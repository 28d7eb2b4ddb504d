import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { checkText } from '@callboard/backend-openapi';
import type { ActionDependencies } from '.';
import { offeringOutput } from './outputs';
import { OPERATIONS, cursor, limit, words } from './schemas';

export function registerListOfferings(
  registry: ActionsRegistryService,
  { offerings }: ActionDependencies,
): void {
  registry.register({
    name: 'list-offerings',
    title: 'List what can be requested',
    description:
      'Lists the kinds of cloud services that can be requested, by title, with the operations of each. get-offering has the parameters.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          q: words(zod),
          archived: zod
            .boolean()
            .optional()
            .describe('With those that are offered no more'),
          cursor: cursor(zod),
          limit: limit(zod),
        }),
      output: zod =>
        zod.object({
          offerings: zod.array(
            offeringOutput(zod)
              .omit({ operations: true, example: true })
              .extend({ operations: zod.array(zod.enum(OPERATIONS)) }),
          ),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await offerings.authorizeRead(credentials);
      checkText(input.q ?? '', 'q');
      const page = await offerings.list(
        { ...input, limit: input.limit ?? 50 },
        credentials,
      );
      return {
        output: {
          offerings: page.items.map(one => ({
            ...one,
            operations: one.operations.map(({ operation }) => operation),
          })),
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
