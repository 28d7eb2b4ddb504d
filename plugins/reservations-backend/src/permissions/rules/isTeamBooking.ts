import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isTeamBooking = createPermissionRule({
  name: 'IS_TEAM_BOOKING',
  description:
    'Allow for bookings that a team the person leads owns, or one of its people',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) => claims.includes(booking.owner),
  toQuery:
    ({ claims }) =>
    query => {
      query.whereIn('booking.owner', claims);
    },
});
