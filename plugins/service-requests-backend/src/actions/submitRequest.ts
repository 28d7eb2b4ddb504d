import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, override, requestId } from './schemas';

export function registerSubmitRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'submit-request',
    title: 'Hand in a request for services',
    description:
      'Hands a draft in for review, or one that was sent back. Denied by a policy or a quota it answers 403 with what would pass, and stays as it was.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          comment: zod.string().optional(),
          override: override(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await requests.authorizeUpdate(id.toLowerCase(), credentials);
      checkBody('Submission', body);
      const request = await requests.submit(
        id.toLowerCase(),
        body,
        actionContext('submit-request', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
