import type { Knex } from 'knex';
import type { BareDatabase } from './BareDatabase';
import type { Fixtures } from './fixtures';

const HOUR_MS = 60 * 60_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** 40 bookings of a resource each week: 50 resources have 2,000. */
const PER_WEEK = 40;
const STEP_MS = WEEK_MS / PER_WEEK;

const SQLITE_UUID = `lower(
  hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' ||
  hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' ||
  hex(randomblob(6)))`;

export interface CalendarData {
  /** Epoch milliseconds of the first booking and the end of the last. */
  from: number;
  until: number;
  bookings: number;
  /** From the start of a booking to the start of the next. */
  stepMs: number;
}

/**
 * Fills the calendar with about `bookings` bookings, for every resource one
 * every 4.2 hours, from two days ahead. They have no claims: no calendar reads
 * those, and a million of them would take the database minutes to index.
 */
export async function loadCalendar(
  knex: Knex,
  fixtures: Fixtures,
  bookings: number,
): Promise<CalendarData> {
  const postgres = knex.client.config.client === 'pg';
  const each = Math.round(bookings / fixtures.resourceIds.length);
  const from = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 48 * HOUR_MS;
  const uuid = postgres ? 'gen_random_uuid()' : SQLITE_UUID;
  const numbers = postgres
    ? 'generate_series(0, ? - 1) AS i(n)'
    : '(WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n + 1 < ?) SELECT n FROM i) AS i';
  const uuidText = postgres ? 'r.id::text' : 'r.id';
  const start = `CAST(? AS bigint) + i.n * CAST(? AS bigint)`;
  await knex.raw(
    `INSERT INTO booking (
       id, version, title, start_at, end_at, time_zone, status, owner,
       booked_by, setup_minutes, teardown_minutes, site_id, multi_site,
       resources, participants, parameters, notices, created_at, updated_at
     )
     SELECT ${uuid}, 1, 'Training run ' || i.n, ${start}, ${start} + ?,
       'Europe/Rome', 'confirmed', 'user:default/researcher',
       'user:default/researcher', 0, 0, r.site_id, ${postgres ? 'false' : '0'},
       '[{"id":"' || ${uuidText} || '","units":1,"setupMinutes":0,"teardownMinutes":0}]',
       '[]', '{}', '[]', ?, ?
     FROM resource r CROSS JOIN ${numbers}`,
    [from, STEP_MS, from, STEP_MS, 4 * HOUR_MS, from, from, each],
  );
  const resourceId = postgres
    ? `(resources::json -> 0 ->> 'id')::uuid`
    : `resources ->> '$[0].id'`;
  await knex.raw(
    `INSERT INTO booking_resource (booking_id, resource_id, start_at, end_at)
     SELECT id, ${resourceId}, start_at, end_at FROM booking
     WHERE created_at = ?`,
    [from],
  );
  await knex.raw('ANALYZE');
  if (postgres) {
    // As autovacuum would within the hour.
    await knex.raw('VACUUM ANALYZE booking');
    await knex.raw('VACUUM ANALYZE booking_resource');
  }
  return {
    from,
    until: from + each * STEP_MS,
    bookings: each * fixtures.resourceIds.length,
    stepMs: STEP_MS,
  };
}

/** The same rows as the calendar's, by one indexed query, as JSON text. */
export async function bareCalendar(
  database: BareDatabase,
  resourceIds: string[],
  from: number,
  to: number,
): Promise<{ rows: number; text: string }> {
  const places = resourceIds.map(() => '?').join();
  const rows = await database.withConnection(run =>
    run(
      `SELECT b.id, b.version, b.title, b.start_at, b.end_at, b.status,
         b.owner, b.booked_by, b.setup_minutes, b.teardown_minutes, b.resources
       FROM booking_resource br JOIN booking b ON b.id = br.booking_id
       WHERE br.resource_id IN (${places}) AND br.end_at > ? AND br.start_at < ?`,
      [...resourceIds, from, to],
    ),
  );
  return { rows: rows.length, text: JSON.stringify(rows) };
}
