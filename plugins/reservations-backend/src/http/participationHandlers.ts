import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedParticipation } from '../participation/AuthorizedParticipation';
import { contextOf } from './requests';

export function participationHandlers(
  participation: AuthorizedParticipation,
): Pick<Handlers<ReservationsOperations>, 'leaveBooking'> {
  return {
    leaveBooking: {
      authorize: ({ params, credentials }) =>
        participation.authorize(params.id, credentials),
      handle: async request => {
        const body = await participation.leave(
          request.params.id,
          contextOf('leaveBooking', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
