import { type Handlers, invalidField, paged } from '@callboard/backend-openapi';
import type {
  ReplayRequest,
  WebhooksOperations,
} from '@callboard/backstage-plugin-webhooks-common';
import type { AuthorizedEndpoints } from '../endpoints';
import type { AuthorizedDeliveries, Dashboard } from '../log';
import { at, contextOf } from './requests';

type Operation =
  | 'getDashboard'
  | 'listEndpoints'
  | 'createEndpoint'
  | 'getEndpoint'
  | 'updateEndpoint'
  | 'deleteEndpoint'
  | 'pauseEndpoint'
  | 'resumeEndpoint'
  | 'testEndpoint'
  | 'rotateEndpointSecret'
  | 'replayEndpoint'
  | 'getEndpointHealth';

const DEFAULT_OVERLAP_HOURS = 24;
const DEFAULT_HEALTH_HOURS = 24;

export function endpointHandlers(services: {
  endpoints: AuthorizedEndpoints;
  deliveries: AuthorizedDeliveries;
  dashboard: Dashboard;
}): Pick<Handlers<WebhooksOperations>, Operation> {
  const { endpoints, deliveries, dashboard } = services;
  return {
    getDashboard: {
      authorize: ({ credentials }) => endpoints.authorizeRead(credentials),
      handle: async ({ credentials }) => ({
        body: {
          ...(await dashboard.read(credentials)),
          createIn: await endpoints.createIn(credentials),
        },
      }),
    },
    listEndpoints: {
      authorize: ({ credentials }) => endpoints.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { site, ...rest } = paged(query);
        return {
          body: await endpoints.list(
            { ...rest, siteRef: site?.toLowerCase() },
            credentials,
          ),
        };
      },
    },
    createEndpoint: {
      authorize: ({ credentials }) => endpoints.authorizeCreate(credentials),
      handle: async request => {
        const body = await endpoints.create(
          request.body,
          contextOf('createEndpoint', request),
        );
        return { body, etag: body.version };
      },
    },
    getEndpoint: async ({ params, credentials }) => {
      const body = await endpoints.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateEndpoint: {
      authorize: ({ params, credentials }) =>
        endpoints.authorize(params.id, 'change', credentials),
      handle: async request => {
        const body = await endpoints.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateEndpoint', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    deleteEndpoint: {
      authorize: ({ params, credentials }) =>
        endpoints.authorize(params.id, 'delete', credentials),
      handle: async request => {
        await endpoints.delete(
          request.params.id,
          contextOf('deleteEndpoint', request),
        );
        return {};
      },
    },
    pauseEndpoint: async request => {
      const body = await endpoints.pause(
        request.params.id,
        contextOf('pauseEndpoint', request),
      );
      return { body, etag: body.version };
    },
    resumeEndpoint: async request => {
      const body = await endpoints.resume(
        request.params.id,
        contextOf('resumeEndpoint', request),
      );
      return { body, etag: body.version };
    },
    testEndpoint: {
      authorize: ({ params, credentials }) =>
        endpoints.authorize(params.id, 'change', credentials),
      handle: async request => ({
        body: await endpoints.test(
          request.params.id,
          request.body?.eventType,
          contextOf('testEndpoint', request),
        ),
      }),
    },
    rotateEndpointSecret: {
      authorize: ({ params, credentials }) =>
        endpoints.authorize(params.id, 'change', credentials),
      handle: async request => ({
        body: await endpoints.rotateSecret(
          request.params.id,
          request.body?.overlapHours ?? DEFAULT_OVERLAP_HOURS,
          contextOf('rotateEndpointSecret', request),
        ),
      }),
    },
    replayEndpoint: {
      authorize: ({ params, credentials }) =>
        endpoints.authorize(params.id, 'replay', credentials),
      handle: async request => {
        const { since, deliveryIds, status, from, to, eventType } =
          request.body;
        const endpointId = request.params.id;
        const context = contextOf('replayEndpoint', request);
        checkReplay(request.body);
        const queued =
          since === undefined
            ? await deliveries.redeliver(
                {
                  endpointId,
                  ids: deliveryIds,
                  statuses: status && [status],
                  eventTypes: eventType === undefined ? [] : [eventType],
                  from: at(from),
                  to: at(to),
                },
                context,
              )
            : await endpoints.replaySince(
                endpointId,
                Date.parse(since),
                context,
              );
        return { body: { queued } };
      },
    },
    getEndpointHealth: async ({ params, query, credentials }) => ({
      body: await endpoints.health(
        params.id,
        query.hours ?? DEFAULT_HEALTH_HOURS,
        credentials,
      ),
    }),
  };
}

/** One way of saying which: a mixture would not mean what it seems to. */
function checkReplay(body: ReplayRequest): void {
  const { since, deliveryIds, status, ...narrowing } = body;
  const ways = { since, deliveryIds, status };
  const [way, ...more] = Object.entries(ways)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (way === undefined) {
    throw invalidField('body', 'must have since, deliveryIds or status');
  }
  const beside = [...more, ...(way === 'status' ? [] : Object.keys(narrowing))];
  if (beside.length > 0) {
    throw invalidField(beside[0], `has no meaning beside ${way}`);
  }
}
