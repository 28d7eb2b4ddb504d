import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  type Database,
  IDEMPOTENCY_RETENTION_MS,
  readNow,
  toNumber,
} from '@callboard/backend-database';
import { dropStranded } from './switchOff';

const HOUR_MS = 60 * 60_000;
const CHUNK = 500;
/** Longer than a callback is accepted after it was signed. */
const CALLBACK_RETENTION_MS = 48 * HOUR_MS;
const STATS_RETENTION_MS = 31 * 24 * HOUR_MS;

/**
 * Drops what is older than the retention: finished deliveries with their
 * attempts, and events that no delivery needs. What is still to be sent stays,
 * however old it is, unless there is nobody to send it to.
 */
export class LogCleaner {
  readonly #database: Database;
  readonly #logger: LoggerService;
  readonly #retentionMs: number;

  static create(options: {
    database: Database;
    logger: LoggerService;
    retentionMs: number;
  }): LogCleaner {
    return new LogCleaner(
      options.database,
      options.logger,
      options.retentionMs,
    );
  }

  private constructor(
    database: Database,
    logger: LoggerService,
    retentionMs: number,
  ) {
    this.#database = database;
    this.#logger = logger;
    this.#retentionMs = retentionMs;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'webhooks-log-cleaner',
      frequency: { hours: 1 },
      initialDelay: { minutes: 5 },
      timeout: { minutes: 30 },
      fn: signal => this.run(signal as AbortSignal | undefined),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    const now = await this.#database.read(readNow);
    const before = now - this.#retentionMs;
    const deliveries = await this.#inChunks(signal, () =>
      this.#dropDeliveries(before),
    );
    const events = await this.#inChunks(signal, () => this.#dropEvents(before));
    const stranded = await this.#database.write(dropStranded);
    await this.#database.write(async tx => {
      await tx
        .knex('callback')
        .where('received_at', '<', now - CALLBACK_RETENTION_MS)
        .delete();
      await tx
        .knex('attempt_stats')
        .where('bucket_at', '<', now - STATS_RETENTION_MS)
        .delete();
      await tx.knex('endpoint_secret').where('expires_at', '<', now).delete();
      await tx
        .knex('idempotency_key')
        .where('created_at', '<', now - IDEMPOTENCY_RETENTION_MS)
        .delete();
    });
    await this.#database.outbox.purge(new Date(before));
    this.#logger.debug('Tidied up', { deliveries, events, stranded });
  }

  /** Short transactions: deliveries go out meanwhile. */
  async #inChunks(
    signal: AbortSignal | undefined,
    drop: () => Promise<number>,
  ): Promise<number> {
    let total = 0;
    while (!signal?.aborted) {
      const dropped = await drop();
      total += dropped;
      if (dropped < CHUNK) {
        break;
      }
    }
    return total;
  }

  async #dropDeliveries(before: number): Promise<number> {
    return this.#database.write(async tx => {
      const rows: { position: number | string }[] = await tx
        .knex('delivery')
        .select('position')
        .where('created_at', '<', before)
        .whereNot('status', 'pending')
        .orderBy('created_at')
        .limit(CHUNK);
      const positions = rows.map(row => toNumber(row.position));
      for (const table of [
        'attempt',
        'delivery_event',
        'delivery_subject',
        'delivery_key',
        'delivery',
      ]) {
        await tx.knex(table).whereIn('position', positions).delete();
      }
      return positions.length;
    });
  }

  async #dropEvents(before: number): Promise<number> {
    return this.#database.write(async tx => {
      const rows: { id: string }[] = await tx
        .knex('event')
        .select('id')
        .where('received_at', '<', before)
        .whereNotExists(needed =>
          needed
            .select(tx.knex.raw('1'))
            .from('delivery')
            .whereRaw('delivery.event_id = event.id'),
        )
        .whereNotExists(needed =>
          needed
            .select(tx.knex.raw('1'))
            .from('delivery_event')
            .whereRaw('delivery_event.event_id = event.id'),
        )
        .limit(CHUNK);
      await tx
        .knex('event')
        .whereIn(
          'id',
          rows.map(({ id }) => id),
        )
        .delete();
      return rows.length;
    });
  }
}
