import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { requirePossible } from '@callboard/backend-access';
import type { CallerCredentials } from '@callboard/backend-openapi';
import type {
  EventType,
  NewEventType,
} from '@callboard/backstage-plugin-webhooks-common';
import type { StoredEvent } from '../delivery';
import type { EndpointAccess } from '../permissions';
import type { EventIntake } from './EventIntake';
import type { EventTypes } from './EventTypes';

interface Options {
  eventTypes: EventTypes;
  intake: EventIntake;
  access: EndpointAccess;
}

/** What can be announced is for people to see, and for its plugin alone to say. */
export class AuthorizedEvents {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedEvents {
    return new AuthorizedEvents(options);
  }

  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { eventTypeRead } = await this.#options.access.decide(credentials, [
      'eventTypeRead',
    ]);
    requirePossible(eventTypeRead, 'see event types');
  }

  /** Throws a 403 for whoever is not this plugin. */
  async authorizeRegister(
    source: string,
    credentials: CallerCredentials,
  ): Promise<void> {
    if (pluginOf(credentials) !== source) {
      throw new NotAllowedError('Only a plugin itself says what it announces');
    }
  }

  /** Throws a 403 for whoever is no plugin. */
  async authorizePublish(credentials: CallerCredentials): Promise<void> {
    pluginOf(credentials);
  }

  async listTypes(credentials: BackstageCredentials): Promise<EventType[]> {
    await this.authorizeRead(credentials);
    return this.#options.eventTypes.list();
  }

  async registerTypes(
    source: string,
    types: NewEventType[],
    credentials: CallerCredentials,
  ): Promise<EventType[]> {
    await this.authorizeRegister(source, credentials);
    return this.#options.eventTypes.register(source, types);
  }

  async publish(
    event: StoredEvent,
    credentials: CallerCredentials,
  ): Promise<void> {
    await this.#options.intake.publish(pluginOf(credentials), event);
  }
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
