import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { override, REQUEST_ID } from './schemas';

export function registerApproveRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'approve-request',
    title: 'Approve a request for services',
    description:
      'Approves one revision of a request with exactly the manifests that were looked at: read get-request-diff first, and give the revision and hash that it has. Nobody approves what they requested or edited. With enough approvals the pull request is opened, and merged where the environment says so.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        revision: zod.number().int().min(1).max(1_000_000),
        manifestHash: zod.string(),
        comment: zod.string().optional(),
        override: override(zod),
      }),
      schema: 'Approving',
    },
    output: requestAnswer,
    authorize: (id, credentials) =>
      reviews.authorize(id, 'requestReview', credentials),
    act: async (id, body, context) => ({
      request: describeRequest(await reviews.approve(id, body, context)),
    }),
  });
}
