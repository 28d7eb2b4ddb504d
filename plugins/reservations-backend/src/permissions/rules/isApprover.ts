import { createPermissionRule } from '@backstage/plugin-permission-node';
import { bookingResourceRef } from '../resourceRefs';
import { claimsSchema } from './claims';

export const isApprover = createPermissionRule({
  name: 'IS_APPROVER',
  description:
    'Allow for bookings on which the person or a group of theirs is named to decide',
  resourceRef: bookingResourceRef,
  paramsSchema: claimsSchema,
  apply: (booking, { claims }) =>
    booking.approvers.some(ref => claims.includes(ref)),
  toQuery:
    ({ claims }) =>
    query =>
      query.whereIn('booking.id', inner =>
        inner
          .select('booking_approval.booking_id')
          .from('booking_approval')
          .where('booking_approval.role', 'approver')
          .whereIn('booking_approval.ref', claims),
      ),
});
