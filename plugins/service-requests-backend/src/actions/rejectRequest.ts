import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerRejectRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'reject-request',
    title: 'Reject a request for services',
    description:
      'Refuses a request for good, with a reason; its pull request is closed.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          comment: zod.string().describe('Why'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await reviews.authorize(id.toLowerCase(), 'requestReview', credentials);
      checkBody('Remark', body);
      const request = await reviews.reject(
        id.toLowerCase(),
        body.comment,
        actionContext('reject-request', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
