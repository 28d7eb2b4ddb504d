import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerTransferBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'transfer-booking',
    title: 'Make a reservation somebody else’s',
    description:
      'Gives a booking another owner, who must have access to what is booked. ' +
      'Its time and its resources stay.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          owner: zod.string().describe('Entity ref of a user or group'),
          reason: zod.string().optional(),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, id: given, ...transfer } = input;
      const id = given.toLowerCase();
      await bookings.authorize(id, 'transfer', credentials);
      checkBody('BookingTransfer', transfer);
      const booking = await bookings.transfer(
        id,
        transfer,
        actionContext(
          'transfer-booking',
          credentials,
          { id, ...transfer },
          key,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
