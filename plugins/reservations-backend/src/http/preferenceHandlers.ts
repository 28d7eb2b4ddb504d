import { actorOf } from '@callboard/backend-access';
import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { PreferencesService } from '../reminders';
import { requirePerson } from './requirePerson';

type Operation = 'getMyPreferences' | 'setMyPreferences';

export function preferenceHandlers(
  preferences: PreferencesService,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    getMyPreferences: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has preferences'),
      handle: async ({ credentials }) => ({
        body: await preferences.get(actorOf(credentials)),
      }),
    },
    setMyPreferences: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has preferences'),
      handle: async ({ body, credentials }) => ({
        body: await preferences.set(actorOf(credentials), body),
      }),
    },
  };
}
