import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerCheckInBooking(
  registry: ActionsRegistryService,
  { attendance }: ActionDependencies,
): void {
  registry.register({
    name: 'check-in-booking',
    title: 'Check in to a reservation',
    description:
      'Says that somebody has come to a booking that begins only then. A ' +
      'booking to which nobody checks in in time is given up.',
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
      const booking = await attendance.checkIn(
        id,
        actionContext(
          'check-in-booking',
          credentials,
          { id },
          input.idempotencyKey,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
