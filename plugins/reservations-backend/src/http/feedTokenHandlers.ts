import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedFeedTokens } from '../feeds/AuthorizedFeedTokens';
import { contextOf } from './requests';
import { requirePerson } from './requirePerson';

type Operation = 'listMyFeedTokens' | 'createMyFeedToken' | 'revokeMyFeedToken';

export function feedTokenHandlers(
  feeds: AuthorizedFeedTokens,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listMyFeedTokens: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has calendar feeds'),
      handle: async request => {
        const context = contextOf('listMyFeedTokens', {
          ...request,
          headers: {},
        });
        return { body: { items: await feeds.list(context.actor) } };
      },
    },
    createMyFeedToken: {
      authorize: async ({ credentials }) => {
        requirePerson(credentials, 'has calendar feeds');
        await feeds.authorizeAdding(credentials);
      },
      handle: async request => ({
        body: await feeds.add(
          request.body,
          contextOf('createMyFeedToken', request),
        ),
      }),
    },
    revokeMyFeedToken: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has calendar feeds'),
      handle: async request => {
        await feeds.revoke(
          request.params.id,
          contextOf('revokeMyFeedToken', { ...request, headers: {} }),
        );
        return {};
      },
    },
  };
}
