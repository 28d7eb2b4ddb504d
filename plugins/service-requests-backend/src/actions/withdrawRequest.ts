import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerWithdrawRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'withdraw-request',
    title: 'Withdraw a request for services',
    description:
      'Takes a request back for good, before it is merged; what it held of names and quotas is free again, and its pull request is closed.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          comment: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await requests.authorizeUpdate(id.toLowerCase(), credentials);
      checkBody('OptionalRemark', body);
      const request = await requests.withdraw(
        id.toLowerCase(),
        body.comment,
        actionContext('withdraw-request', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
