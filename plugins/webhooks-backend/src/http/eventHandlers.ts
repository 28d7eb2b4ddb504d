import { NotAllowedError } from '@backstage/errors';
import type { CallerCredentials, Handlers } from '@callboard/backend-openapi';
import { requirePossible } from '@callboard/backend-access';
import type { WebhooksOperations } from '@callboard/backstage-plugin-webhooks-common';
import type { DeliveryQueue, StoredEvent } from '../delivery';
import type { EventTypes } from '../endpoints';
import type { EndpointAccess } from '../permissions';

type Operation = 'listEventTypes' | 'registerEventTypes' | 'publishEvent';

export function eventHandlers(services: {
  eventTypes: EventTypes;
  queue: Pick<DeliveryQueue, 'ingest'>;
  access: EndpointAccess;
}): Pick<Handlers<WebhooksOperations>, Operation> {
  const { eventTypes, queue, access } = services;
  return {
    listEventTypes: {
      authorize: async ({ credentials }) => {
        const { eventTypeRead } = await access.decide(credentials, [
          'eventTypeRead',
        ]);
        requirePossible(eventTypeRead, 'see event types');
      },
      handle: async () => ({ body: { items: await eventTypes.list() } }),
    },
    registerEventTypes: {
      authorize: async ({ params, credentials }) => {
        if (pluginOf(credentials) !== params.pluginId) {
          throw new NotAllowedError(
            'Only a plugin itself says what it announces',
          );
        }
      },
      handle: async ({ params, body }) => ({
        body: {
          items: await eventTypes.register(params.pluginId, body.eventTypes),
        },
      }),
    },
    publishEvent: {
      authorize: async ({ credentials }) => {
        pluginOf(credentials);
      },
      handle: async ({ body, credentials }) => {
        const source = pluginOf(credentials);
        await eventTypes.requireSource(body.type, source);
        await queue.ingest(body as StoredEvent, source);
        return {};
      },
    },
  };
}

/** The plugin that asks; a 403 for everybody else. */
function pluginOf({ principal }: CallerCredentials): string {
  const plugin =
    principal.type === 'service'
      ? /^plugin:(.+)$/.exec(principal.subject)?.[1]
      : undefined;
  if (plugin === undefined) {
    throw new NotAllowedError('Only plugins of this portal announce events');
  }
  return plugin;
}
