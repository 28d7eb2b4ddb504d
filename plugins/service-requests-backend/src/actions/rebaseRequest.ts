import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerRebaseRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'rebase-request',
    title: 'Put a request for services right',
    description:
      'After a conflict, or when the pull request was closed: makes a new revision on what the repository is now and hands it in, so that it is approved again.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    output: requestAnswer,
    act: async (id, _, context) => ({
      request: describeRequest(await requests.rebase(id, context)),
    }),
  });
}
