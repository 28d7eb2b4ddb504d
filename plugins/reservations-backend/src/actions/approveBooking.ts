import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerApproveBooking(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'approve-booking',
    title: 'Approve a reservation',
    description:
      'Confirms a booking that waits for approval. Nobody approves what they ' +
      'own, have made or have asked for.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
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
      await approvals.authorize(id, 'approve', credentials);
      checkBody('DecisionRequest', reason === undefined ? {} : { reason });
      const booking = await approvals.approve(
        id,
        reason,
        actionContext('approve-booking', credentials, { id, reason }, key),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
