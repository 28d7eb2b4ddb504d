import type { Knex } from 'knex';
import { forUpdate, isPostgres, nowSql, retryOnBusy, rows } from './database';
import type { ClaimedHead } from './HeadStore';
import type { OrderingKey } from './types';

/*
 * Order across aggregates, for sinks that want it.
 *
 * What it guarantees: an event is not delivered to a sink while an earlier one
 * (a smaller `pos`) that shares an ordering key with it, not both as a part, is
 * undelivered to that sink: pending, failing, waiting itself, or parked. Only an
 * event older than the sink's `maxOrderWaitMs` goes out all the same. An event
 * whose transaction was open when a later one was delivered comes too late to be
 * seen; whoever appends because of an earlier event has seen its commit.
 *
 * Whether the first event of a head has to wait is mostly known from its claim
 * (`isClear`), on PostgreSQL, and then nothing is asked here.
 *
 * How: `outbox_order` holds a row for each undelivered event, sink and key,
 * written by the append. Delivering an event removes its rows. The nearest
 * predecessor of an event is the greatest position before its own under its
 * keys: one step in the index for each key, however many events there are. An
 * event that has one gives its head back, naming the predecessor in `waits_for`;
 * whoever delivers that makes the head due again. So waiting costs no attempt
 * and no polling, and of a thousand events that queue up behind one, each
 * delivery wakes the next and not all the others. A parked predecessor wakes
 * nobody: its followers come due when they are old enough.
 *
 * That nobody falls asleep just after the wake-up: going to sleep locks the
 * predecessor's row (FOR SHARE), which delivering deletes first. Either the
 * sleeper finds it gone and stays awake, or the delivery waits for the sleeper
 * and then wakes it. A process that dies between deleting and waking leaves
 * sleepers; they look again after `LOOK_AGAIN_MS`.
 *
 * Rows of an event that was delivered without removing them, by a version that
 * knew nothing of them, are found out by the head's progress and removed.
 *
 * Tried and failed: to wait for the earliest predecessor. Its delivery woke all
 * that waited, each looked and went back to sleep but one: quadratic. To look
 * through the heads that are behind and their events reads all 100,000 that are
 * parked in one aggregate, for every event that is delivered.
 */

const LOOK_AGAIN_MS = 30_000;

interface PredecessorRow {
  pos: string | number;
  sequence: string | number | null;
  next_sequence: string | number | null;
}

export class OrderGate {
  readonly #database: Knex;
  readonly #sink: string;
  readonly #maxWaitMs: number;
  readonly #clock?: () => Date;

  static create(options: {
    database: Knex;
    sink: string;
    maxWaitMs: number;
    clock?: () => Date;
  }): OrderGate {
    return new OrderGate(options);
  }

  private constructor(options: {
    database: Knex;
    sink: string;
    maxWaitMs: number;
    clock?: () => Date;
  }) {
    this.#database = options.database;
    this.#sink = options.sink;
    this.#maxWaitMs = Math.trunc(options.maxWaitMs);
    this.#clock = options.clock;
  }

