import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerWaiveNoShow(
  registry: ActionsRegistryService,
  { approvals, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'waive-no-show',
    title: 'Let a no-show not count',
    description:
      'Lets a booking to which nobody came not count against its owner. Nobody ' +
      'does so for what they own or have made.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
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
      await approvals.authorize(id, 'waive-no-show', credentials);
      checkBody('DecisionRequest', reason === undefined ? {} : { reason });
      const booking = await approvals.waiveNoShow(
        id,
        reason,
        actionContext('waive-no-show', credentials, { id, reason }, key),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
