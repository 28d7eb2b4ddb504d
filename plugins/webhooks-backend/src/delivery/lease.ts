import { randomUUID } from 'node:crypto';
import {
  insertRows,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { Trigger } from './types';

/** How many deliveries to one endpoint may be claimed now. */
export interface Room {
  endpointId: string;
  free: number;
  /** Only what was asked for by hand: the endpoint is paused, or resting. */
  onlyByHand: boolean;
}

/** A row of the queue that is leased now. */
export interface Leased {
  position: number;
  endpointId: string;
  /** The attempt's id, and the token of the lease. */
  attemptId: string;
  /** Of a lease that ran out. */
  staleAttemptId?: string;
  attempts: number;
  tries: number;
  trigger: Trigger;
  /** Epoch milliseconds of the database. */
  claimedAt: number;
}

interface QueueRow {
  position: number | string;
  endpoint_id: string;
  due_at: number | string;
  lease_token: string | null;
  attempts: number;
  tries: number;
  trigger: Trigger;
  actor: string | null;
}

/** Leases at most `limit` rows of the queue, and begins an attempt for each. */
export async function leaseDue(
  tx: Writer,
  rooms: readonly Room[],
  limits: { leaseMs: number; limit: number },
): Promise<Leased[]> {
  return tx.postgres
    ? onPostgres(tx, rooms, limits)
    : onSqlite(tx, rooms, limits);
}

/** One statement: every round trip is a delay of each delivery. */
async function onPostgres(
  tx: Writer,
  rooms: readonly Room[],
  { leaseMs, limit }: { leaseMs: number; limit: number },
): Promise<Leased[]> {
  const { rows } = await tx.fixed(
    'lease_due_deliveries',
    `WITH clock AS MATERIALIZED (SELECT ?::bigint AS now),
     due AS MATERIALIZED (
       SELECT found.* FROM unnest(?::uuid[], ?::int[], ?::boolean[]) AS room(endpoint_id, free, only_by_hand)
       CROSS JOIN LATERAL (
         SELECT q.position, q.due_at, q.lease_token
         FROM delivery_queue q
         WHERE q.endpoint_id = room.endpoint_id AND q.due_at <= (SELECT now FROM clock)
           AND q.hold_until IS NULL AND (NOT room.only_by_hand OR q.trigger <> 'auto')
         ORDER BY q.due_at, q.position LIMIT room.free
         FOR UPDATE SKIP LOCKED
       ) found
       ORDER BY found.due_at, found.position LIMIT ?::int
     ),
     leased AS (
       UPDATE delivery_queue q SET lease_token = gen_random_uuid(), due_at = clock.now + ?::bigint,
         attempts = q.attempts + 1, tries = q.tries + 1
       FROM due, clock WHERE q.position = due.position
       RETURNING q.position, q.endpoint_id, q.lease_token, q.attempts, q.tries, q.trigger, q.actor,
         due.lease_token AS stale_token, due.due_at, clock.now
     ),
     begun AS (
       INSERT INTO attempt (id, position, number, trigger, actor, started_at, outcome, fenced)
       SELECT lease_token, position, attempts, trigger, actor, now, 'sending', false FROM leased
     )
     SELECT * FROM leased ORDER BY due_at, position`,
    [
      tx.nowSql,
      rooms.map(room => room.endpointId),
      rooms.map(room => room.free),
      rooms.map(room => room.onlyByHand),
      limit,
      leaseMs,
    ],
  );
  return rows.map((row: QueueRow & { stale_token?: string; now: string }) => ({
    position: toNumber(row.position),
    endpointId: row.endpoint_id,
    attemptId: row.lease_token!,
    staleAttemptId: row.stale_token ?? undefined,
    attempts: row.attempts,
    tries: row.tries,
    trigger: row.trigger,
    claimedAt: toNumber(row.now),
  }));
}

async function onSqlite(
  tx: Writer,
  rooms: readonly Room[],
  { leaseMs, limit }: { leaseMs: number; limit: number },
): Promise<Leased[]> {
  const rows = await dueSqlite(tx, rooms, limit);
  if (rows.length === 0) {
    return [];
  }
  const now = await readNow(tx);
  const begun = rows.map(row => ({
    attempt: {
      id: randomUUID(),
      position: toNumber(row.position),
      number: row.attempts + 1,
      trigger: row.trigger,
      actor: row.actor,
      started_at: now,
      outcome: 'sending',
      fenced: false,
    },
    row,
  }));
  await tx.knex.raw(
    `UPDATE delivery_queue SET lease_token = leased.value ->> 'id', due_at = ?,
       attempts = attempts + 1, tries = tries + 1
     FROM json_each(?) AS leased
     WHERE delivery_queue.position = leased.value ->> 'position'`,
    [now + leaseMs, JSON.stringify(begun.map(({ attempt }) => attempt))],
  );
  await insertRows(
    tx,
    'attempt',
    begun.map(({ attempt }) => attempt),
    90,
  );
  return begun.map(({ attempt, row }) => ({
    position: attempt.position,
    endpointId: row.endpoint_id,
    attemptId: attempt.id,
    staleAttemptId: row.lease_token ?? undefined,
    attempts: attempt.number,
    tries: row.tries + 1,
    trigger: row.trigger,
    claimedAt: now,
  }));
}

async function dueSqlite(
  tx: Writer,
  rooms: readonly Room[],
  limit: number,
): Promise<QueueRow[]> {
  const due: QueueRow[] = [];
  for (const { endpointId, free, onlyByHand } of rooms) {
    const rows: QueueRow[] = await tx.knex.raw(
      `SELECT position, endpoint_id, due_at, lease_token, attempts, tries, trigger, actor
       FROM delivery_queue
       WHERE endpoint_id = ? AND due_at <= ? AND hold_until IS NULL
         ${onlyByHand ? `AND trigger <> 'auto'` : ''}
       ORDER BY due_at, position LIMIT ?`,
      [endpointId, tx.nowSql, free],
    );
    due.push(...rows);
  }
  const byDue = (a: QueueRow, b: QueueRow) =>
    toNumber(a.due_at) - toNumber(b.due_at) ||
    toNumber(a.position) - toNumber(b.position);
  return due.sort(byDue).slice(0, limit);
}
