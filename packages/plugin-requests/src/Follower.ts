import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** Changes that come close together are read together. */
const COALESCE_MS = 50;
/** Beyond this many changes it is cheaper to read everything. */
const MOST_AT_ONCE = 100;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

interface Options<V> {
  logger: LoggerService;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
  /** What is being filled, for the log: `the catalog`. */
  target: string;
  readAll(): Promise<void>;
  /** Answers whether that was enough; otherwise everything is read. */
  readChanged(changed: ReadonlyMap<string, V>): Promise<boolean>;
}

/**
 * Keeps a copy of what another plugin has, by its API and its events.
 *
 * An event only says what to look at again. What then goes into the copy is read
 * from the API at that moment, and all of it is done one after the other: so a
 * full reading that began before a change can never overwrite the delta that
 * came after it, and neither lost nor doubled nor reordered events do harm. What
 * the events miss, the next full reading finds. What fails is tried again until
 * it works or the backend stops.
 */
export class Follower<V> {
  readonly #options: Options<V>;
  /** What to look at again. */
  #changed = new Map<string, V>();
  #isWaiting = false;
  #last: Promise<unknown> = Promise.resolve();

  static create<V>(options: Options<V>): Follower<V> {
    return new Follower(options);
  }

  private constructor(options: Options<V>) {
    this.#options = options;
  }

  /** With everything, as soon as the other plugin answers. */
  begin(): void {
    this.#untilDone(`Nothing is in ${this.#options.target} yet`, () =>
      this.refresh(),
    );
  }

  /** Reads everything, when it is its turn. */
  async refresh(): Promise<void> {
    await this.#inTurn(() => this.#options.readAll());
  }

  /** Something has changed; soon it is looked at, with what changes meanwhile. */
  note(key: string, value: V): void {
    this.#changed.set(key, value);
    if (this.#isWaiting) {
      return;
    }
    this.#isWaiting = true;
    this.#untilDone(
      `A change is not in ${this.#options.target} yet`,
      async () => {
        await sleep(COALESCE_MS);
        this.#isWaiting = false;
        await this.#flush();
      },
    );
  }

  async #flush(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Map();
    if (changed.size === 0) {
      return;
    }
    try {
      const isDone =
        changed.size <= MOST_AT_ONCE &&
        (await this.#inTurn(() => this.#options.readChanged(changed)));
      if (!isDone) {
        await this.refresh();
      }
    } catch (error) {
      this.#changed = new Map([...changed, ...this.#changed]);
      throw error;
    }
  }

  /** One after the other, also after one that failed. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }

  #untilDone(complaint: string, work: () => Promise<void>): void {
    const { logger, signal } = this.#options;
    const attempt = async () => {
      let delay = FIRST_RETRY_MS;
      while (!signal.aborted) {
        try {
          await work();
          return;
        } catch (error) {
          // The first attempts often come before the other plugin is up.
          const log = delay < LAST_RETRY_MS / 4 ? 'debug' : 'warn';
          logger[log](`${complaint}: ${error}`);
        }
        await sleep(delay, undefined, { signal }).catch(() => {});
        delay = Math.min(delay * 2, LAST_RETRY_MS);
      }
    };
    attempt();
  }
}
