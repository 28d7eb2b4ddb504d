import type { DomainEvent } from '@callboard/backend-outbox';
import type { NewEventType } from '@callboard/backstage-plugin-webhooks-common';
import { type PluginRequests, requireOk } from '@callboard/plugin-requests';
import type { WebhooksIntake } from './WebhooksIntake';

/** A webhooks plugin of another process; its requests say who asks. */
export class RemoteIntake implements WebhooksIntake {
  readonly #requests: PluginRequests;

  static create(requests: PluginRequests): RemoteIntake {
    return new RemoteIntake(requests);
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  async registerEventTypes(
    source: string,
    eventTypes: readonly NewEventType[],
  ): Promise<void> {
    const path = `/sources/${encodeURIComponent(source)}/event-types`;
    await this.#send('PUT', path, { eventTypes });
  }

  async publish(
    _source: string,
    event: DomainEvent,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#send('POST', '/events', event, signal);
  }

  async #send(
    method: string,
    path: string,
    body: object,
    signal?: AbortSignal,
  ): Promise<void> {
    await requireOk(
      await this.#requests.send(method, path, body, signal),
      'Webhooks',
    );
  }
}
