import { type Handlers, paged } from '@callboard/backend-openapi';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { AuthorizedDeliveries } from '../log';
import { at, contextOf, entityOf, redeliverFilter } from './requests';

type Operation =
  | 'listDeliveries'
  | 'getDelivery'
  | 'listAttempts'
  | 'redeliverDelivery'
  | 'redeliverDeliveries';

export function deliveryHandlers(
  deliveries: AuthorizedDeliveries,
): Pick<Handlers<WebhooksOperations>, Operation> {
  return {
    listDeliveries: {
      authorize: ({ credentials }) => deliveries.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { cursor, limit } = paged(query);
        return {
          body: await deliveries.list(
            {
              endpointId: query.endpoint?.toLowerCase(),
              entityRef: entityOf(query.entity, 'query.entity'),
              eventTypes: query.type,
              statuses: query.status,
              eventId: query.event,
              q: query.q,
              from: at(query.from),
              to: at(query.to),
            },
            { cursor, limit },
            credentials,
          ),
        };
      },
    },
    getDelivery: async ({ params, credentials }) => ({
      body: await deliveries.get(params.id, credentials),
    }),
    listAttempts: async ({ params, query, credentials }) => ({
      body: await deliveries.attempts(params.id, paged(query), credentials),
    }),
    redeliverDelivery: {
      authorize: ({ params, credentials }) =>
        deliveries.authorizeRedeliverOne(params.id, credentials),
      handle: async request => ({
        body: {
          queued: await deliveries.redeliver(
            { ids: [request.params.id] },
            contextOf('redeliverDelivery', request),
          ),
        },
      }),
    },
    redeliverDeliveries: {
      authorize: ({ credentials }) =>
        deliveries.authorizeRedeliver(credentials),
      handle: async request => ({
        body: {
          queued: await deliveries.redeliver(
            redeliverFilter(request.body),
            contextOf('redeliverDeliveries', request),
          ),
        },
      }),
    },
  };
}
