import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerClaimRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'claim-request',
    title: 'Take a review',
    description:
      'Takes the review of a request, or with `release` gives it back. A deputy may decide as well.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          deputy: zod
            .string()
            .optional()
            .describe('Entity ref of another reviewer'),
          release: zod.boolean().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await reviews.authorize(id.toLowerCase(), 'requestReview', credentials);
      checkBody('ClaimChange', body);
      const request = await reviews.claim(
        id.toLowerCase(),
        body,
        actionContext('claim-request', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
