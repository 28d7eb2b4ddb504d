import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedSlots } from '../slots/AuthorizedSlots';

export function slotHandlers(
  slots: AuthorizedSlots,
): Pick<Handlers<ReservationsOperations>, 'searchSlots'> {
  return {
    searchSlots: {
      authorize: async ({ credentials }) => {
        await slots.authorize(credentials);
      },
      handle: async ({ body, credentials }) => ({
        body: await slots.search(body, credentials),
      }),
    },
  };
}
