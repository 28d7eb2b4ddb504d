import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { override, REQUEST_ID } from './schemas';

export function registerSubmitRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'submit-request',
    title: 'Hand in a request for services',
    description:
      'Hands a draft in for review, or one that was sent back. Denied by a policy or a quota it answers 403 with what would pass, and stays as it was.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        comment: zod.string().optional(),
        override: override(zod),
      }),
      schema: 'Submission',
    },
    output: requestAnswer,
    authorize: (id, credentials) => requests.authorizeUpdate(id, credentials),
    act: async (id, body, context) => ({
      request: describeRequest(await requests.submit(id, body, context)),
    }),
  });
}
