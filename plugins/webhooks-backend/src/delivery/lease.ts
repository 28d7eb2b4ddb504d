import {
  insertRows,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { newAttemptId, newAttemptIdSql } from './attemptId';
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
  attempts: number;
  tries: number;
  trigger: Trigger;
  /** Epoch milliseconds of the database. */
  claimedAt: number;
}

export interface Claim {
  leased: Leased[];
  /** Of leases that ran out. */
  staleAttemptIds: string[];
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

/**
 * Leases at most `limit` rows of the queue, and begins an attempt for each. An
 * attempt that nobody lived to see the end of is in the log, and does not count
 * for the retry schedule: a portal that stops must not use up a receiver's
 * chances.
 */
export async function leaseDue(
  tx: Writer,
  rooms: readonly Room[],
  limits: { leaseMs: number; limit: number },
): Promise<Claim> {
  return tx.postgres
    ? onPostgres(tx, rooms, limits)
    : onSqlite(tx, rooms, limits);
}

/**
 * One statement: every round trip is a delay of each delivery.
 *
 * Rows of the queue are found by `= ANY`, never by a join: statistics are mostly
 * taken while it is empty, PostgreSQL then believes that it holds one row, and a
 * join reads all of a full queue once for each claimed row.
 */
async function onPostgres(
  tx: Writer,
  rooms: readonly Room[],
  { leaseMs, limit }: { leaseMs: number; limit: number },
): Promise<Claim> {
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
       UPDATE delivery_queue q SET lease_token = ${newAttemptIdSql('(SELECT now FROM clock)')}, due_at = (SELECT now FROM clock) + ?::bigint,
         attempts = q.attempts + 1, tries = q.tries + CASE WHEN q.lease_token IS NULL THEN 1 ELSE 0 END
       WHERE q.position = ANY (ARRAY(SELECT position FROM due))
       RETURNING q.position, q.endpoint_id, q.lease_token, q.attempts, q.tries, q.trigger, q.actor
     ),
     begun AS (
       INSERT INTO attempt (id, position, number, trigger, actor, started_at, outcome, fenced)
       SELECT lease_token, position, attempts, trigger, actor, (SELECT now FROM clock), 'sending', false FROM leased
     )
     SELECT leased.*, (SELECT now FROM clock) AS now,
       ARRAY(SELECT lease_token FROM due WHERE lease_token IS NOT NULL) AS stale_tokens
     FROM leased ORDER BY position`,
    [
      tx.nowSql,
      rooms.map(room => room.endpointId),
      rooms.map(room => room.free),
      rooms.map(room => room.onlyByHand),
      limit,
      leaseMs,
    ],
  );
  return {
    staleAttemptIds: rows[0]?.stale_tokens ?? [],
    leased: rows.map((row: QueueRow & { now: string }) => ({
      position: toNumber(row.position),
      endpointId: row.endpoint_id,
      attemptId: row.lease_token!,
      attempts: row.attempts,
      tries: row.tries,
      trigger: row.trigger,
      claimedAt: toNumber(row.now),
    })),
  };
}

async function onSqlite(
  tx: Writer,
  rooms: readonly Room[],
  { leaseMs, limit }: { leaseMs: number; limit: number },
): Promise<Claim> {
  const rows = await dueSqlite(tx, rooms, limit);
  if (rows.length === 0) {
    return { leased: [], staleAttemptIds: [] };
  }
  const now = await readNow(tx);
  const begun = rows.map(row => ({
    attempt: {
      id: newAttemptId(now),
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
       attempts = attempts + 1, tries = tries + (lease_token IS NULL)
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
  return {
    staleAttemptIds: rows.flatMap(({ lease_token }) => lease_token ?? []),
    leased: begun.map(({ attempt, row }) => ({
      position: attempt.position,
      endpointId: row.endpoint_id,
      attemptId: attempt.id,
      attempts: attempt.number,
      tries: row.tries + (row.lease_token === null ? 1 : 0),
      trigger: row.trigger,
      claimedAt: now,
    })),
  };
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
