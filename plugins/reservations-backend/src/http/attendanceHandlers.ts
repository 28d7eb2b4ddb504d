import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedAttendance } from '../bookings/AuthorizedAttendance';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import { contextOf } from './requests';

type Operation = 'checkInBooking' | 'keepBooking' | 'extendBooking';

export function attendanceHandlers(
  attendance: AuthorizedAttendance,
  bookings: AuthorizedBookings,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    checkInBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'check-in', credentials),
      handle: async request => {
        const body = await attendance.checkIn(
          request.params.id,
          contextOf('checkInBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    keepBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'keep-alive', credentials),
      handle: async request => {
        const body = await attendance.keepAlive(
          request.params.id,
          contextOf('keepBooking', request),
        );
        return { body, etag: body.version };
      },
    },
    extendBooking: {
      authorize: ({ params, credentials }) =>
        bookings.authorize(params.id, 'extend', credentials),
      handle: async request => {
        const body = await bookings.extend(
          request.params.id,
          request.body,
          contextOf('extendBooking', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
