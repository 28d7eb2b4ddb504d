import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedInventory } from '../inventory/AuthorizedInventory';
import { contextOf } from './handlers';

type Operation =
  | 'listSites'
  | 'createSite'
  | 'getSite'
  | 'updateSite'
  | 'archiveSite'
  | 'listResourceTypes'
  | 'createResourceType'
  | 'getResourceType'
  | 'updateResourceType'
  | 'deleteResourceType'
  | 'listResources'
  | 'createResource'
  | 'getResource'
  | 'updateResource'
  | 'archiveResource';

const withoutKey = { headers: {} };

export function inventoryHandlers(
  inventory: AuthorizedInventory,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listSites: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('siteRead', credentials),
      handle: async ({ query, credentials }) => ({
        body: await inventory.listSites(paged(query), credentials),
      }),
    },
    createSite: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('siteCreate', credentials),
      handle: async request => {
        const body = await inventory.createSite(
          request.body,
          contextOf('createSite', request),
        );
        return { body, etag: body.version };
      },
    },
    getSite: async ({ params, credentials }) => {
      const body = await inventory.getSite(params.id, credentials);
      return { body, etag: body.version };
    },
    updateSite: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeSite(params.id, 'update', credentials),
      handle: async request => {
        const body = await inventory.updateSite(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateSite', { ...request, ...withoutKey }),
        );
        return { body, etag: body.version };
      },
    },
    archiveSite: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeSite(params.id, 'archive', credentials),
      handle: async request => {
        await inventory.archiveSite(
          request.params.id,
          contextOf('archiveSite', { ...request, ...withoutKey }),
        );
        return {};
      },
    },
    listResourceTypes: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('typeRead', credentials),
      handle: async ({ query, credentials }) => {
        const { site, ...rest } = query;
        return {
          body: await inventory.listTypes(
            { ...paged(rest), siteRef: site },
            credentials,
          ),
        };
      },
    },
    createResourceType: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('typeCreate', credentials),
      handle: async request => {
        const body = await inventory.createType(
          request.body,
          contextOf('createResourceType', request),
        );
        return { body, etag: body.version };
      },
    },
    getResourceType: async ({ params, credentials }) => {
      const body = await inventory.getType(params.id, credentials);
      return { body, etag: body.version };
    },
    updateResourceType: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeType(params.id, 'update', credentials),
      handle: async request => {
        const body = await inventory.updateType(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateResourceType', { ...request, ...withoutKey }),
        );
        return { body, etag: body.version };
      },
    },
    deleteResourceType: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeType(params.id, 'delete', credentials),
      handle: async request => {
        await inventory.deleteType(
          request.params.id,
          contextOf('deleteResourceType', { ...request, ...withoutKey }),
        );
        return {};
      },
    },
    listResources: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('resourceRead', credentials),
      handle: async ({ query, credentials }) => {
        const { ref, site, ...rest } = query;
        return {
          body: await inventory.listResources(
            { ...paged(rest), refs: ref, siteRef: site },
            credentials,
          ),
        };
      },
    },
    createResource: {
      authorize: ({ credentials }) =>
        inventory.authorizeAny('resourceCreate', credentials),
      handle: async request => {
        const body = await inventory.createResource(
          request.body,
          contextOf('createResource', request),
        );
        return { body, etag: body.version };
      },
    },
    getResource: async ({ params, credentials }) => {
      const body = await inventory.getResource(params.id, credentials);
      return { body, etag: body.version };
    },
    updateResource: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeResource(params.id, 'update', credentials),
      handle: async request => {
        const body = await inventory.updateResource(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateResource', { ...request, ...withoutKey }),
        );
        return { body, etag: body.version };
      },
    },
    archiveResource: {
      authorize: ({ params, credentials }) =>
        inventory.authorizeResource(params.id, 'archive', credentials),
      handle: async request => {
        await inventory.archiveResource(
          request.params.id,
          contextOf('archiveResource', { ...request, ...withoutKey }),
        );
        return {};
      },
    },
  };
}

const DEFAULT_LIMIT = 50;

/** The document's default is applied before we see it; the types do not know. */
export function paged<Q extends { limit?: number }>(
  query: Q,
): Q & { limit: number } {
  return { ...query, limit: query.limit ?? DEFAULT_LIMIT };
}
