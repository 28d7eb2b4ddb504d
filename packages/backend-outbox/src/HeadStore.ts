import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isPostgres, nowSql, retryOnBusy, rows } from './database';
import { type EventRow, toDomainEvent } from './eventRows';
import type { DomainEvent } from './types';

/*
 * Claims of heads, and what may be done under one.
 *
 * What it guarantees: of one sink and one aggregate, one worker at a time
 * delivers, wherever it runs; whoever lost its claim changes nothing any more.
 *
 * How: a head is one row per sink and aggregate. Claiming it writes a token and
 * moves its due date to the end of the lease, so one indexed condition finds
 * new work, retries and abandoned leases alike. Every later change names the
 * token; zero rows changed means that the lease ran out and another worker
 * took over: fenced. Nothing here is a transaction that stays open: a claim is
 * one statement, an advance is one statement, and what is delivered between
 * them is delivered outside of any. (On PostgreSQL each is a function, for the
 * sake of its plan: migrations/headFunctions.ts.)
 *
 * Advancing and appending meet on the head's row. Whether there is more is
 * decided there (`last_sequence` of the locked row), not from what was read
 * before: an event appended meanwhile keeps the head due.
 *
 * Tried and failed (measured on PostgreSQL): SKIP LOCKED over the events
 * themselves hands two workers two events of one aggregate. Adding "and no
 * earlier event is undelivered" (NOT EXISTS) keeps the order, but costs 919 ms
 * a claim behind 100,000 parked events of one aggregate, because every claim
 * walks over all of them; with one head per aggregate it is 1.8 ms, and a head
 * that is caught up or parked is not in the index at all.
 *
 * Claims and advances are not waited for until they are on the disk. A crash of
 * the database can lose the last of them: the events are then delivered again,
 * as after a lease that ran out. Each is written after what it follows from, so
 * none survives that whose reason is lost.
 *
 * On SQLite there is no SKIP LOCKED and none is needed: an UPDATE takes the
 * file's write lock before it reads. Whether anything is due is asked first,
 * because an idle relay should not take that lock once a second.
 */

/** A head under our lease. */
export interface ClaimedHead {
  aggregate: string;
  token: string;
  /** Failed attempts at the event that is next. */
  attempts: number;
  events: DomainEvent[];
  /** Of the same events, in the same order. */
  positions: number[];
  /** Nothing that the first event would have to wait for was there: see OrderGate.ts. */
  isClear: boolean;
}

/** Progress to record: `next` is the sequence to go on with. */
export interface Advance {
  aggregate: string;
  token: string;
  next: number;
  /** Whether the lease ends with it, or goes on for as long again. */
  release: boolean;
}

/** `more`: released, and there is more to deliver. */
export type AdvanceResult = 'fenced' | 'held' | 'more' | 'done';

export interface Failure {
  aggregate: string;
  token: string;
  error?: string;
  /** Milliseconds until the next attempt, or never. */
  retryIn: number | 'park';
  /** Whether it counts: not when the relay gave up because it stops. */
  counts: boolean;
}

interface HeadRow {
  aggregate: string;
  next_sequence: number | string;
  attempts: number;
  isClear: boolean;
}

type SeenRow = EventRow & {
  head: string;
  next_sequence: number | string;
  attempts: number;
  is_clear: boolean | null;
};

/** A head beside one of its events, or beside none. */
type ClaimedRow = SeenRow | (Omit<SeenRow, keyof EventRow> & { id: null });

interface Claimed {
  heads: HeadRow[];
  events: EventRow[];
}

export class HeadStore {
  readonly #database: Knex;
  readonly #sink: string;
  readonly #isOrdered: boolean;
  readonly #leaseMs: number;
  readonly #clock?: () => Date;

  static create(options: {
    database: Knex;
    sink: string;
    /** Whether it wants order across aggregates. */
    isOrdered?: boolean;
    leaseMs: number;
    clock?: () => Date;
  }): HeadStore {
    return new HeadStore(options);
  }

