import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { commentOutput } from './outputs';
import { REQUEST_ID } from './schemas';

export function registerCommentOnRequest(
  registry: ActionsRegistryService,
  { reviews, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'comment-on-request',
    title: 'Comment on a request for services',
    description:
      'Says something in the discussion of a request; who asked and who reviews it is told.',
    destructive: false,
    idempotent: false,
    id: REQUEST_ID,
    body: {
      fields: zod => ({
        comment: zod.string(),
      }),
      schema: 'Remark',
    },
    output: zod => zod.object({ comment: commentOutput(zod) }),
    authorize: (id, credentials) =>
      reviews.authorize(id, 'requestComment', credentials),
    act: async (id, body, context) => ({
      comment: await reviews.comment(id, body.comment, context),
    }),
  });
}
