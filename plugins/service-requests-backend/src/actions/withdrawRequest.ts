import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerWithdrawRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'withdraw-request',
    title: 'Withdraw a request for services',
    description:
      'Takes a request back for good, before it is merged; what it held of names and quotas is free again, and its pull request is closed.',
    destructive: true,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        comment: zod.string().optional(),
      }),
      schema: 'OptionalRemark',
    },
    output: requestAnswer,
    authorize: (id, credentials) => requests.authorizeUpdate(id, credentials),
    act: async (id, { comment }, context) => ({
      request: describeRequest(await requests.withdraw(id, comment, context)),
    }),
  });
}
