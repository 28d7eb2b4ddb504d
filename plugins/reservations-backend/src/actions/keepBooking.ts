import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerKeepBooking(
  registry: ActionsRegistryService,
  { attendance }: ActionDependencies,
): void {
  registry.register({
    name: 'keep-booking',
    title: 'Keep a reservation for the night',
    description:
      'Keeps an active booking of a type whose bookings are ended at a certain ' +
      'hour, for the coming night.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
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
      const booking = await attendance.keepAlive(
        id,
        actionContext(
          'keep-booking',
          credentials,
          { id },
          input.idempotencyKey,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
