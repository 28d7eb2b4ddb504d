import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer } from './schemas';

export function registerTransferBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'transfer-booking',
    title: 'Make a reservation somebody else’s',
    description:
      'Gives a booking another owner, who must have access to what is booked. ' +
      'Its time and its resources stay.',
    destructive: false,
    idempotent: true,
    id: 'Id of the booking',
    body: {
      fields: zod => ({
        owner: zod.string().describe('Entity ref of a user or group'),
        reason: zod.string().optional(),
      }),
      schema: 'BookingTransfer',
    },
    output: bookingAnswer,
    authorize: (id, credentials) =>
      bookings.authorize(id, 'transfer', credentials),
    act: async (id, transfer, context) => ({
      booking: describeBooking(await bookings.transfer(id, transfer, context)),
    }),
  });
}
