import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer } from './schemas';

export function registerReleaseBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'release-booking',
    title: 'Give back the rest of a reservation',
    description:
      'Ends an active booking now: its resources are switched off, and its ' +
      'remaining time is free for others.',
    destructive: true,
    idempotent: false,
    id: 'Id of the booking',
    output: bookingAnswer,
    act: async (id, _, context) => ({
      booking: describeBooking(
        await bookings.end(id, { kind: 'release' }, context),
      ),
    }),
  });
}
