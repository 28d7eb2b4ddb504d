import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerRequestChanges(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'request-changes',
    title: 'Send a request for services back',
    description:
      'Sends a request back to whoever asked, with what should change.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        comment: zod.string().describe('What should change'),
      }),
      schema: 'Remark',
    },
    output: requestAnswer,
    authorize: (id, credentials) =>
      reviews.authorize(id, 'requestReview', credentials),
    act: async (id, { comment }, context) => ({
      request: describeRequest(
        await reviews.requestChanges(id, comment, context),
      ),
    }),
  });
}
