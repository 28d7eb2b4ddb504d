import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedSites } from '../inventory/AuthorizedSites';
import { contextOf } from './requests';

type Operation =
  'listSites' | 'createSite' | 'getSite' | 'updateSite' | 'archiveSite';

export function siteHandlers(
  sites: AuthorizedSites,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listSites: {
      authorize: ({ credentials }) =>
        sites.authorizeAny('siteRead', credentials),
      handle: async ({ query, credentials }) => ({
        body: await sites.list(paged(query), credentials),
      }),
    },
    createSite: {
      authorize: ({ credentials }) =>
        sites.authorizeAny('siteCreate', credentials),
      handle: async request => {
        const body = await sites.create(
          request.body,
          contextOf('createSite', request),
        );
        return { body, etag: body.version };
      },
    },
    getSite: async ({ params, credentials }) => {
      const body = await sites.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateSite: {
      authorize: async ({ params, credentials }) => {
        await sites.authorize(params.id, 'update', credentials);
      },
      handle: async request => {
        const body = await sites.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateSite', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    archiveSite: {
      authorize: async ({ params, credentials }) => {
        await sites.authorize(params.id, 'archive', credentials);
      },
      handle: async request => {
        await sites.archive(
          request.params.id,
          contextOf('archiveSite', { ...request, headers: {} }),
        );
        return {};
      },
    },
  };
}
