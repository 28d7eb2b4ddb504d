import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isParticipant = createPermissionRule({
  name: 'IS_PARTICIPANT',
  description: 'Allow for bookings in which the person takes part',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    booking.participants.some(ref => claims.includes(ref)),
  toQuery:
    ({ claims }) =>
    query =>
      query.whereIn('booking.id', inner =>
        inner
          .select('booking_participant.booking_id')
          .from('booking_participant')
          .whereIn('booking_participant.ref', claims),
      ),
});
