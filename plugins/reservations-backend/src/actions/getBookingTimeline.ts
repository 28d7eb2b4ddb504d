import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetBookingTimeline(
  registry: ActionsRegistryService,
  { timeline, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'get-booking-timeline',
    title: 'Look at what has happened to a reservation',
    description:
      'Lists in order what has happened to a booking that the caller may see: ' +
      'its transitions, who was told, and what webhooks sent because of it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({ id: zod.string().describe('Booking id') }),
      output: zod =>
        zod.object({
          complete: zod
            .boolean()
            .describe('Whether its beginning is still on record'),
          items: zod.array(
            zod
              .object({
                at: zod.string(),
                kind: zod.enum(['transition', 'notification', 'delivery']),
                code: zod.string(),
              })
              .passthrough(),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      checkBody('Id', input.id);
      const { items, complete } = await timeline.get(input.id, credentials);
      return { output: { items, complete } };
    },
  });
}
