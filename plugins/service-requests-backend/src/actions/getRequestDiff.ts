import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { diffOutput } from './outputs';
import { requestId } from './schemas';

export function registerGetRequestDiff(
  registry: ActionsRegistryService,
  { previews }: ActionDependencies,
): void {
  registry.register({
    name: 'get-request-diff',
    title: 'Read what a request would change',
    description:
      'Reads what a request would change in the repository of manifests, file by file.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          revision: zod
            .number()
            .int()
            .min(1)
            .max(1_000_000)
            .optional()
            .describe('An earlier one; the latest if not given'),
        }),
      output: diffOutput,
    },
    action: async ({ input, credentials }) => {
      return {
        output: await previews.diff(
          input.id.toLowerCase(),
          input.revision,
          credentials,
        ),
      };
    },
  });
}
