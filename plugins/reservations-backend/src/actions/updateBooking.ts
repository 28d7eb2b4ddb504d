import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import {
  bookingOutput,
  seriesOutput,
  seriesPart,
  versionSeen,
} from './schemas';

export function registerUpdateBooking(
  registry: ActionsRegistryService,
  { bookings, series, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'update-booking',
    title: 'Change a reservation',
    description:
      'Moves a booking, or changes what it takes or says; of a series also those ' +
      'that follow, or all. What is left out stays. Time that is taken is refused ' +
      'with what is in the way and the nearest free slots; preview-booking says ' +
      'it beforehand.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          version: versionSeen(zod),
          apply: seriesPart(zod),
          ...fieldsOf(zod, 'BookingChange'),
        }),
      output: zod =>
        zod.object({ booking: bookingOutput(zod), series: seriesOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { id: given, version, apply: part = 'one', ...rest } = input;
      const id = given.toLowerCase();
      await bookings.authorize(id, 'update', credentials);
      const change = withoutUndefined(rest);
      checkBody('BookingChange', change);
      const context = actionContext('update-booking', credentials);
      const booking =
        part === 'one'
          ? await bookings.update(id, change, version, context)
          : await series.updateFrom(
              { booking: id, part },
              { change, ifMatch: version },
              context,
            );
      return {
        output: { booking: describeBooking(booking), series: booking.series },
      };
    },
  });
}
