import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, idempotencyKey } from '@callboard/backend-access';
import { invalidField } from '@callboard/backend-openapi';
import type { ActionDependencies } from '.';
import type { Extension } from '../bookings/operations/extendedEnd';
import { describeBooking } from './describeBooking';
import { bookingOutput } from './schemas';

export function registerExtendBooking(
  registry: ActionsRegistryService,
  { bookings, checkBody }: ActionDependencies,
): void {
  registry.register({
    name: 'extend-booking',
    title: 'Extend a reservation',
    description:
      'Lets a confirmed or active booking end later: at an instant, or so many ' +
      'minutes after the end it has by now. Time that is taken is refused.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe('Id of the booking'),
          end: zod.string().optional().describe('RFC 3339 instant'),
          minutes: zod
            .number()
            .int()
            .optional()
            .describe('Instead of an end: how much later it is'),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: zod => zod.object({ booking: bookingOutput(zod) }),
    },
    action: async ({ input, credentials }) => {
      const id = input.id.toLowerCase();
      await bookings.authorize(id, 'extend', credentials);
      const extension = extensionOf(input);
      checkBody('ExtendRequest', extension);
      const booking = await bookings.extend(
        id,
        extension,
        actionContext(
          'extend-booking',
          credentials,
          { id, ...extension },
          input.idempotencyKey,
        ),
      );
      return { output: { booking: describeBooking(booking) } };
    },
  });
}

function extensionOf(given: { end?: string; minutes?: number }): Extension {
  if ((given.end === undefined) === (given.minutes === undefined)) {
    throw invalidField('end', 'or minutes must be given, and not both');
  }
  return given.end === undefined
    ? { minutes: given.minutes! }
    : { end: given.end };
}
