import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { override, requestId } from './schemas';

export function registerMergeRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'merge-request',
    title: 'Merge a request for services',
    description:
      'Merges the pull request of an approved revision: from then on the control plane makes, changes or DELETES what it says. Policies are checked again. To merge one again that is merged is refused.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          confirm: zod
            .string()
            .optional()
            .describe(
              'Where something is decommissioned, the service’s name, typed again (several by comma)',
            ),
          override: override(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, ...body } = withoutUndefined(input);
      await reviews.authorize(id.toLowerCase(), 'requestMerge', credentials);
      checkBody('Merging', body);
      const request = await reviews.merge(
        id.toLowerCase(),
        body,
        actionContext('merge-request', credentials),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
