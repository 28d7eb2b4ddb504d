import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { previewOutput } from './outputs';
import { draftFields } from './schemas';

export function registerPreviewRequest(
  registry: ActionsRegistryService,
  { previews, requests, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'preview-request',
    title: 'Preview a request for services',
    description:
      'Says what a request would be told, cost and change, without keeping anything: what is missing, what policies and quotas say, the estimate, the risk, and every file. Also while it is incomplete.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          ...draftFields(zod),
          title: zod.string().optional(),
          replaces: zod
            .string()
            .uuid()
            .optional()
            .describe('The request that would be changed so'),
        }),
      output: previewOutput,
    },
    action: async ({ input, credentials }) => {
      await requests.authorizeCreate(credentials);
      const draft = withoutUndefined(input);
      checkBody('RequestDraft', draft);
      return {
        output: await previews.preview(
          { ...draft, replaces: draft.replaces?.toLowerCase() },
          credentials,
        ),
      };
    },
  });
}
