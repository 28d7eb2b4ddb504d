import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerRequestChanges(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'request-changes',
    title: 'Send a request for services back',
    description:
      'Sends a request back to whoever asked, with what should change.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          comment: zod.string().describe('What should change'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await reviews.authorize(id.toLowerCase(), 'requestReview', credentials);
      checkBody('Remark', body);
      const request = await reviews.requestChanges(
        id.toLowerCase(),
        body.comment,
        actionContext('request-changes', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
