import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { appendEvents } from './appendEvents';
import { isPostgres, rows } from './database';
import { type EventRow, toDomainEvent } from './eventRows';
import { PostgresAnnouncer } from './PostgresWakeup';
import { purgeEvents } from './purgeEvents';
import { unparkHeads } from './unparkHeads';
import {
  forgetSink,
  registerSinks,
  type SinkToRegister,
} from './registerSinks';
import type { DomainEvent, NewDomainEvent, SinkStats } from './types';

/** Shape of {@link Outbox.create}'s argument. */
export interface OutboxOptions {
  /** The plugin's own database, where its state is; migrated with `migrateOutbox`. */
  database: Knex;
  /** Sinks that appended events wait for even before a relay has registered them. */
  sinkIds?: string[];
  /** In place of the database's clock, for tests. */
  clock?: () => Date;
}

/** The plugin's side of the event spine: append, and look after what is stored. */
export class Outbox {
  readonly #database: Knex;
  readonly #sinkIds: string[];
  readonly #clock?: () => Date;
  readonly #listeners = new Set<() => void>();
  readonly #announcer?: PostgresAnnouncer;

  /** Names this outbox to others, so that a relay knows its own hints. */
  readonly instanceId = randomUUID();

  static create(options: OutboxOptions): Outbox {
    return new Outbox(options);
  }

  private constructor(options: OutboxOptions) {
    this.#database = options.database;
    this.#sinkIds = [...new Set(options.sinkIds ?? [])].sort();
    this.#clock = options.clock;
    if (isPostgres(options.database)) {
      this.#announcer = PostgresAnnouncer.create({
        database: options.database,
        sender: this.instanceId,
      });
    }
  }

  /**
   * Writes events in the caller's transaction, and returns them as written.
   * Call it once per transaction, with everything: see `appendEvents`.
   *
   * @throws InputError for an event without actor, type or aggregate.
   */
  async append(
    tx: Knex.Transaction,
    events: NewDomainEvent[],
  ): Promise<DomainEvent[]> {
    if (!tx.isTransaction) {
      throw new InputError('Events are appended inside a transaction');
    }
    if (events.length === 0) {
      return [];
    }
    const written = await appendEvents(tx, events, {
      sinkIds: this.#sinkIds,
      clock: this.#clock,
    });
    committed(tx).then(
      () => this.kick(),
      () => {},
    );
    return written;
  }

  /**
   * Tells relays that there is work: those of this process at once, others by
   * a hint. `append` does it when its transaction has committed.
   */
  kick(): void {
    for (const listener of this.#listeners) {
      listener();
    }
    this.#announcer?.announce();
  }

  /** Calls `listener` on every kick, until the returned function is called. */
  onKick(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Makes sinks known, so that every append makes work for them. Relays do this. */
  async registerSinks(sinks: SinkToRegister[]): Promise<void> {
    await registerSinks(this.#database, sinks, this.#clock);
  }

  /** Drops a sink that is gone for good, with its position and what is parked for it. */
  async forgetSink(sinkId: string): Promise<void> {
    await forgetSink(this.#database, sinkId);
  }

  /** What each registered sink still has before it. */
  async stats(): Promise<SinkStats[]> {
    const found = await rows<Record<keyof SinkStats, string | number | null>>(
      this.#database,
      `SELECT s.sink AS "sink",
         sum(CASE WHEN h.parked_at IS NULL THEN h.last_sequence - h.next_sequence + 1 END) AS "pending",
         sum(CASE WHEN h.parked_at IS NULL AND h.sink IS NOT NULL THEN 1 END) AS "pendingAggregates",
         sum(CASE WHEN h.parked_at IS NOT NULL THEN h.last_sequence - h.next_sequence + 1 END) AS "parked",
         sum(CASE WHEN h.parked_at IS NOT NULL THEN 1 END) AS "parkedAggregates"
       FROM outbox_sink s LEFT JOIN (
         SELECT * FROM outbox_head WHERE due_at IS NOT NULL
         UNION ALL
         SELECT * FROM outbox_head WHERE parked_at IS NOT NULL
       ) h ON h.sink = s.sink
       GROUP BY s.sink ORDER BY s.sink`,
    );
    return found.map(row => ({
      sink: String(row.sink),
      pending: Number(row.pending ?? 0),
      pendingAggregates: Number(row.pendingAggregates ?? 0),
      parked: Number(row.parked ?? 0),
      parkedAggregates: Number(row.parkedAggregates ?? 0),
    }));
  }

  /**
   * Lets a sink try again what was parked, in one aggregate or in all.
   *
   * @returns how many aggregates go on.
   */
  async unpark(sinkId: string, aggregate?: string): Promise<number> {
    const changed = await unparkHeads(
      this.#database,
      { sinkId, aggregate },
      this.#clock,
    );
    this.kick();
    return changed;
  }

  /**
   * Deletes events that happened before an instant, as far as every sink has
   * taken them. What a sink still waits for, or has parked, stays.
   *
   * @returns how many events were deleted.
   */
  async purge(olderThan: Date): Promise<number> {
    return purgeEvents(this.#database, olderThan);
  }

  /** What has happened to one aggregate, in order, as far as it is still kept. */
  async eventsOf(aggregate: string, limit: number): Promise<DomainEvent[]> {
    const found: EventRow[] = await this.#database('outbox_event')
      .where({ aggregate })
      .orderBy('sequence', 'desc')
      .limit(limit);
    return found.reverse().map(toDomainEvent);
  }
}

/** Settles when the outermost transaction has ended. */
async function committed(tx: Knex.Transaction): Promise<void> {
  let outermost = tx;
  while (outermost.parentTransaction) {
    outermost = outermost.parentTransaction;
  }
  await outermost.executionPromise;
}
