import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext } from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput, idempotencyKey } from './schemas';

export function registerReleaseBooking(
  registry: ActionsRegistryService,
  { bookings }: ActionDependencies,
): void {
  registry.register({
    name: 'release-booking',
    title: 'Give back the rest of a reservation',
    description:
      'Ends an active booking now: its resources are switched off, and its ' +
      'remaining time is free for others.',
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
      const booking = await bookings.end(
        id,
        { kind: 'release' },
        actionContext(
          'release-booking',
          credentials,
          { id },
          input.idempotencyKey,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}
