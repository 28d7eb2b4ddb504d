import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { changeFields, requestId } from './schemas';

export function registerUpdateRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'update-request',
    title: 'Change a request for services',
    description:
      'Changes what a request asks for, before it is merged. Under review it becomes a new revision that is handed in at once, and approvals of the one before do not count any more.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          version: zod
            .number()
            .int()
            .min(1)
            .describe('The version last seen; another one is refused'),
          ...changeFields(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { id, version, ...change } = withoutUndefined(input);
      await requests.authorizeUpdate(id.toLowerCase(), credentials);
      checkBody('RequestChange', change);
      const request = await requests.update(
        id.toLowerCase(),
        change,
        version,
        actionContext('update-request', credentials),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
