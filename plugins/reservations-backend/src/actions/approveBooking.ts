import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer, decision } from './schemas';

export function registerApproveBooking(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'approve-booking',
    title: 'Approve a reservation',
    description:
      'Confirms a booking that waits for approval. Nobody approves what they ' +
      'own, have made or have asked for.',
    destructive: false,
    idempotent: false,
    id: 'Id of the booking',
    body: decision,
    output: bookingAnswer,
    authorize: (id, credentials) =>
      approvals.authorize(id, 'approve', credentials),
    act: async (id, { reason }, context) => ({
      booking: describeBooking(await approvals.approve(id, reason, context)),
    }),
  });
}
