import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerRebaseRequest(
  registry: ActionsRegistryService,
  { requests }: ActionDependencies,
): void {
  registry.register({
    name: 'rebase-request',
    title: 'Put a request for services right',
    description:
      'After a conflict, or when the pull request was closed: makes a new revision on what the repository is now and hands it in, so that it is approved again.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key } = input;
      const request = await requests.rebase(
        id.toLowerCase(),
        actionContext('rebase-request', credentials, { id }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
