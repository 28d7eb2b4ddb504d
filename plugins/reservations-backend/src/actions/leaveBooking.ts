import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerLeaveBooking(
  registry: ActionsRegistryService,
  { participation }: ActionDependencies,
): void {
  registry.register({
    name: 'leave-booking',
    title: 'Take part in a booking no longer',
    description:
      'Takes the caller off the participants of a booking; its time stays.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const booking = await participation.leave(
        id,
        actionContext(
          'leave-booking',
          credentials,
          { id },
          input.idempotencyKey,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
