import type { DomainEvent } from '@callboard/backend-outbox';
import type { NewEventType } from '@callboard/backstage-plugin-webhooks-common';

/**
 * What takes the events of other plugins: the webhooks plugin itself, in this
 * process, or its HTTP interface. `source` is the id of the plugin that announces.
 */
export interface WebhooksIntake {
  /** Makes event types known. A ConflictError where another plugin has one. */
  registerEventTypes(
    source: string,
    eventTypes: readonly NewEventType[],
  ): Promise<void>;

  /**
   * Resolves when the event is stored with all that is to be sent of it; one that
   * is known already changes nothing. A NotAllowedError for a type that `source`
   * has not registered.
   */
  publish(
    source: string,
    event: DomainEvent,
    signal?: AbortSignal,
  ): Promise<void>;
}
