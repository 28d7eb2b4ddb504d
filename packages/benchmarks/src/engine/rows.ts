import { randomUUID } from 'node:crypto';
import { newAttemptIdSql } from '@callboard/backstage-plugin-webhooks-backend';
import type { Knex } from 'knex';
import { EVENT_TYPE } from './events';

const SQLITE_UUID = `lower(
  hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' ||
  hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' ||
  hex(randomblob(6)))`;

const DAY_MS = 24 * 60 * 60_000;
const SPAN_MS = 30 * DAY_MS;
const BUCKET_MS = 5 * 60_000;

export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/** `SELECT … FROM` this: numbers from 0, as `i.n`; binds how many. */
function numbers(knex: Knex): string {
  return isPostgres(knex)
    ? 'generate_series(0, CAST(? AS int) - 1) AS i(n)'
    : '(WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n + 1 < ?) SELECT n FROM i) AS i';
}

function newId(knex: Knex): string {
  return isPostgres(knex) ? 'gen_random_uuid()' : SQLITE_UUID;
}

/** That begins with its time, as the ids of attempts do. */
function newIdAt(knex: Knex, instant: string): string {
  return isPostgres(knex)
    ? newAttemptIdSql(instant)
    : `printf('%012x', ${instant}) || ${SQLITE_UUID}`;
}

/** Rows for the bare loop to update; no endpoint of the engine's has them. */
export async function pendingDeliveries(
  knex: Knex,
  count: number,
): Promise<number[]> {
  const endpointId = randomUUID();
  await knex.raw(
    `INSERT INTO delivery (id, endpoint_id, event_id, event_type, resource_ref,
       status, test, superseded, attempts, created_at)
     SELECT ${newId(knex)}, ?, 'event-' || i.n, ?, '', 'pending', ?, ?, 0, ?
     FROM ${numbers(knex)}`,
    [endpointId, EVENT_TYPE, false, false, Date.now(), count],
  );
  const rows: { position: number | string }[] = await knex('delivery')
    .where('endpoint_id', endpointId)
    .orderBy('position')
    .select('position');
  return rows.map(({ position }) => Number(position));
}

/**
 * Fills the log with `rows` finished deliveries, spread over the endpoints and
 * the last thirty days, with all that belongs to them: one event for all
 * endpoints, an attempt, keys, subjects, and the statistics.
 */
export async function fillLog(
  knex: Knex,
  options: {
    endpointIds: string[];
    rows: number;
    event: { id: string; body: string };
    requestHeaders: string;
    requestBody: string;
  },
): Promise<number> {
  const { endpointIds, event, requestBody, requestHeaders } = options;
  const each = Math.ceil(options.rows / endpointIds.length);
  const from = Date.now() - SPAN_MS - DAY_MS;
  const step = SPAN_MS / each;
  const at = `CAST(${from} + i.n * CAST(${Math.round(step)} AS bigint) AS bigint)`;
  const endpoint = `(SELECT id FROM endpoint WHERE deleted_at IS NULL)`;
  const yes = isPostgres(knex) ? 'true' : '1';
  const no = isPostgres(knex) ? 'false' : '0';
  await knex.raw(
    `INSERT INTO event (id, source, type, occurred_at, received_at, body)
     SELECT 'filled-' || i.n, 'reservations', ?, ${at}, ${at},
       replace(CAST(? AS text), CAST(? AS text), 'filled-' || i.n)
     FROM ${numbers(knex)}`,
    [EVENT_TYPE, event.body, event.id, each],
  );
  await knex.raw(
    `INSERT INTO delivery (id, endpoint_id, event_id, event_type, resource_ref,
       status, test, superseded, attempts, last_status, last_duration_ms,
       created_at, finished_at)
     SELECT ${newId(knex)}, e.id, 'filled-' || i.n, ?, '', 'delivered', ${no},
       ${no}, 1, 200, 5 + i.n % 90, ${at}, ${at} + 100
     FROM ${numbers(knex)} CROSS JOIN ${endpoint} AS e ORDER BY i.n`,
    [EVENT_TYPE, each],
  );
  const filled = `FROM delivery d WHERE d.event_id LIKE 'filled-%'`;
  await knex.raw(
    `INSERT INTO attempt (id, position, number, trigger, started_at,
       duration_ms, outcome, fenced, status, request_headers, request_body,
       response_headers, response_body, response_truncated)
     SELECT ${newIdAt(knex, 'd.created_at')}, d.position, 1, 'auto', d.created_at,
       d.last_duration_ms, 'delivered', ${no}, 200, ?, ?,
       '{"content-type":"application/json"}', '{"ok":true}', ${no} ${filled}`,
    [requestHeaders, requestBody],
  );
  for (const [key, part] of [
    [`'booking:' || d.event_id`, no],
    [`'resource:node-' || d.event_id`, no],
    [`'resource:rack-' || d.position % 100`, yes],
  ]) {
    await knex.raw(
      `INSERT INTO delivery_key (endpoint_id, key, open, position, ordinal, part)
       SELECT d.endpoint_id, ${key}, ${no}, d.position, event.ordinal, ${part}
       FROM delivery d JOIN event ON event.id = d.event_id
       WHERE d.event_id LIKE 'filled-%'`,
    );
  }
  for (const ref of [
    `'resource:default/campus'`,
    `'resource:default/node-' || d.event_id`,
    `'resource:default/rack-' || d.position % 100`,
  ]) {
    await knex.raw(
      `INSERT INTO delivery_subject (entity_ref, position)
       SELECT ${ref}, d.position ${filled}`,
    );
  }
  await knex.raw(
    `INSERT INTO attempt_stats (endpoint_id, bucket_at, latency_bucket, delivered, failed)
     SELECT d.endpoint_id, d.created_at - d.created_at % ${BUCKET_MS},
       d.last_duration_ms / 10, count(*), 0 ${filled}
     GROUP BY 1, 2, 3`,
  );
  await knex.raw('ANALYZE');
  if (isPostgres(knex)) {
    // As autovacuum would within the hour.
    await knex.raw('VACUUM ANALYZE');
  }
  return each * endpointIds.length;
}
