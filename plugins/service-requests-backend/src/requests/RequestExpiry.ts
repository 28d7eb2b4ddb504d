import { stringifyError } from '@backstage/errors';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import { HOLDING_STATUSES } from '@callboard/backstage-plugin-service-requests-common';
import type { RequestStore } from './RequestStore';
import type { RequestsService } from './RequestsService';

const DAY_MS = 86_400_000;

interface Options {
  database: Database;
  expireDays: number;
  logger: LoggerService;
  requests: RequestsService;
  /** Of requests. */
  stores: RequestStore;
}

/** Ends requests that nothing has happened to for long: they hold names and quota. */
export class RequestExpiry {
  readonly #options: Options;

  static create(options: Options): RequestExpiry {
    return new RequestExpiry(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'service-requests-expiry',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 40 },
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { database, expireDays, logger, requests, stores } = this.#options;
    const now = await database.read(readNow);
    const since = now - expireDays * DAY_MS;
    const stale: string[] = await database.read(db =>
      stores.untouchedSince(db, since, HOLDING_STATUSES),
    );
    for (const id of stale) {
      try {
        await requests.end(
          id,
          {
            status: 'expired',
            type: 'request.expired',
            text: `Nothing has happened to it for ${expireDays} days`,
          },
          { actor: 'system' },
        );
      } catch (error) {
        logger.warn(
          `Request ${id} could not be ended: ${stringifyError(error)}`,
        );
      }
    }
  }
}
