import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer } from './schemas';

export function registerCheckInBooking(
  registry: ActionsRegistryService,
  { attendance, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'check-in-booking',
    title: 'Check in to a reservation',
    description:
      'Says that somebody has come to a booking that begins only then. A ' +
      'booking to which nobody checks in in time is given up.',
    destructive: false,
    idempotent: true,
    id: 'Id of the booking',
    output: bookingAnswer,
    act: async (id, _, context) => ({
      booking: describeBooking(await attendance.checkIn(id, context)),
    }),
  });
}
