import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedApprovals } from '../bookings/AuthorizedApprovals';
import { contextOf } from './requests';

type Operation = 'approveBooking' | 'rejectBooking' | 'waiveNoShow';

export function approvalHandlers(
  approvals: AuthorizedApprovals,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    approveBooking: {
      authorize: ({ params, credentials }) =>
        approvals.authorize(params.id, 'approve', credentials),
      handle: async request => {
        const body = await approvals.approve(
          request.params.id,
          request.body?.reason,
          contextOf('approveBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    rejectBooking: {
      authorize: ({ params, credentials }) =>
        approvals.authorize(params.id, 'reject', credentials),
      handle: async request => {
        const body = await approvals.reject(
          request.params.id,
          request.body?.reason,
          contextOf('rejectBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    waiveNoShow: {
      authorize: ({ params, credentials }) =>
        approvals.authorize(params.id, 'waive-no-show', credentials),
      handle: async request => {
        const body = await approvals.waiveNoShow(
          request.params.id,
          request.body?.reason,
          contextOf('waiveNoShow', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
