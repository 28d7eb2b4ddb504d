import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  actionContext,
  idempotencyKey,
  withoutUndefined,
} from '@callboard/backend-access';
import type { ActionDependencies } from '.';
import { describeBooking } from './describeBooking';
import { bookingOutput } from './schemas';

export function registerCreateBookings(
  registry: ActionsRegistryService,
  { bulk, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'create-bookings',
    title: 'Reserve several things at once',
    description:
      'Makes up to 100 bookings: all of them or none, or each for itself with a ' +
      'report of how each went.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          ...fieldsOf(zod, 'BulkRequest'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod =>
        zod.object({
          booked: zod.number().describe('How many bookings were made'),
          items: zod.array(
            zod.object({
              status: zod.number().describe('As HTTP would have answered it'),
              booking: bookingOutput(zod).optional(),
              message: zod.string().optional().describe('Why it was refused'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, ...given } = input;
      checkBody('BulkRequest', given);
      const body = withoutUndefined(given);
      const { booked, items } = await bulk.create(
        body,
        actionContext('create-bookings', credentials, body, key),
      );
      return {
        output: {
          booked,
          items: items.map(({ status, booking, error }) => ({
            status,
            booking: booking && describeBooking(booking),
            message: error?.message,
          })),
        },
      };
    },
  });
}
