import type { Handlers } from '@callboard/backend-openapi';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { StoredEvent } from '../delivery';
import type { AuthorizedEvents } from '../endpoints';

type Operation = 'listEventTypes' | 'registerEventTypes' | 'publishEvent';

export function eventHandlers(
  events: AuthorizedEvents,
): Pick<Handlers<WebhooksOperations>, Operation> {
  return {
    listEventTypes: {
      authorize: ({ credentials }) => events.authorizeRead(credentials),
      handle: async ({ credentials }) => ({
        body: { items: await events.listTypes(credentials) },
      }),
    },
    registerEventTypes: {
      authorize: ({ params, credentials }) =>
        events.authorizeRegister(params.pluginId, credentials),
      handle: async ({ params, body, credentials }) => ({
        body: {
          items: await events.registerTypes(
            params.pluginId,
            body.eventTypes,
            credentials,
          ),
        },
      }),
    },
    publishEvent: {
      authorize: ({ credentials }) => events.authorizePublish(credentials),
      handle: async ({ body, credentials }) => {
        await events.publish(body as StoredEvent, credentials);
        return {};
      },
    },
  };
}
