import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer, decision } from './schemas';

export function registerRejectBooking(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'reject-booking',
    title: 'Reject a reservation',
    description:
      'Rejects a booking that waits for approval; its time is free again. Nobody ' +
      'rejects what they own, have made or have asked for.',
    destructive: true,
    idempotent: false,
    id: 'Id of the booking',
    body: decision,
    output: bookingAnswer,
    authorize: (id, credentials) =>
      approvals.authorize(id, 'reject', credentials),
    act: async (id, { reason }, context) => ({
      booking: describeBooking(await approvals.reject(id, reason, context)),
    }),
  });
}
