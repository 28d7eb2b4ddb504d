import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import { accessGrantEvent } from './accessGrantEvent';
import type { AccessGrantStore } from './AccessGrantStore';

const LONGEST_SLEEP_MS = 1_000;
const BATCH = 200;

/**
 * Tells when access grants have ended, each once, within a second. Nothing
 * depends on it: a grant ends by the clock, whoever is asleep. Runs on every
 * backend; they share the work with SKIP LOCKED.
 */
export class AccessGrantEnder {
  readonly #database: Database;
  readonly #grants: AccessGrantStore;
  readonly #logger: LoggerService;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #stopped = true;

  private constructor(options: {
    database: Database;
    grants: AccessGrantStore;
    logger: LoggerService;
  }) {
    this.#database = options.database;
    this.#grants = options.grants;
    this.#logger = options.logger;
  }

  static create(options: {
    database: Database;
    grants: AccessGrantStore;
    logger: LoggerService;
  }): AccessGrantEnder {
    return new AccessGrantEnder(options);
  }

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Announces all that have ended by now. Returns how many. */
  async step(): Promise<number> {
    let ended = 0;
    for (;;) {
      const next = await this.#database.read(db => this.#grants.nextEnd(db));
      if (!next || next.at > next.now) {
        return ended;
      }
      const inPass = await this.#pass();
      if (inPass === 0) {
        return ended;
      }
      ended += inPass;
    }
  }

  async #pass(): Promise<number> {
    return this.#database.write(async tx => {
      const ended = await this.#grants.claimEnded(tx, BATCH);
      if (ended.length > 0) {
        const ids = ended.map(({ id }) => id);
        await this.#grants.storeEnded(tx, ids, await readNow(tx));
        await this.#database.outbox.append(
          tx.knex,
          ended.map(grant => accessGrantEvent('grant.ended', 'system', grant)),
        );
      }
      return ended.length;
    });
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#wake();
    }, delay);
  }

  async #wake(): Promise<void> {
    let delay = LONGEST_SLEEP_MS;
    try {
      await this.step();
      const next = await this.#database.read(db => this.#grants.nextEnd(db));
      if (next) {
        delay = Math.min(delay, Math.max(5, next.at - next.now));
      }
    } catch (error) {
      this.#logger.error('Ended access grants could not be announced', {
        error: String(error),
      });
    }
    if (!this.#stopped) {
      this.#schedule(delay);
    }
  }
}
