import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { commentOutput } from './outputs';
import { idempotencyKey, requestId } from './schemas';

export function registerCommentOnRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'comment-on-request',
    title: 'Comment on a request for services',
    description:
      'Says something in the discussion of a request; who asked and who reviews it is told.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: requestId(zod),
          comment: zod.string(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ comment: commentOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id, idempotencyKey: key, ...body } = input;
      await reviews.authorize(id.toLowerCase(), 'requestComment', credentials);
      checkBody('Remark', body);
      const comment = await reviews.comment(
        id.toLowerCase(),
        body.comment,
        actionContext('comment-on-request', credentials, { id, ...body }, key),
      );
      return { output: { comment } };
    },
  });
}
