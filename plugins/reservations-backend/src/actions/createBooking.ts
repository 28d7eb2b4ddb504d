import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerCreateBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'create-booking',
    title: 'Reserve resources',
    description:
      'Books one or several resources, all or nothing, for a time. A time that ' +
      'is taken is refused with what is in the way and the nearest free slots; ' +
      'find-slots says beforehand what is free.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          resourceRefs: zod
            .array(zod.string())
            .min(1)
            .describe(
              'Entity refs, for example resource:default/gpu-cluster-1',
            ),
          start: zod.string().describe('RFC 3339 instant'),
          end: zod.string().describe('RFC 3339 instant, later than start'),
          title: zod.string().describe('What it is for, in a few words'),
          purpose: zod.string().optional(),
          timeZone: zod.string().optional().describe('IANA time zone'),
          units: zod
            .record(zod.number().int())
            .optional()
            .describe('Units taken of each pool, by resource ref'),
          parameters: zod
            .record(zod.any())
            .optional()
            .describe('What the resource type asks for'),
          participants: zod.array(zod.string()).optional(),
          onBehalfOf: zod
            .string()
            .optional()
            .describe('Whose booking it is, if not the caller’s'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewBooking', given);
      const body = withoutUndefined(given);
      const booking = await bookings.create(
        body,
        actionContext('create-booking', credentials, body, key),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}

function withoutUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
