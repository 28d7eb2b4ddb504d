import { toNumber, type Writer } from '@callboard/backend-database';
import { latencyBucket, statsBucket } from '../domain/latency';
import type { Verdict } from '../domain/verdict';
import type { SendResult } from '../sender';
import type { OpenKey } from './order';
import type { ClaimedDelivery } from './types';

/** An attempt that has come to its end. */
export interface FinishedAttempt {
  delivery: ClaimedDelivery;
  verdict: Verdict;
  result: SendResult;
  /** As it was sent, secrets left out. */
  request: { headers: Record<string, string>; body: string };
}

export interface Recorded {
  /** What the lease still held for; the rest is in the log and nothing else. */
  counted: FinishedAttempt[];
  /** What others may be waiting for. */
  freed: OpenKey[];
}

/**
 * Writes down attempts that have ended, together, and what follows from them.
 *
 * A delivery changes only while its row in the queue bears the attempt's token.
 * One whose lease ran out meanwhile belongs to somebody else: what the receiver
 * answered is kept in the log, as `fenced`, and changes nothing.
 */
export async function finish(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
  now: number,
): Promise<Recorded> {
  const kept = await settleQueue(tx, attempts, now);
  const counted = attempts.filter(({ delivery }) =>
    kept.has(delivery.position),
  );
  await storeAttempts(tx, attempts, kept);
  await storeDeliveries(tx, counted, now);
  await countAttempts(tx, attempts);
  const freed = await closeKeys(
    tx,
    counted.filter(({ verdict }) => verdict.kind !== 'retry'),
  );
  return { counted, freed };
}

/**
 * Takes finished ones out of the queue and puts others back; returns which it
 * could. By `= ANY`, for the reason that `lease.ts` gives; a token is no other
 * attempt's, so the two lists need not be paired.
 */
async function settleQueue(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
  now: number,
): Promise<Set<number>> {
  const done = attempts.filter(({ verdict }) => verdict.kind !== 'retry');
  const again = attempts.filter(({ verdict }) => verdict.kind === 'retry');
  const dueOf = ({ verdict }: FinishedAttempt) =>
    now + (verdict.kind === 'retry' ? verdict.pauseMs : 0);
  const kept: { position: number | string }[] = [];
  if (tx.postgres) {
    if (done.length > 0) {
      const { rows } = await tx.fixed(
        'settle_finished',
        `DELETE FROM delivery_queue
         WHERE position = ANY(?::bigint[]) AND lease_token = ANY(?::uuid[]) RETURNING position`,
        [
          done.map(({ delivery }) => delivery.position),
          done.map(({ delivery }) => delivery.attemptId),
        ],
      );
      kept.push(...rows);
    }
    if (again.length > 0) {
      const { rows } = await tx.fixed(
        'settle_failed',
        `UPDATE delivery_queue q SET due_at = f.due_at, lease_token = NULL, trigger = 'auto'
         FROM unnest(?::bigint[], ?::uuid[], ?::bigint[]) AS f(position, token, due_at)
         WHERE q.position = f.position AND q.lease_token = f.token AND q.lease_token = ANY(?::uuid[])
           AND q.position = ANY(?::bigint[]) RETURNING q.position`,
        [
          again.map(({ delivery }) => delivery.position),
          again.map(({ delivery }) => delivery.attemptId),
          again.map(dueOf),
          again.map(({ delivery }) => delivery.attemptId),
          again.map(({ delivery }) => delivery.position),
        ],
      );
      kept.push(...rows);
    }
  } else {
    for (const attempt of attempts) {
      const { position, attemptId } = attempt.delivery;
      const mine = tx
        .knex('delivery_queue')
        .where({ position, lease_token: attemptId });
      const changed = await (attempt.verdict.kind === 'retry'
        ? mine.update({
            due_at: dueOf(attempt),
            lease_token: null,
            trigger: 'auto',
          })
        : mine.delete());
      if (changed > 0) {
        kept.push({ position });
      }
    }
  }
  return new Set(kept.map(row => toNumber(row.position)));
}

/**
 * Not a prepared statement, as others are that touch the log: a plan made while
 * the table was small reads all of it, and is kept while the table grows.
 */
