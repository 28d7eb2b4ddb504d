import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { registerChange } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingAnswer, decision } from './schemas';

export function registerWaiveNoShow(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registerChange(registry, checkBody, {
    name: 'waive-no-show',
    title: 'Let a no-show not count',
    description:
      'Lets a booking to which nobody came not count against its owner. Nobody ' +
      'does so for what they own or have made.',
    destructive: false,
    idempotent: true,
    id: 'Id of the booking',
    body: decision,
    output: bookingAnswer,
    authorize: (id, credentials) =>
      approvals.authorize(id, 'waive-no-show', credentials),
    act: async (id, { reason }, context) => ({
      booking: describeBooking(
        await approvals.waiveNoShow(id, reason, context),
      ),
    }),
  });
}
