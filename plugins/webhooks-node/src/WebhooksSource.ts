import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, stringifyError } from '@backstage/errors';
import type { DomainEvent } from '@callboard/backend-outbox';
import {
  type ErrorBody,
  type NewEventType,
  WebhooksRequestError,
} from '@callboard/backstage-plugin-webhooks-common';

const TARGET = 'webhooks';
// A token lives for an hour; signing one for every event would cost more than
// the event.
const TOKEN_MS = 60_000;
const TIMEOUT_MS = 20_000;

/**
 * A plugin as webhooks know it: it registers its event types, and publishes.
 *
 * Types are registered before the first event and again when webhooks do not
 * know the type of one (they may have been set up anew). What fails rejects, and
 * the outbox tries again: nothing is kept here but a token.
 */
export class WebhooksSource {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #pluginId: string;
  readonly #eventTypes: readonly NewEventType[];
  #starting?: Promise<void>;
  #registered?: Promise<void>;
  #token?: { value: Promise<string>; until: number };

  static create(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    logger: LoggerService;
    pluginId: string;
    eventTypes: readonly NewEventType[];
  }): WebhooksSource {
    return new WebhooksSource(options);
  }

  private constructor(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    logger: LoggerService;
    pluginId: string;
    eventTypes: readonly NewEventType[];
  }) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#pluginId = options.pluginId;
    this.#eventTypes = options.eventTypes;
  }

  /** Registers the types, as often as it takes; what is published waits for it. */
  async register(signal: AbortSignal): Promise<void> {
    this.#starting = this.#keepTrying(signal).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #keepTrying(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.#register();
        return;
      } catch (error) {
        this.#logger.debug(
          `Webhooks do not know the event types of ${this.#pluginId} yet: ${stringifyError(error)}`,
        );
        await sleep(Math.min(500 * attempt, 10_000), undefined, {
          signal,
        }).catch(() => {});
      }
    }
  }

  /** Rejects with the status and the message of a refusal. */
  async publish(event: DomainEvent, signal?: AbortSignal): Promise<void> {
    if (this.#starting) {
      await Promise.race([this.#starting, aborted(signal)]);
    }
    const registered = this.#register();
    await registered;
    const send = () => this.#send('POST', '/events', event, signal);
    let response = await send();
    if (response.status === 403 || response.status === 404) {
      await discard(response);
      if (this.#registered === registered) {
        this.#registered = undefined;
      }
      await this.#register();
      response = await send();
    }
    await requireOk(response);
  }

  /** Once, whoever asks; again after a failure. */
  #register(): Promise<void> {
    if (!this.#registered) {
      const registering = this.#putTypes().catch(error => {
        if (this.#registered === registering) {
          this.#registered = undefined;
        }
        throw error;
      });
      this.#registered = registering;
    }
    return this.#registered;
  }

  async #putTypes(): Promise<void> {
    const path = `/sources/${encodeURIComponent(this.#pluginId)}/event-types`;
    await requireOk(
      await this.#send('PUT', path, { eventTypes: this.#eventTypes }),
    );
    this.#logger.info(
      `Registered ${this.#eventTypes.length} event types of ${this.#pluginId} with webhooks`,
    );
  }

  // Node keeps the connections of `fetch` alive.
  async #send(
    method: string,
    path: string,
    body: object,
    signal?: AbortSignal,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const base = await this.#discovery.getBaseUrl(TARGET);
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#freshToken()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.status === 401) {
      this.#token = undefined;
    }
    return response;
  }

  #freshToken(): Promise<string> {
    const now = Date.now();
    if (!this.#token || this.#token.until <= now) {
      const token = { value: this.#issueToken(), until: now + TOKEN_MS };
      token.value.catch(() => {
        if (this.#token === token) {
          this.#token = undefined;
        }
      });
      this.#token = token;
    }
    return this.#token.value;
  }

  async #issueToken(): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: TARGET,
    });
    return token;
  }
}

async function requireOk(response: Response): Promise<void> {
  if (!response.ok) {
    const { status } = response;
    throw new ForwardedError(
      `Webhooks answered ${status}`,
      new WebhooksRequestError(status, await errorBody(response)),
    );
  }
  await discard(response);
}

async function errorBody(response: Response): Promise<Partial<ErrorBody>> {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** Reads what is left, so that the connection can be used again. */
async function discard(response: Response): Promise<void> {
  await response.text();
}

/** Never, unless the signal aborts: then rejects with its reason. */
async function aborted(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
