import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { AuthorizedRequests } from '../requests/AuthorizedRequests';
import type { AuthorizedParts } from '../services';
import { contextOf } from './requests';

type Operation =
  | 'listRequests'
  | 'createRequest'
  | 'previewRequest'
  | 'getRequest'
  | 'updateRequest'
  | 'submitRequest'
  | 'withdrawRequest'
  | 'rebaseRequest'
  | 'getRequestDiff'
  | 'getRequestTimeline'
  | 'listComments';

export function requestHandlers({
  previews,
  requests,
}: Pick<AuthorizedParts, 'previews' | 'requests'>): Pick<
  Handlers<ServiceRequestsOperations>,
  Operation
> {
  const onUpdatable = {
    authorize: ({
      params,
      credentials,
    }: {
      params: { id: string };
      credentials: Parameters<AuthorizedRequests['get']>[1];
    }) => requests.authorizeUpdate(params.id, credentials),
  };
  return {
    listRequests: {
      authorize: ({ credentials }) => requests.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { status, owner, service, ...rest } = paged(query);
        return {
          body: await requests.list(
            {
              ...rest,
              statuses: status,
              owner: owner?.toLowerCase(),
              serviceId: service?.toLowerCase(),
            },
            credentials,
          ),
        };
      },
    },
    createRequest: {
      authorize: ({ credentials }) => requests.authorizeCreate(credentials),
      handle: async request => {
        const body = await requests.create(
          request.body,
          contextOf('createRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    previewRequest: {
      authorize: ({ credentials }) => requests.authorizeCreate(credentials),
      handle: async ({ body, credentials }) => ({
        body: await previews.preview(body, credentials),
      }),
    },
    getRequest: async ({ params, credentials }) => {
      const body = await requests.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateRequest: {
      ...onUpdatable,
      handle: async request => {
        const body = await requests.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateRequest', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    submitRequest: {
      ...onUpdatable,
      handle: async request => {
        const body = await requests.submit(
          request.params.id,
          request.body ?? {},
          contextOf('submitRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    withdrawRequest: {
      ...onUpdatable,
      handle: async request => {
        const body = await requests.withdraw(
          request.params.id,
          request.body?.comment,
          contextOf('withdrawRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    rebaseRequest: {
      ...onUpdatable,
      handle: async request => {
        const body = await requests.rebase(
          request.params.id,
          contextOf('rebaseRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    getRequestDiff: async ({ params, query, credentials }) => ({
      body: await previews.diff(params.id, query.revision, credentials),
    }),
    getRequestTimeline: async ({ params, credentials }) => ({
      body: { items: await requests.timeline(params.id, credentials) },
    }),
    listComments: async ({ params, credentials }) => ({
      body: { items: await requests.comments(params.id, credentials) },
    }),
  };
}
