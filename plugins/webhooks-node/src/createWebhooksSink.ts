import type { DomainEvent, OutboxSink } from '@callboard/backend-outbox';
import {
  type NewEventType,
  orderingKeysOf,
} from '@callboard/backstage-plugin-webhooks-common';
import type { WebhooksSource } from './WebhooksSource';

/** Shape of the argument of `WebhooksService.createSink`. */
export interface WebhooksSinkOptions {
  /** Everything the plugin announces; events of other types are not sent. */
  eventTypes: readonly NewEventType[];
  /** The age in milliseconds from which an event is not held back for its order. */
  maxOrderWaitMs?: number;
}

export interface WebhooksSink extends OutboxSink {
  /**
   * Makes the plugin's event types known, so that endpoints can ask for them
   * before anything has happened. Tries until it can, or until `signal` aborts.
   */
  register(signal: AbortSignal): Promise<void>;
}

/** The sink that hands a plugin's events to the webhooks plugin. */
export const WEBHOOKS_SINK_ID = 'webhooks';

export function createWebhooksSink(
  source: WebhooksSource,
  { eventTypes, maxOrderWaitMs }: WebhooksSinkOptions,
): WebhooksSink {
  const types = new Set(eventTypes.map(({ type }) => type));
  return {
    id: WEBHOOKS_SINK_ID,
    start: 'now',
    maxOrderWaitMs,
    accepts: ({ type }) => types.has(type),
    orderingKeys: orderingKeysOf,
    register: signal => source.register(signal),
    deliver: (event: DomainEvent, signal?: AbortSignal) =>
      source.publish(event, signal),
  };
}
