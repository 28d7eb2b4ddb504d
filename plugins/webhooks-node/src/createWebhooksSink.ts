import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { DomainEvent, OutboxSink } from '@callboard/backend-outbox';
import {
  type NewEventType,
  orderingKeysOf,
} from '@callboard/backstage-plugin-webhooks-common';
import { WebhooksSource } from './WebhooksSource';

/** Shape of {@link createWebhooksSink}'s argument. */
export interface WebhooksSinkOptions {
  discovery: DiscoveryService;
  auth: AuthService;
  logger: LoggerService;
  /** The plugin whose events these are. */
  pluginId: string;
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

/**
 * A sink of a plugin's outbox relay that announces its events to webhooks, in
 * order on what `orderingKeysOf` names, from now on.
 */
export function createWebhooksSink(options: WebhooksSinkOptions): WebhooksSink {
  const types = new Set(options.eventTypes.map(({ type }) => type));
  const source = WebhooksSource.create(options);
  return {
    id: WEBHOOKS_SINK_ID,
    start: 'now',
    maxOrderWaitMs: options.maxOrderWaitMs,
    accepts: ({ type }) => types.has(type),
    orderingKeys: orderingKeysOf,
    register: signal => source.register(signal),
    deliver: (event: DomainEvent, signal?: AbortSignal) =>
      source.publish(event, signal),
  };
}
