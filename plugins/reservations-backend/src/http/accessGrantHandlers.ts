import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedAccessGrants } from '../accessGrants/AuthorizedAccessGrants';
import { contextOf } from './requests';
import { requirePerson } from './requirePerson';

type Operation =
  | 'listAccessGrants'
  | 'createAccessGrant'
  | 'getAccessGrant'
  | 'updateAccessGrant'
  | 'revokeAccessGrant'
  | 'listMyAccessGrants';

export function accessGrantHandlers(
  grants: AuthorizedAccessGrants,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listAccessGrants: {
      authorize: ({ credentials }) =>
        grants.authorizeAny('accessGrantRead', credentials),
      handle: async ({ query, credentials }) => {
        const { site, resource, subject, status, ...page } = query;
        return {
          body: await grants.list(
            {
              ...paged(page),
              siteRef: site,
              resourceRef: resource,
              subjectRef: subject,
              statuses: status,
            },
            credentials,
          ),
        };
      },
    },
    createAccessGrant: {
      authorize: ({ credentials }) =>
        grants.authorizeAny('accessGrantCreate', credentials),
      handle: async request => {
        const body = await grants.create(
          request.body,
          contextOf('createAccessGrant', request),
        );
        return { body, etag: body.version };
      },
    },
    getAccessGrant: async ({ params, credentials }) => {
      const body = await grants.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateAccessGrant: {
      authorize: ({ params, credentials }) =>
        grants.authorizeChange(params.id, credentials),
      handle: async request => {
        const body = await grants.change(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateAccessGrant', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    revokeAccessGrant: {
      authorize: ({ params, credentials }) =>
        grants.authorizeChange(params.id, credentials),
      handle: async request => {
        const body = await grants.revoke(
          request.params.id,
          contextOf('revokeAccessGrant', request),
        );
        return { body, etag: body.version };
      },
    },
    listMyAccessGrants: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has access grants'),
      handle: async ({ query, credentials }) => {
        const { status, ...page } = query;
        return {
          body: await grants.listMine(
            { ...paged(page), statuses: status },
            credentials,
          ),
        };
      },
    },
  };
}
