import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedLeaving } from '../leaving';
import { contextOf } from './requests';

type Operation = 'getCommitments' | 'offboardPerson' | 'listDeparted';

export function leavingHandlers(
  leaving: AuthorizedLeaving,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    getCommitments: {
      authorize: ({ credentials }) => leaving.authorizeReading(credentials),
      handle: async ({ params, credentials }) => ({
        body: await leaving.commitments(params.ref, credentials),
      }),
    },
    offboardPerson: {
      authorize: ({ credentials }) => leaving.authorizeOffboarding(credentials),
      handle: async request => ({
        body: await leaving.offboard(
          request.params.ref,
          request.body,
          contextOf('offboardPerson', request),
        ),
      }),
    },
    listDeparted: {
      authorize: ({ credentials }) => leaving.authorizeReading(credentials),
      handle: async ({ credentials }) => ({
        body: await leaving.departed(credentials),
      }),
    },
  };
}
