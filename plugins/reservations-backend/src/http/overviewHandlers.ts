import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import { checkTimeZone } from '../domain/bookingTimes';
import type { AuthorizedOverview } from '../overview';

export function overviewHandlers(
  overview: AuthorizedOverview,
): Pick<Handlers<ReservationsOperations>, 'getOverview'> {
  return {
    getOverview: {
      authorize: ({ credentials }) => overview.authorize(credentials),
      handle: async ({ query, credentials }) => {
        const { site, zone = 'UTC' } = query;
        checkTimeZone(zone, 'zone');
        return {
          body: await overview.get({ siteRefs: site, zone }, credentials),
        };
      },
    },
  };
}
