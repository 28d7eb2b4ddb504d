import { toNumber, type Writer } from '@callboard/backend-database';
import type { Verdict } from '../domain/verdict';
import type { SendResult } from '../sender';
import { countAttempts } from './countAttempts';
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
  const rows = attempts.map(attempt => toRow(attempt, now));
  const { kept, freed } = tx.postgres
    ? await onPostgres(tx, rows)
    : await onSqlite(tx, rows);
  await countAttempts(tx, attempts);
  return {
    counted: attempts.filter(({ delivery }) => kept.has(delivery.position)),
    freed,
  };
}

/** All that is written of an attempt and its delivery. */
type Row = ReturnType<typeof toRow>;

function toRow(
  { delivery, verdict, result, request }: FinishedAttempt,
  now: number,
) {
  const { response, error } = result;
  const isAgain = verdict.kind === 'retry';
  return {
    id: delivery.attemptId,
    position: delivery.position,
    due_at: isAgain ? now + verdict.pauseMs : null,
    outcome: verdict.kind === 'delivered' ? 'delivered' : 'failed',
    error_message: clean(error?.message),
    request_headers: JSON.stringify(request.headers),
    request_body: clean(request.body),
    response_headers: clean(response && JSON.stringify(response.headers)),
    response_body: clean(response?.body),
    response_truncated: response?.truncated ?? null,
    delivery_status: isAgain ? 'pending' : verdict.kind,
    reason: verdict.kind === 'dead' ? verdict.reason : null,
    attempts: delivery.attempts,
    http_status: response?.status ?? null,
    error_class: errorClassOf(verdict, result),
    duration_ms: Math.round(result.durationMs),
    finished_at: isAgain ? null : now,
  };
}

interface Settled {
  kept: Set<number>;
  freed: OpenKey[];
}

/**
 * One statement: every round trip is a delay of what comes next. Rows are found
 * by `= ANY`, for the reason that `lease.ts` gives, and it is planned each time: a
 * plan made while the log was small reads all of it, and is kept while it grows.
 * A token is no other attempt's, so positions and tokens need not be paired.
 */
async function onPostgres(tx: Writer, rows: readonly Row[]): Promise<Settled> {
  const ids = rows.map(({ id }) => id);
  const positionsOf = (some: readonly Row[]) =>
    some.map(({ position }) => position);
  const done = rows.filter(({ due_at }) => due_at === null);
  const again = rows.filter(({ due_at }) => due_at !== null);
  const { rows: answer } = await tx.knex.raw(
    `WITH f AS MATERIALIZED (
       SELECT * FROM json_to_recordset(?::json) AS f(id uuid, position bigint, due_at bigint, outcome text,
         error_message text, request_headers text, request_body text, response_headers text, response_body text,
         response_truncated boolean, delivery_status text, reason text, attempts int, http_status int,
         error_class text, duration_ms int, finished_at bigint)
     ),
     gone AS (
       DELETE FROM delivery_queue
       WHERE position = ANY(?::bigint[]) AND lease_token = ANY(?::uuid[]) RETURNING position
     ),
     again AS (
       UPDATE delivery_queue q SET due_at = f.due_at, lease_token = NULL, trigger = 'auto' FROM f
       WHERE q.position = f.position AND q.position = ANY(?::bigint[]) AND q.lease_token = ANY(?::uuid[])
       RETURNING q.position
     ),
     kept AS MATERIALIZED (SELECT position FROM gone UNION ALL SELECT position FROM again),
     logged AS (
       UPDATE attempt a SET duration_ms = f.duration_ms, outcome = f.outcome, status = f.http_status,
         fenced = f.position NOT IN (SELECT position FROM kept), error_class = f.error_class,
         error_message = f.error_message, request_headers = f.request_headers, request_body = f.request_body,
         response_headers = f.response_headers, response_body = f.response_body,
         response_truncated = f.response_truncated
       FROM f WHERE a.id = f.id AND a.id = ANY(?::uuid[])
     ),
     told AS (
       UPDATE delivery d SET status = f.delivery_status, reason = f.reason, attempts = f.attempts,
         last_status = f.http_status, last_error_class = f.error_class, last_duration_ms = f.duration_ms,
         finished_at = f.finished_at
       FROM f WHERE d.position = f.position AND d.position = ANY(?::bigint[])
         AND f.position IN (SELECT position FROM kept)
     ),
     closed AS (
       UPDATE delivery_key SET open = false
       WHERE position = ANY(?::bigint[]) AND open AND position IN (SELECT position FROM gone)
       RETURNING endpoint_id, key, ordinal
     )
     SELECT ARRAY(SELECT position FROM kept) AS kept,
       (SELECT coalesce(json_agg(closed), '[]') FROM closed) AS closed`,
    [
      JSON.stringify(rows),
      positionsOf(done),
      ids,
      positionsOf(again),
      ids,
      ids,
      positionsOf(rows),
      positionsOf(done),
    ],
  );
  return {
    kept: new Set((answer[0].kept as string[]).map(toNumber)),
    freed: toOpenKeys(answer[0].closed),
  };
}

async function onSqlite(tx: Writer, rows: readonly Row[]): Promise<Settled> {
  const kept = new Set<number>();
  const gone: number[] = [];
  for (const row of rows) {
    const isKept = await settle(tx, row);
    if (isKept) {
      kept.add(row.position);
    }
    if (isKept && row.due_at === null) {
      gone.push(row.position);
    }
    await store(tx, row, isKept);
  }
  const closed: KeyRow[] =
    gone.length === 0
      ? []
      : await tx
          .knex('delivery_key')
          .whereIn('position', gone)
          .where('open', true)
          .update({ open: false })
          .returning(['endpoint_id', 'key', 'ordinal']);
  return { kept, freed: toOpenKeys(closed) };
}

/** Takes a finished one out of the queue, or puts it back; whether it could. */
async function settle(tx: Writer, { id, position, due_at }: Row) {
  const mine = tx.knex('delivery_queue').where({ position, lease_token: id });
  const changed = await (due_at === null
    ? mine.delete()
    : mine.update({ due_at, lease_token: null, trigger: 'auto' }));
  return changed > 0;
}

async function store(tx: Writer, row: Row, isKept: boolean): Promise<void> {
  await tx.knex('attempt').where({ id: row.id }).update({
    duration_ms: row.duration_ms,
    outcome: row.outcome,
    status: row.http_status,
    fenced: !isKept,
    error_class: row.error_class,
    error_message: row.error_message,
    request_headers: row.request_headers,
    request_body: row.request_body,
    response_headers: row.response_headers,
    response_body: row.response_body,
    response_truncated: row.response_truncated,
  });
  if (isKept) {
    await tx.knex('delivery').where({ position: row.position }).update({
      status: row.delivery_status,
      reason: row.reason,
      attempts: row.attempts,
      last_status: row.http_status,
      last_error_class: row.error_class,
      last_duration_ms: row.duration_ms,
      finished_at: row.finished_at,
    });
  }
}

interface KeyRow {
  endpoint_id: string;
  key: string;
  ordinal: number | string;
}

function toOpenKeys(rows: KeyRow[]): OpenKey[] {
  return rows.map(({ endpoint_id, key, ordinal }) => ({
    endpointId: endpoint_id,
    key,
    ordinal: toNumber(ordinal),
  }));
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
