import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerRejectBooking(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'reject-booking',
    title: 'Reject a reservation',
    description:
      'Rejects a booking that waits for approval; its time is free again. Nobody ' +
      'rejects what they own, have made or have asked for.',
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
      await approvals.authorize(id, 'reject', credentials);
      checkBody('DecisionRequest', reason === undefined ? {} : { reason });
      const booking = await approvals.reject(
        id,
        reason,
        actionContext('reject-booking', credentials, { id, reason }, key),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
