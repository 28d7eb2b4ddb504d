import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { commentOutput, requestOutput } from './outputs';
import { requestId } from './schemas';

export function registerGetRequest(
  registry: ActionsRegistryService,
  { requests }: ActionDependencies,
): void {
  registry.register({
    name: 'get-request',
    title: 'Read a request for services',
    description:
      'Reads one request: how far it is, what policies, quotas and costs say of it, who has approved it, and the discussion. Ask again to wait for it: `status` says when it is at an end.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: requestId(zod) }),
      output: zod =>
        zod.object({
          request: requestOutput(zod),
          comments: zod.array(commentOutput(zod)),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const request = await requests.get(id, credentials);
      return {
        output: {
          request: describeRequest(request),
          comments: await requests.comments(id, credentials),
        },
      };
    },
  });
}
