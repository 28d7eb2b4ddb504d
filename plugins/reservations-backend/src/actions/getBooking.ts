import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDependencies } from '.';

export function registerGetBooking(
  registry: ActionsRegistryService,
  { bookings, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'get-booking',
    title: 'Look at a reservation',
    description:
      'Reads one booking, with how setting it up goes. How to get into what is ' +
      'booked is left out, as answers of actions are kept; the portal shows it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
        }),
      output: zod =>
        zod.object({
          booking: zod.object({
            ...fieldsOf(zod, 'Booking'),
            link: zod.string().describe('Path of the booking in the portal'),
          }),
        }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      const booking = await bookings.describe(id, credentials);
      return {
        output: {
          booking: { ...booking, link: `/reservations?booking=${id}` },
        },
      };
    },
  });
}
