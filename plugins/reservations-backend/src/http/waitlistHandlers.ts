import { actorOf } from '@callboard/backend-access';
import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedWaitlist } from '../waitlist/AuthorizedWaitlist';
import { contextOf } from './requests';

type Operation =
  | 'listWaitlist'
  | 'joinWaitlist'
  | 'getWaitlistEntry'
  | 'acceptWaitlistOffer'
  | 'declineWaitlistOffer'
  | 'withdrawWaitlistEntry';

export function waitlistHandlers(
  waitlist: AuthorizedWaitlist,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listWaitlist: {
      authorize: ({ credentials }) =>
        waitlist.authorizeAny('read', credentials),
      handle: async ({ query, credentials }) => {
        const { owner, resource, site, status, ...page } = query;
        const caller = actorOf(credentials);
        return {
          body: await waitlist.list(
            {
              owners: owner?.map(ref => (ref === 'me' ? caller : ref)),
              resourceRefs: resource,
              siteRefs: site,
              statuses: status,
            },
            paged(page),
            credentials,
          ),
        };
      },
    },
    joinWaitlist: {
      authorize: ({ credentials }) =>
        waitlist.authorizeAny('join', credentials),
      handle: async request => {
        const body = await waitlist.join(
          request.body,
          contextOf('joinWaitlist', request),
        );
        return { body, etag: body.version };
      },
    },
    getWaitlistEntry: async ({ params, credentials }) => {
      const body = await waitlist.get(params.id, credentials);
      return { body, etag: body.version };
    },
    acceptWaitlistOffer: {
      authorize: ({ params, credentials }) =>
        waitlist.authorize(params.id, credentials),
      handle: async request => {
        const body = await waitlist.accept(
          request.params.id,
          contextOf('acceptWaitlistOffer', request),
        );
        return { body, etag: body.version };
      },
    },
    declineWaitlistOffer: {
      authorize: ({ params, credentials }) =>
        waitlist.authorize(params.id, credentials),
      handle: async request => {
        const body = await waitlist.leave(
          request.params.id,
          'decline',
          contextOf('declineWaitlistOffer', request),
        );
        return { body, etag: body.version };
      },
    },
    withdrawWaitlistEntry: {
      authorize: ({ params, credentials }) =>
        waitlist.authorize(params.id, credentials),
      handle: async request => {
        const body = await waitlist.leave(
          request.params.id,
          'withdraw',
          contextOf('withdrawWaitlistEntry', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
