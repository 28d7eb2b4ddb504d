import type { NewEventType } from '@callboard/backstage-plugin-webhooks-common';
import type { WebhooksIntake } from '@callboard/backstage-plugin-webhooks-node';
import type { DeliveryQueue, StoredEvent } from '../delivery';
import type { EventTypes } from './EventTypes';

/** Takes what plugins announce; whose it is, the caller has made sure of. */
export class EventIntake implements WebhooksIntake {
  readonly #eventTypes: EventTypes;
  readonly #queue: Pick<DeliveryQueue, 'ingest'>;

  static create(options: {
    eventTypes: EventTypes;
    queue: Pick<DeliveryQueue, 'ingest'>;
  }): EventIntake {
    return new EventIntake(options.eventTypes, options.queue);
  }

  private constructor(
    eventTypes: EventTypes,
    queue: Pick<DeliveryQueue, 'ingest'>,
  ) {
    this.#eventTypes = eventTypes;
    this.#queue = queue;
  }

  async registerEventTypes(
    source: string,
    eventTypes: readonly NewEventType[],
  ): Promise<void> {
    await this.#eventTypes.register(source, eventTypes);
  }

  async publish(source: string, event: StoredEvent): Promise<void> {
    await this.#eventTypes.requireSource(event.type, source);
    await this.#queue.ingest(event, source);
  }
}
