import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, seriesPart } from './schemas';

export function registerCancelBooking(
  registry: ActionsRegistryService,
  { bookings, series, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'cancel-booking',
    title: 'Cancel a reservation',
    description:
      'Cancels a booking; one that is active ends now, and its resources are ' +
      'switched off. Of a series also those that follow, or all.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          apply: seriesPart(zod),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { reason, apply: part = 'one', idempotencyKey: key } = input;
      const id = input.id.toLowerCase();
      checkBody('CancelRequest', reason === undefined ? {} : { reason });
      const given = { id, reason, ...(part === 'one' ? {} : { part }) };
      const context = actionContext('cancel-booking', credentials, given, key);
      const booking =
        part === 'one'
          ? await bookings.end(id, { kind: 'cancel', reason }, context)
          : await series.cancelFrom({ booking: id, part }, reason, context);
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
