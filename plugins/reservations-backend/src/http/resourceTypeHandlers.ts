import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedResourceTypes } from '../inventory/AuthorizedResourceTypes';
import { contextOf } from './requests';

type Operation =
  | 'listResourceTypes'
  | 'createResourceType'
  | 'getResourceType'
  | 'updateResourceType'
  | 'deleteResourceType';

export function resourceTypeHandlers(
  types: AuthorizedResourceTypes,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listResourceTypes: {
      authorize: ({ credentials }) =>
        types.authorizeAny('typeRead', credentials),
      handle: async ({ query, credentials }) => {
        const { site, ...rest } = query;
        return {
          body: await types.list(
            { ...paged(rest), siteRef: site },
            credentials,
          ),
        };
      },
    },
    createResourceType: {
      authorize: ({ credentials }) =>
        types.authorizeAny('typeCreate', credentials),
      handle: async request => {
        const body = await types.create(
          request.body,
          contextOf('createResourceType', request),
        );
        return { body, etag: body.version };
      },
    },
    getResourceType: async ({ params, credentials }) => {
      const body = await types.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateResourceType: {
      authorize: ({ params, credentials }) =>
        types.authorize(params.id, 'update', credentials),
      handle: async request => {
        const body = await types.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateResourceType', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    deleteResourceType: {
      authorize: ({ params, credentials }) =>
        types.authorize(params.id, 'delete', credentials),
      handle: async request => {
        await types.delete(
          request.params.id,
          contextOf('deleteResourceType', { ...request, headers: {} }),
        );
        return {};
      },
    },
  };
}
