import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer } from './schemas';

export function registerKeepBooking(
  registry: ActionsRegistryService,
  { attendance, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'keep-booking',
    title: 'Keep a reservation for the night',
    description:
      'Keeps an active booking of a type whose bookings are ended at a certain ' +
      'hour, for the coming night.',
    destructive: false,
    idempotent: true,
    id: 'Id of the booking',
    output: bookingAnswer,
    act: async (id, _, context) => ({
      booking: describeBooking(await attendance.keepAlive(id, context)),
    }),
  });
}
