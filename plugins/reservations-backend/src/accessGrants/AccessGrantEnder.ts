import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import { DueLoop } from '../DueLoop';
import { accessGrantEvent } from './accessGrantEvent';
import type { AccessGrantStore } from './AccessGrantStore';

const BATCH = 200;

/**
 * Tells when access grants have ended, each once, within a second. Nothing
 * depends on it: a grant ends by the clock, whoever is asleep. Runs on every
 * backend; they share the work with SKIP LOCKED.
 */
export class AccessGrantEnder {
  readonly #database: Database;
  readonly #grants: AccessGrantStore;
  readonly #loop: DueLoop;

  private constructor(options: {
    database: Database;
    grants: AccessGrantStore;
    logger: LoggerService;
  }) {
    this.#database = options.database;
    this.#grants = options.grants;
    this.#loop = DueLoop.create({
      work: () => this.step(),
      nextDue: () => this.#nextEnd(),
      logger: options.logger,
      failure: 'Ended access grants could not be announced',
    });
  }

  static create(options: {
    database: Database;
    grants: AccessGrantStore;
    logger: LoggerService;
  }): AccessGrantEnder {
    return new AccessGrantEnder(options);
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Announces all that have ended by now. Returns how many. */
  async step(): Promise<number> {
    let ended = 0;
    for (;;) {
      const next = await this.#nextEnd();
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

  async #nextEnd() {
    return this.#database.read(db => this.#grants.nextEnd(db));
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
}