async function storeAttempts(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
  kept: Set<number>,
): Promise<void> {
  const rows = attempts.map(({ delivery, verdict, result, request }) => ({
    id: delivery.attemptId,
    duration_ms: Math.round(result.durationMs),
    outcome: verdict.kind === 'delivered' ? 'delivered' : 'failed',
    fenced: !kept.has(delivery.position),
    status: result.response?.status ?? null,
    error_class: errorClassOf(verdict, result),
    error_message: clean(result.error?.message),
    request_headers: JSON.stringify(request.headers),
    request_body: clean(request.body),
    response_headers: clean(
      result.response && JSON.stringify(result.response.headers),
    ),
    response_body: clean(result.response?.body),
    response_truncated: result.response?.truncated ?? null,
  }));
  if (tx.postgres) {
    await tx.knex.raw(
      `UPDATE attempt a SET duration_ms = f.duration_ms, outcome = f.outcome, fenced = f.fenced, status = f.status,
         error_class = f.error_class, error_message = f.error_message, request_headers = f.request_headers,
         request_body = f.request_body, response_headers = f.response_headers, response_body = f.response_body,
         response_truncated = f.response_truncated
       FROM json_to_recordset(?::json) AS f(id uuid, duration_ms int, outcome text, fenced boolean, status int,
         error_class text, error_message text, request_headers text, request_body text, response_headers text,
         response_body text, response_truncated boolean)
       WHERE a.id = f.id AND a.id = ANY(?::uuid[])`,
      [JSON.stringify(rows), rows.map(({ id }) => id)],
    );
    return;
  }
  for (const { id, ...row } of rows) {
    await tx.knex('attempt').where({ id }).update(row);
  }
}

/** PostgreSQL's text holds no NUL. */
function clean(text: string | undefined): string | null {
  return text === undefined ? null : text.replaceAll('\u0000', '\uFFFD');
}

function errorClassOf(verdict: Verdict, result: SendResult): string | null {
  if (verdict.kind === 'delivered') {
    return null;
  }
  return result.error?.errorClass ?? 'http_status';
}

/** Planned each time, as {@link storeAttempts} is. */
async function storeDeliveries(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
  now: number,
): Promise<void> {
  if (attempts.length === 0) {
    return;
  }
  const rows = attempts.map(({ delivery, verdict, result }) => ({
    position: delivery.position,
    status: verdict.kind === 'retry' ? 'pending' : verdict.kind,
    reason: verdict.kind === 'dead' ? verdict.reason : null,
    attempts: delivery.attempts,
    last_status: result.response?.status ?? null,
    last_error_class: errorClassOf(verdict, result),
    last_duration_ms: Math.round(result.durationMs),
    finished_at: verdict.kind === 'retry' ? null : now,
  }));
  if (tx.postgres) {
    await tx.knex.raw(
      `UPDATE delivery d SET status = f.status, reason = f.reason, attempts = f.attempts, last_status = f.last_status,
         last_error_class = f.last_error_class, last_duration_ms = f.last_duration_ms, finished_at = f.finished_at
       FROM json_to_recordset(?::json) AS f(position bigint, status text, reason text, attempts int, last_status int,
         last_error_class text, last_duration_ms int, finished_at bigint)
       WHERE d.position = f.position AND d.position = ANY(?::bigint[])`,
      [JSON.stringify(rows), rows.map(({ position }) => position)],
    );
    return;
  }
  for (const { position, ...row } of rows) {
    await tx.knex('delivery').where({ position }).update(row);
  }
}

/** Adds attempts to the statistics, in one order for all, so that none deadlock. */
async function countAttempts(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
): Promise<void> {
  const counts = new Map<string, StatsRow>();
  for (const { delivery, verdict, result } of attempts) {
    const row = {
      endpoint_id: delivery.endpointId,
      bucket_at: statsBucket(delivery.claimedAt),
      latency_bucket: latencyBucket(result.durationMs),
    };
    const key = Object.values(row).join('/');
    const count = counts.get(key) ?? { ...row, delivered: 0, failed: 0 };
    counts.set(key, count);
    if (verdict.kind === 'delivered') {
      count.delivered += 1;
    } else {
      count.failed += 1;
    }
  }
  const ordered = [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  for (let at = 0; at < ordered.length; at += 100) {
    await tx
      .knex('attempt_stats')
      .insert(ordered.slice(at, at + 100))
      .onConflict(['endpoint_id', 'bucket_at', 'latency_bucket'])
      .merge({
        delivered: tx.knex.raw('attempt_stats.delivered + excluded.delivered'),
        failed: tx.knex.raw('attempt_stats.failed + excluded.failed'),
      });
  }
}

interface StatsRow {
  endpoint_id: string;
  bucket_at: number;
  latency_bucket: number;
  delivered: number;
  failed: number;
}

async function closeKeys(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
): Promise<OpenKey[]> {
  if (attempts.length === 0) {
    return [];
  }
  const rows: {
    endpoint_id: string;
    key: string;
    ordinal: number | string;
  }[] = await tx
    .knex('delivery_key')
    .whereIn(
      'position',
      attempts.map(({ delivery }) => delivery.position),
    )
    .where('open', true)
    .update({ open: false })
    .returning(['endpoint_id', 'key', 'ordinal']);
  return rows.map(({ endpoint_id, key, ordinal }) => ({
    endpointId: endpoint_id,
    key,
    ordinal: toNumber(ordinal),
  }));
}
