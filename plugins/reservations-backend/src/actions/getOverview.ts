import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput } from './schemas';

export function registerGetOverview(
  registry: ActionsRegistryService,
  { overview, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'get-overview',
    title: 'See at a glance what is reserved and what is free',
    description:
      'What the caller has booked next, how many resources of each type are ' +
      'free now, what waits for the caller, and how busy it is.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          siteRefs: zod.array(zod.string()).max(100).optional(),
          timeZone: zod
            .string()
            .optional()
            .describe('IANA name: whose days are meant; UTC by default'),
        }),
      output: zod =>
        zod.object({
          next: zod.array(bookingOutput(zod)),
          freeNow: zod.array(
            zod.object({
              type: zod.string(),
              title: zod.string(),
              free: zod.number(),
              total: zod.number(),
            }),
          ),
          needs: zod.record(zod.string(), zod.number()),
          busyToday: zod
            .number()
            .describe('Share of all time there is, 0 to 1'),
          busyThisWeek: zod.number().describe('Of the last seven days'),
        }),
    },
    action: async ({ input, credentials }) => {
      input.siteRefs?.forEach(ref => checkBody('EntityRef', ref));
      if (input.timeZone !== undefined) {
        checkBody('TimeZone', input.timeZone);
      }
      const { mine, freeNow, needs, use } = await overview.get(
        { siteRefs: input.siteRefs, zone: input.timeZone ?? 'UTC' },
        credentials,
      );
      return {
        output: {
          next: mine.next.map(describeBooking),
          freeNow,
          needs,
          busyToday: use.today,
          busyThisWeek: use.week,
        },
      };
    },
  });
}
