import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedSshKeys } from '../sshKeys/AuthorizedSshKeys';
import { contextOf } from './requests';
import { requirePerson } from './requirePerson';
import { requirePlugin } from './requirePlugin';

type Operation =
  'listMySshKeys' | 'addMySshKey' | 'removeMySshKey' | 'listSshKeys';

export function sshKeyHandlers(
  keys: AuthorizedSshKeys,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listMySshKeys: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has SSH keys'),
      handle: async request => {
        const { actor } = contextOf('listMySshKeys', withoutKey(request));
        return { body: { items: await keys.list(actor) } };
      },
    },
    addMySshKey: {
      authorize: async ({ credentials }) => {
        requirePerson(credentials, 'has SSH keys');
        await keys.authorizeAdding(credentials);
      },
      handle: async request => ({
        body: await keys.add(request.body, contextOf('addMySshKey', request)),
      }),
    },
    removeMySshKey: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has SSH keys'),
      handle: async request => {
        await keys.remove(
          request.params.id,
          contextOf('removeMySshKey', withoutKey(request)),
        );
        return {};
      },
    },
    listSshKeys: {
      authorize: async ({ credentials }) => requirePlugin(credentials),
      handle: async ({ query }) => ({
        body: { items: await keys.list(query.user) },
      }),
    },
  };
}

function withoutKey<R extends object>(request: R): R & { headers: object } {
  return { ...request, headers: {} };
}
