import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import { DAY_MS } from '../domain/intervals';
import type { InventoryCache } from '../inventory/InventoryCache';
import { holdingEvent } from './certificationEvent';
import type { HoldingStore } from './HoldingStore';

const AHEAD_MS = 30 * DAY_MS;
const BATCH = 200;

/** Tells of each certification once that it expires within thirty days. */
export class ExpiryNotices {
  readonly #options: {
    database: Database;
    holdings: HoldingStore;
    inventory: InventoryCache;
    logger: LoggerService;
  };

  private constructor(options: {
    database: Database;
    holdings: HoldingStore;
    inventory: InventoryCache;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  static create(options: {
    database: Database;
    holdings: HoldingStore;
    inventory: InventoryCache;
    logger: LoggerService;
  }): ExpiryNotices {
    return new ExpiryNotices(options);
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'reservations-certification-expiry',
      frequency: { hours: 1 },
      initialDelay: { minutes: 1 },
      timeout: { minutes: 10 },
      fn: async () => {
        const told = await this.run();
        this.#options.logger.debug('Told of expiring certifications', { told });
      },
    });
  }

  /** Returns of how many it has told. */
  async run(): Promise<number> {
    let told = 0;
    for (;;) {
      const pass = await this.#pass();
      told += pass;
      if (pass < BATCH) {
        return told;
      }
    }
  }

  async #pass(): Promise<number> {
    const { database, holdings, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const due = await holdings.claimExpiring(tx, now + AHEAD_MS, BATCH);
      if (due.length > 0) {
        await holdings.storeExpiring(
          tx,
          due.map(({ id }) => id),
          now,
        );
        await database.outbox.append(
          tx.knex,
          due.map(one =>
            holdingEvent('certification.expiring', 'system', one, known),
          ),
        );
      }
      return due.length;
    });
  }
}
