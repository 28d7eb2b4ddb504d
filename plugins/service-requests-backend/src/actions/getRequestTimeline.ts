import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { requestId } from './schemas';

export function registerGetRequestTimeline(
  registry: ActionsRegistryService,
  { requests, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-request-timeline',
    title: 'See what happened to a request',
    description: 'Lists what happened to a request for services, in order.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject({ id: requestId(zod) }),
      output: zod =>
        zod.object({
          items: zod.array(zod.object(fieldsOf(zod, 'TimelineEntry'))),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: {
        items: await requests.timeline(input.id.toLowerCase(), credentials),
      },
    }),
  });
}