  private constructor(options: {
    database: Knex;
    sink: string;
    isOrdered?: boolean;
    leaseMs: number;
    clock?: () => Date;
  }) {
    this.#database = options.database;
    this.#sink = options.sink;
    this.#isOrdered = options.isOrdered ?? false;
    this.#leaseMs = Math.trunc(options.leaseMs);
    this.#clock = options.clock;
  }

  /** Takes up to `limit` heads that are due, the longest waiting first. */
  async claim(limit: number, eventsPerHead: number): Promise<ClaimedHead[]> {
    const token = randomUUID();
    const { heads, events } = isPostgres(this.#database)
      ? await this.#claimOnPostgres(limit, eventsPerHead, token)
      : await this.#claimOnSqlite(limit, eventsPerHead, token);
    const claimed = new Map<string, ClaimedHead>(
      heads.map(({ aggregate, attempts, isClear }) => [
        aggregate,
        {
          aggregate,
          token,
          attempts: Number(attempts),
          events: [],
          positions: [],
          isClear,
        },
      ]),
    );
    for (const row of events) {
      const head = claimed.get(row.aggregate)!;
      head.events.push(toDomainEvent(row));
      head.positions.push(Number(row.pos));
    }
    return [...claimed.values()];
  }

  async #claimOnPostgres(
    limit: number,
    eventsPerHead: number,
    token: string,
  ): Promise<Claimed> {
    const found = await rows<ClaimedRow>(
      this.#database,
      'SELECT * FROM outbox_claim(?, ?, ?, ?, ?, ?, ?)',
      [
        ...[this.#sink, limit, token, this.#leaseMs, eventsPerHead],
        ...[this.#isOrdered, this.#nowMs()],
      ],
    );
    return {
      heads: found
        .filter((row, index) => row.head !== found[index - 1]?.head)
        .map(row => ({
          aggregate: row.head,
          next_sequence: row.next_sequence,
          attempts: row.attempts,
          // Null where it has no event.
          isClear: row.is_clear ?? false,
        })),
      events: found.filter((row): row is SeenRow => row.id !== null),
    };
  }

  async #claimOnSqlite(
    limit: number,
    eventsPerHead: number,
    token: string,
  ): Promise<Claimed> {
    const due = `FROM outbox_head WHERE sink = ? AND due_at <= ${this.#now()} ORDER BY due_at LIMIT ?`;
    const waiting = await rows(this.#database, `SELECT 1 ${due}`, [
      this.#sink,
      1,
    ]);
    if (waiting.length === 0) {
      return { heads: [], events: [] };
    }
    const claimed = await retryOnBusy(() =>
      rows<Omit<HeadRow, 'isClear'>>(
        this.#database,
        `UPDATE outbox_head
         SET lease_token = ?, due_at = ${this.#now()} + ?, waits_for = NULL
         WHERE rowid IN (SELECT rowid ${due})
         RETURNING aggregate, next_sequence, attempts`,
        [token, this.#leaseMs, this.#sink, limit],
      ),
    );
    // No round trip is spared by looking at what comes before here.
    const heads = claimed.map(head => ({ ...head, isClear: false }));
    return { heads, events: await this.#readOnSqlite(heads, eventsPerHead) };
  }

  async #readOnSqlite(heads: HeadRow[], limit: number): Promise<EventRow[]> {
    // Without gaps (see purgeEvents) a range of sequences is a limit.
    return rows(
      this.#database,
      `SELECT e.* FROM json_each(?) h CROSS JOIN outbox_event e
       ON e.aggregate = h.value ->> 0
         AND e.sequence >= h.value ->> 1 AND e.sequence < (h.value ->> 1) + ?
       ORDER BY h.key, e.sequence`,
      [
        JSON.stringify(
          heads.map(head => [head.aggregate, Number(head.next_sequence)]),
        ),
        limit,
      ],
    );
  }

  /** Records progress of several heads; the answers are in the order asked. */
  async advance(advances: Advance[]): Promise<AdvanceResult[]> {
    const results = await this.#advance(advances, advances.length === 1);
    return Promise.all(
      advances.map(async advance => {
        const result = results.get(advance.aggregate);
        if (result || advances.length === 1 || !isPostgres(this.#database)) {
          return result ?? 'fenced';
        }
        // Fenced, or skipped because an append holds the row: wait for it alone.
        const alone = await this.#advance([advance], true);
        return alone.get(advance.aggregate) ?? 'fenced';
      }),
    );
  }

  async #advance(
    advances: Advance[],
    wait: boolean,
  ): Promise<Map<string, AdvanceResult>> {
    const found = isPostgres(this.#database)
      ? await this.#advanceOnPostgres(advances, wait)
      : await this.#advanceOnSqlite(advances);
    return new Map(
      found.map(({ aggregate, lease_token, due_at }) => {
        const released = due_at === null ? 'done' : 'more';
        return [aggregate, lease_token === null ? released : 'held'];
      }),
    );
  }

  async #advanceOnPostgres(advances: Advance[], wait: boolean) {
    const column = <K extends keyof Advance>(key: K) =>
      advances.map(advance => advance[key]) as unknown as Knex.RawBinding;
    return rows<AdvancedRow>(
      this.#database,
      `SELECT * FROM outbox_advance(
         ?, ?::text[], ?::text[], ?::bigint[], ?::boolean[], ?, ?, ?
       )`,
      [
        this.#sink,
        ...[column('aggregate'), column('token')],
        ...[column('next'), column('release')],
        ...[this.#leaseMs, wait, this.#nowMs()],
      ],
    );
  }

  async #advanceOnSqlite(advances: Advance[]) {
    return retryOnBusy(() =>
      rows<AdvancedRow>(
        this.#database,
        // Materialized, or SQLite walks over all heads of the sink each time.
        `WITH d AS MATERIALIZED (
           SELECT value ->> 0 AS aggregate, value ->> 1 AS token,
             value ->> 2 AS next, value ->> 3 AS ends
           FROM json_each(?)
         )
         UPDATE outbox_head
         SET next_sequence = d.next, attempts = 0, last_error = NULL,
           lease_token = CASE WHEN d.ends THEN NULL ELSE lease_token END,
           due_at = CASE
             WHEN NOT d.ends THEN ${this.#now()} + ?
             WHEN last_sequence >= d.next THEN ${this.#now()} END
         FROM d
         WHERE sink = ? AND outbox_head.aggregate = d.aggregate
           AND lease_token = d.token
         RETURNING aggregate, lease_token, due_at`,
        [
          JSON.stringify(
            advances.map(a => [a.aggregate, a.token, a.next, a.release]),
          ),
          this.#leaseMs,
          this.#sink,
        ],
      ),
    );
  }

  /** Gives a head back after a failure. False: fenced, nothing was changed. */
  async fail(failure: Failure): Promise<boolean> {
    const now = this.#now();
    const park = failure.retryIn === 'park';
    const changed = await retryOnBusy(async () =>
      this.#database('outbox_head')
        .where({
          sink: this.#sink,
          aggregate: failure.aggregate,
          lease_token: failure.token,
        })
        .update({
          lease_token: null,
          ...(failure.error === undefined ? {} : { last_error: failure.error }),
          attempts: this.#database.raw('attempts + ?', [
            failure.counts ? 1 : 0,
          ]),
          due_at: park
            ? null
            : this.#database.raw(
                `${now} + ${Math.trunc(Number(failure.retryIn))}`,
              ),
          parked_at: park ? this.#database.raw(now) : null,
        }),
    );
    return changed > 0;
  }

  #now(): string {
    return nowSql(this.#database, this.#clock);
  }

  #nowMs(): number | null {
    return this.#clock?.().getTime() ?? null;
  }
}

interface AdvancedRow {
  aggregate: string;
  lease_token: string | null;
  due_at: number | string | null;
}
