import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeRequest } from './describe';
import { requestAnswer } from './outputs';
import { draftFields, override } from './schemas';

export function registerCreateRequest(
  registry: ActionsRegistryService,
  { requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-request',
    title: 'Request services',
    description:
      'Makes a request for cloud services, or for a change or the end of some: a draft, or with `submit` one that waits for review. It becomes real only after somebody else has approved it and it is merged. Denied by a policy or a quota it answers 403 with what would pass, and nothing is kept.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          title: zod.string(),
          ...draftFields(zod),
          submit: zod
            .boolean()
            .optional()
            .describe('Hand it in at once; a draft if not given'),
          override: override(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: requestAnswer,
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = withoutUndefined(input);
      await requests.authorizeCreate(credentials);
      const body = { submit: false, ...given };
      checkBody('NewRequest', body);
      const request = await requests.create(
        body,
        actionContext('create-request', credentials, body, key),
      );
      return { output: { request: describeRequest(request) } };
    },
  });
}
