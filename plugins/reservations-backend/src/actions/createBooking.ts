import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, seriesOutput } from './schemas';

export function registerCreateBooking(
  registry: ActionsRegistryService,
  { bookings, series, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'create-booking',
    title: 'Reserve resources',
    description:
      'Books one or several resources, all or nothing, for a time, or again and ' +
      'again by a recurrence rule. A time that ' +
      'is taken is refused with what is in the way and the nearest free slots; ' +
      'find-slots says beforehand what is free.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'NewBooking'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          booking: bookingOutput(zod).describe('Of a series, the first'),
          series: seriesOutput(zod),
        }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('NewBooking', given);
      const body = withoutUndefined(given);
      const { recurrence } = body;
      const context = actionContext('create-booking', credentials, body, key);
      const booking = recurrence
        ? await series.create({ ...body, recurrence }, context)
        : await bookings.create(body, context);
      return {
        output: { booking: describeBooking(booking), series: booking.series },
      };
    },
  });
}
