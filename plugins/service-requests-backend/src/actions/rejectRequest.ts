import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerRejectRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'reject-request',
    title: 'Reject a request for services',
    description:
      'Refuses a request for good, with a reason; its pull request is closed.',
    destructive: true,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        comment: zod.string().describe('Why'),
      }),
      schema: 'Remark',
    },
    output: requestAnswer,
    authorize: (id, credentials) =>
      reviews.authorize(id, 'requestReview', credentials),
    act: async (id, { comment }, context) => ({
      request: describeRequest(await reviews.reject(id, comment, context)),
    }),
  });
}
