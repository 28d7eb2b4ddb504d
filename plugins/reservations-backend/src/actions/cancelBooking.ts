import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerCancelBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'cancel-booking',
    title: 'Cancel a reservation',
    description:
      'Cancels a booking; one that is active ends now, and its resources are ' +
      'switched off.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { reason, idempotencyKey: key } = input;
      const id = input.id.toLowerCase();
      checkBody('CancelRequest', reason === undefined ? {} : { reason });
      const booking = await bookings.end(
        id,
        { kind: 'cancel', reason },
        actionContext('cancel-booking', credentials, { id, reason }, key),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
