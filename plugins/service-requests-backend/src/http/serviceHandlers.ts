import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { AuthorizedServices } from '../services/AuthorizedServices';
import { contextOf } from './requests';

type Operation =
  | 'listServices'
  | 'getService'
  | 'getServiceHistory'
  | 'getServiceMetrics'
  | 'getServiceDependents'
  | 'extendService'
  | 'setSandboxBehaviour'
  | 'listSecrets';

export function serviceHandlers(
  services: AuthorizedServices,
): Pick<Handlers<ServiceRequestsOperations>, Operation> {
  return {
    listServices: {
      authorize: ({ credentials }) => services.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { status, owner, entityRef, expiresBefore, ...rest } =
          paged(query);
        return {
          body: await services.list(
            {
              ...rest,
              statuses: status,
              owner: owner?.toLowerCase(),
              entityRef: entityRef?.toLowerCase(),
              expiresBefore:
                expiresBefore === undefined
                  ? undefined
                  : new Date(expiresBefore).toISOString().slice(0, 10),
            },
            credentials,
          ),
        };
      },
    },
    getService: async ({ params, credentials }) => {
      const body = await services.get(params.id, credentials);
      return { body, etag: body.version };
    },
    getServiceHistory: async ({ params, credentials }) => ({
      body: { items: await services.history(params.id, credentials) },
    }),
    getServiceMetrics: async ({ params, query, credentials, signal }) => ({
      body: await services.metrics(
        params.id,
        query.hours ?? 24,
        credentials,
        signal,
      ),
    }),
    getServiceDependents: async ({ params, credentials }) => ({
      body: await services.dependents(params.id, credentials),
    }),
    extendService: {
      authorize: ({ params, credentials }) =>
        services.authorizeUpdate(params.id, credentials),
      handle: async request => {
        const body = await services.extend(
          request.params.id,
          request.body.endDate,
          contextOf('extendService', request),
        );
        return { body, etag: body.version };
      },
    },
    setSandboxBehaviour: {
      authorize: ({ params, credentials }) =>
        services.authorizeSandbox(params.id, credentials),
      handle: async ({ params, body: { behaviour }, credentials }) => {
        const body = await services.setSandbox(
          params.id,
          behaviour,
          credentials,
        );
        return { body, etag: body.version };
      },
    },
    listSecrets: {
      authorize: ({ credentials }) => services.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { owner, ...rest } = paged(query);
        return {
          body: await services.secrets(
            { ...rest, owner: owner?.toLowerCase() },
            credentials,
          ),
        };
      },
    },
  };
}
