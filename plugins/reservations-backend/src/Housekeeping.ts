import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  type Database,
  IDEMPOTENCY_RETENTION_MS,
  readNow,
} from '@callboard/backend-database';
import { DAY_MS } from './domain/intervals';

/** How long delivered events are kept for sinks that are added later. */
const EVENT_RETENTION_MS = 90 * DAY_MS;

/** Drops idempotency keys that no longer count, and events delivered long ago. */
export class Housekeeping {
  readonly #database: Database;
  readonly #logger: LoggerService;

  private constructor(database: Database, logger: LoggerService) {
    this.#database = database;
    this.#logger = logger;
  }

  static create(options: {
    database: Database;
    logger: LoggerService;
  }): Housekeeping {
    return new Housekeeping(options.database, options.logger);
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'reservations-housekeeping',
      frequency: { hours: 1 },
      initialDelay: { minutes: 5 },
      timeout: { minutes: 10 },
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const now = await this.#database.read(readNow);
    const keys = await this.#database.write(tx =>
      tx
        .knex('idempotency_key')
        .where('created_at', '<', now - IDEMPOTENCY_RETENTION_MS)
        .delete(),
    );
    const events = await this.#database.outbox.purge(
      new Date(now - EVENT_RETENTION_MS),
    );
    this.#logger.debug('Tidied up', { keys, events });
  }
}
