import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { DomainEvent } from '@callboard/backend-outbox';
import type { NewEventType } from '@callboard/backstage-plugin-webhooks-common';
import { RefusedRequestError } from '@callboard/plugin-requests';
import type { WebhooksIntake } from './WebhooksIntake';

/** Shape of {@link WebhooksSource.create}'s argument. */
export interface WebhooksSourceOptions {
  /** What takes events now. */
  intake: () => WebhooksIntake;
  logger: LoggerService;
  pluginId: string;
  eventTypes: readonly NewEventType[];
}

/**
 * A plugin as webhooks know it: it registers its event types, and publishes.
 *
 * Types are registered before the first event and again when webhooks do not
 * know the type of one (they may have been set up anew). What fails rejects, and
 * the outbox tries again.
 */
export class WebhooksSource {
  readonly #options: WebhooksSourceOptions;
  #starting?: Promise<void>;
  #registered?: Promise<void>;

  static create(options: WebhooksSourceOptions): WebhooksSource {
    return new WebhooksSource(options);
  }

  private constructor(options: WebhooksSourceOptions) {
    this.#options = options;
  }

  /** Registers the types, as often as it takes; what is published waits for it. */
  async register(signal: AbortSignal): Promise<void> {
    this.#starting = this.#keepTrying(signal).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #keepTrying(signal: AbortSignal): Promise<void> {
    const { logger, pluginId } = this.#options;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.#register();
        return;
      } catch (error) {
        logger.debug(
          `Webhooks do not know the event types of ${pluginId} yet: ${stringifyError(error)}`,
        );
        await sleep(Math.min(500 * attempt, 10_000), undefined, {
          signal,
        }).catch(() => {});
      }
    }
  }

  /** Rejects with the status and the message of a refusal, or when `signal` aborts. */
  async publish(event: DomainEvent, signal?: AbortSignal): Promise<void> {
    if (this.#starting) {
      await unlessAborted(this.#starting, signal);
    }
    const registered = this.#register();
    await registered;
    try {
      await this.#send(event, signal);
    } catch (error) {
      if (!isUnknown(error)) {
        throw error;
      }
      if (this.#registered === registered) {
        this.#registered = undefined;
      }
      await this.#register();
      await this.#send(event, signal);
    }
  }

  async #send(event: DomainEvent, signal?: AbortSignal): Promise<void> {
    const { intake, pluginId } = this.#options;
    await unlessAborted(intake().publish(pluginId, event, signal), signal);
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
    const { eventTypes, intake, logger, pluginId } = this.#options;
    await intake().registerEventTypes(pluginId, eventTypes);
    logger.info(
      `Registered ${eventTypes.length} event types of ${pluginId} with webhooks`,
    );
  }
}

/** Whether the type may not be known any more, or the plugin not be there yet. */
function isUnknown(error: unknown): boolean {
  const { name, cause } = error as Error;
  return cause instanceof RefusedRequestError
    ? [403, 404].includes(cause.status)
    : name === 'NotAllowedError';
}

/** Rejects with the reason of the abortion, if that comes first. */
async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return work;
  }
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
