import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isOwnBooking = createPermissionRule({
  name: 'IS_OWN_BOOKING',
  description:
    'Allow for bookings that the person or a group of theirs owns, or has made and not handed on',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    claims.includes(booking.owner) ||
    (!booking.transferred && claims.includes(booking.bookedBy)),
  toQuery:
    ({ claims }) =>
    query =>
      query.where(either =>
        either
          .whereIn('booking.owner', claims)
          .orWhere(made =>
            made
              .whereIn('booking.booked_by', claims)
              .where('booking.transferred', false),
          ),
      ),
});
