import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedResources } from '../inventory/AuthorizedResources';
import { contextOf } from './requests';

type Operation =
  | 'listResources'
  | 'createResource'
  | 'getResource'
  | 'updateResource'
  | 'archiveResource';

export function resourceHandlers(
  resources: AuthorizedResources,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listResources: {
      authorize: ({ credentials }) =>
        resources.authorizeAny('resourceRead', credentials),
      handle: async ({ query, credentials }) => {
        const { ref, site, ...rest } = query;
        return {
          body: await resources.list(
            { ...paged(rest), refs: ref, siteRef: site },
            credentials,
          ),
        };
      },
    },
    createResource: {
      authorize: ({ credentials }) =>
        resources.authorizeAny('resourceCreate', credentials),
      handle: async request => {
        const body = await resources.create(
          request.body,
          contextOf('createResource', request),
        );
        return { body, etag: body.version };
      },
    },
    getResource: async ({ params, credentials }) => {
      const body = await resources.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateResource: {
      authorize: ({ params, credentials }) =>
        resources.authorize(params.id, 'update', credentials),
      handle: async request => {
        const body = await resources.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateResource', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    archiveResource: {
      authorize: ({ params, credentials }) =>
        resources.authorize(params.id, 'archive', credentials),
      handle: async request => {
        await resources.archive(
          request.params.id,
          contextOf('archiveResource', { ...request, headers: {} }),
        );
        return {};
      },
    },
  };
}
