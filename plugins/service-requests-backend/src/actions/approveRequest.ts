import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest, withoutUndefined } from './describe';
import { requestAnswer } from './outputs';
import { idempotencyKey, override, requestId } from './schemas';

export function registerApproveRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'approve-request',
    title: 'Approve a request for services',
    description:
      'Approves one revision of a request with exactly the manifests that were looked at: read get-request-diff first, and give the revision and hash that it has. Nobody approves what they requested or edited. With enough approvals the pull request is opened, and merged where the environment says so.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          revision: zod.number().int().min(1).max(1_000_000),
          manifestHash: zod.string(),
          comment: zod.string().optional(),
          override: override(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = withoutUndefined(input);
      await reviews.authorize(id.toLowerCase(), 'requestReview', credentials);
      checkBody('Approving', body);
      const request = await reviews.approve(
        id.toLowerCase(),
        body,
        actionContext('approve-request', credentials, { id, ...body }, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
