import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { TeamReader } from '../permissions/TeamReader';

export function teamHandlers(
  team: TeamReader,
): Pick<Handlers<ReservationsOperations>, 'getMyTeam'> {
  return {
    getMyTeam: {
      // Everybody may ask; most lead nobody.
      authorize: async () => {},
      handle: async ({ credentials }) => ({
        body: { items: await team.teamOf(credentials) },
      }),
    },
  };
}