  /**
   * Gives the head back if the event at `index` has to wait.
   *
   * @returns `free` to deliver, `waiting`, or `due` again at once, because the
   *   predecessor has just been delivered.
   */
  async check(
    head: ClaimedHead,
    index: number,
    keys: OrderingKey[],
  ): Promise<'free' | 'waiting' | 'due'> {
    const until = Date.parse(head.events[index].occurredAt) + this.#maxWaitMs;
    const predecessor = await this.#predecessor(
      head.positions[index],
      keys,
      until,
    );
    return predecessor === undefined
      ? 'free'
      : this.#sleep(head, predecessor, until);
  }

  /**
   * Lets go of those that wait for an event, before its delivery is recorded.
   *
   * @returns whether any did.
   */
  async release(pos: number): Promise<boolean> {
    await this.#forget(pos);
    const woken = await retryOnBusy(() =>
      rows(
        this.#database,
        `WITH waiting AS MATERIALIZED (
           SELECT aggregate FROM outbox_head
           WHERE sink = ? AND waits_for = ?
           ORDER BY aggregate ${forUpdate(this.#database)}
         )
         UPDATE outbox_head SET waits_for = NULL, due_at = ${this.#now()}
         WHERE sink = ? AND aggregate IN (SELECT aggregate FROM waiting)
         RETURNING aggregate`,
        [this.#sink, pos, this.#sink],
      ),
    );
    return woken.length > 0;
  }

  async #predecessor(
    before: number,
    keys: OrderingKey[],
    until: number,
  ): Promise<number | undefined> {
    for (;;) {
      const [found] = await this.#nearest(before, keys, until);
      if (!found) {
        return undefined;
      }
      const delivered =
        found.sequence === null ||
        found.next_sequence === null ||
        Number(found.next_sequence) > Number(found.sequence);
      if (!delivered) {
        return Number(found.pos);
      }
      await this.#forget(Number(found.pos));
    }
  }

  async #nearest(before: number, keys: OrderingKey[], until: number) {
    // The whole meets wholes and parts, a part meets only wholes.
    const probes = keys.flatMap(({ key, part }) =>
      part
        ? [[key, 0]]
        : [
            [key, 0],
            [key, 1],
          ],
    );
    const postgres = isPostgres(this.#database);
    const source = postgres
      ? 'unnest(?::text[], ?::int[]) AS p(key, part)'
      : '(SELECT value ->> 0 AS key, value ->> 1 AS part FROM json_each(?)) p';
    const bindings = postgres
      ? [probes.map(([key]) => key), probes.map(([, part]) => part)]
      : [JSON.stringify(probes)];
    return rows<PredecessorRow>(
      this.#database,
      `SELECT nearest.pos, e.sequence, h.next_sequence
       FROM (
         SELECT max(pos) AS pos FROM (
           SELECT (
             SELECT max(o.pos) FROM outbox_order o
             WHERE o.sink = ? AND o.key = p.key AND o.part = p.part AND o.pos < ?
           ) AS pos
           FROM ${source}
         ) found
       ) nearest
       LEFT JOIN outbox_event e ON e.pos = nearest.pos
       LEFT JOIN outbox_head h ON h.sink = ? AND h.aggregate = e.aggregate
       WHERE nearest.pos IS NOT NULL AND ${this.#now()} < ?`,
      [this.#sink, before, ...bindings, this.#sink, until] as Knex.RawBinding[],
    );
  }

  async #sleep(
    head: ClaimedHead,
    predecessor: number,
    until: number,
  ): Promise<'waiting' | 'due'> {
    const now = this.#now();
    const postgres = isPostgres(this.#database);
    const [row] = await retryOnBusy(() =>
      rows<{ waits_for: string | number | null }>(
        this.#database,
        `WITH predecessor AS MATERIALIZED (
           SELECT pos FROM outbox_order WHERE sink = ? AND pos = ?
           ${postgres ? 'FOR SHARE' : ''}
         )
         UPDATE outbox_head SET lease_token = NULL,
           waits_for = (SELECT max(pos) FROM predecessor),
           due_at = CASE WHEN EXISTS (SELECT 1 FROM predecessor)
             THEN ${postgres ? 'least' : 'min'}(${until}, ${now} + ${LOOK_AGAIN_MS})
             ELSE ${now} END
         WHERE sink = ? AND aggregate = ? AND lease_token = ?
         RETURNING waits_for`,
        [this.#sink, predecessor, this.#sink, head.aggregate, head.token],
      ),
    );
    return row?.waits_for === null ? 'due' : 'waiting';
  }

  async #forget(pos: number): Promise<void> {
    await retryOnBusy(async () =>
      this.#database('outbox_order').where({ sink: this.#sink, pos }).delete(),
    );
  }

  #now(): string {
    return nowSql(this.#database, this.#clock);
  }
}
