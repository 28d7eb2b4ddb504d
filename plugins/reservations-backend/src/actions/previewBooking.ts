import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { actionContext, withoutUndefined } from '@callboard/backend-access';
import type { ActionDependencies } from '.';

export function registerPreviewBooking(
  registry: ActionsRegistryService,
  { bookings, series, checkBody, fieldsOf }: ActionDependencies,
): void {
  registry.register({
    name: 'preview-booking',
    title: 'Try a reservation',
    description:
      'Says what would happen if this were booked, or if a booking were moved ' +
      'there: what rules say, what is in the way, and what is free instead. ' +
      'Nothing is saved.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.strictObject(fieldsOf(zod, 'BookingPreviewRequest')),
      output: zod => zod.object(fieldsOf(zod, 'BookingPreview')),
    },
    action: async ({ input, credentials }) => {
      await bookings.authorizeAny('create', credentials);
      const asked = withoutUndefined(input);
      checkBody('BookingPreviewRequest', asked);
      const { recurrence } = asked;
      const context = actionContext('preview-booking', credentials);
      return {
        output: recurrence
          ? await series.preview({ ...asked, recurrence }, context)
          : await bookings.preview(asked, context),
      };
    },
  });
}
