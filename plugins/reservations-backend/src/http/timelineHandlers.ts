import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedTimeline } from '../timeline';

export function timelineHandlers(
  timeline: AuthorizedTimeline,
): Pick<Handlers<ReservationsOperations>, 'getBookingTimeline'> {
  return {
    getBookingTimeline: async ({ params, credentials }) => ({
      body: await timeline.get(params.id, credentials),
    }),
  };
}
