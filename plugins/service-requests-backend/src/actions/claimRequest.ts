import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerClaimRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'claim-request',
    title: 'Take a review',
    description:
      'Takes the review of a request, or with `release` gives it back. A deputy may decide as well.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        deputy: zod
          .string()
          .optional()
          .describe('Entity ref of another reviewer'),
        release: zod.boolean().optional(),
      }),
      schema: 'ClaimChange',
    },
    output: requestAnswer,
    authorize: (id, credentials) =>
      reviews.authorize(id, 'requestReview', credentials),
    act: async (id, body, context) => ({
      request: describeRequest(await reviews.claim(id, body, context)),
    }),
  });
}
