import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { secretOutput } from './outputs';
import { cursor, limit } from './schemas';

export function registerListSecrets(
  registry: ActionsRegistryService,
  { services, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'list-secrets',
    title: 'List where credentials are',
    description:
      'Lists references to credentials of the cloud services that the caller may see, with their state and last rotation; never a value.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          overdue: zod
            .boolean()
            .optional()
            .describe('Only what should have been rotated'),
          owner: zod.string().optional().describe('Entity ref'),
          cursor: cursor(zod),
          limit: limit(zod),
        }),
      output: zod =>
        zod.object({
          secrets: zod.array(secretOutput(zod)),
          nextCursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { owner, ...rest } = input;
      await services.authorizeRead(credentials);
      if (owner !== undefined) {
        checkBody('EntityRef', owner);
      }
      const page = await services.secrets(
        { ...rest, owner: owner?.toLowerCase(), limit: rest.limit ?? 50 },
        credentials,
      );
      return { output: { secrets: page.items, nextCursor: page.nextCursor } };
    },
  });
}
