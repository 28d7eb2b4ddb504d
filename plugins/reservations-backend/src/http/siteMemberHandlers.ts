import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedSiteMembers } from '../siteMembers/AuthorizedSiteMembers';
import { contextOf } from './requests';

type Operation = 'listSiteMembers' | 'updateSiteMembers';

export function siteMemberHandlers(
  members: AuthorizedSiteMembers,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listSiteMembers: async ({ params, credentials }) => ({
      body: { items: await members.list(params.id, credentials) },
    }),
    updateSiteMembers: {
      authorize: async ({ params, credentials }) => {
        await members.authorize(params.id, credentials);
      },
      handle: async request => ({
        body: await members.change(
          request.params.id,
          request.body,
          contextOf('updateSiteMembers', request),
        ),
      }),
    },
  };
}
