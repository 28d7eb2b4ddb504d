import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { DomainEvent, OutboxSink } from '@callboard/backend-outbox';
import {
  type LiveArea,
  LIVE_CHANNEL,
} from '@callboard/backstage-plugin-reservations-common';

/** Hints of this time are one: everybody who looks asks again for each. */
const GATHER_MS = 250;

const AREAS: { [prefix: string]: LiveArea } = {
  booking: 'bookings',
  waitlist: 'bookings',
  maintenance: 'bookings',
  site: 'inventory',
  type: 'inventory',
  resource: 'inventory',
  problem: 'inventory',
  member: 'rights',
  grant: 'rights',
};

/**
 * Tells open pages that something has changed, so that they ask again.
 *
 * A hint says in which area, and nothing else: it goes to everybody who is
 * signed in, and what they may see of it they learn by asking. It is no promise
 * either: a page that hears nothing asks again by itself, a little later.
 */
export class LiveHints {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #changed = new Set<LiveArea>();
  #timer?: NodeJS.Timeout;

  private constructor(options: {
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
  }): LiveHints {
    return new LiveHints(options);
  }

  /** The sink, hinting at each event that it has taken. */
  following(sink: OutboxSink): OutboxSink {
    return {
      ...sink,
      deliver: async (event, signal) => {
        await sink.deliver(event, signal);
        this.hint(event);
      },
    };
  }

  hint({ type }: Pick<DomainEvent, 'type'>): void {
    const area = AREAS[type.split('.')[0]];
    if (!area) {
      return;
    }
    this.#changed.add(area);
    this.#timer ??= setTimeout(() => this.#publish(), GATHER_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #publish(): void {
    const areas = [...this.#changed];
    this.#changed.clear();
    this.#timer = undefined;
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: LIVE_CHANNEL,
        message: { areas },
      })
      .catch(error =>
        this.#logger.debug(
          `Open pages were not told of a change: ${stringifyError(error)}`,
        ),
      );
  }
}
