import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedAvailability } from '../availability/AuthorizedAvailability';
import { readWindow } from './window';

export function availabilityHandlers(
  availability: AuthorizedAvailability,
): Pick<Handlers<ReservationsOperations>, 'getAvailability'> {
  return {
    getAvailability: {
      authorize: async ({ credentials }) => {
        await availability.authorize(credentials);
      },
      handle: async ({ query, credentials }) => ({
        body: await availability.find(
          {
            ...paged({ cursor: query.cursor, limit: query.limit }),
            window: readWindow(query.from, query.to),
            resourceRefs: query.resource,
            siteRefs: query.site,
            types: query.type,
            minutes: query.minutes,
            units: query.units ?? 1,
          },
          credentials,
        ),
      }),
    },
  };
}
