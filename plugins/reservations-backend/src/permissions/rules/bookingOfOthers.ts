import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

/** For what nobody may decide about their own: the rule that all others need. */
export const bookingOfOthers = createPermissionRule({
  name: 'BOOKING_OF_OTHERS',
  description:
    'Allow for bookings that neither the person nor a group of theirs owns, has made or has asked for',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    ![booking.owner, booking.bookedBy, ...booking.requestedBy].some(ref =>
      claims.includes(ref),
    ),
  toQuery:
    ({ claims }) =>
    query =>
      query
        .whereNotIn('booking.owner', claims)
        .whereNotIn('booking.booked_by', claims)
        .whereNotExists(inner =>
          inner
            .select('asked.booking_id')
            .from({ asked: 'booking_approval' })
            .whereRaw('asked.booking_id = booking.id')
            .where('asked.role', 'requester')
            .whereIn('asked.ref', claims),
        ),
});
