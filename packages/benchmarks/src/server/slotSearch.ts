import type { Knex } from 'knex';
import type { BareDatabase } from './BareDatabase';

const HOUR_MS = 60 * 60_000;
/** Of a resource's bookings, each twentieth was cancelled: there it is free. */
const CANCELLED = 20;

/** The claims of the calendar's bookings, as they would have made them. */
export async function loadClaims(
  knex: Knex,
  { from, stepMs }: { from: number; stepMs: number },
): Promise<{ claims: number }> {
  const postgres = knex.client.config.client === 'pg';
  const [yes, one] = postgres ? ['true', 'bigint'] : ['1', 'integer'];
  // Numbered resources differ in which of their bookings were cancelled.
  const number = `CAST(substr(resource.title, 7) AS ${one})`;
  // The one booking that was made to be recorded may be in the way.
  await knex('claim').delete();
  await knex.raw(
    `INSERT INTO claim (
       booking_id, resource_id, whole, exclusive, units, from_at, until_at
     )
     SELECT taken.booking_id, taken.resource_id, ${yes}, ${yes}, 1,
       taken.start_at, taken.end_at
     FROM booking_resource AS taken
     JOIN resource ON resource.id = taken.resource_id
     JOIN booking ON booking.id = taken.booking_id
     WHERE booking.created_at = ?
       AND (CAST((taken.start_at - ?) / ? AS ${one}) + ${number}) % ? <> 0`,
    [from, from, stepMs, CANCELLED],
  );
  await knex.raw(postgres ? 'VACUUM ANALYZE claim' : 'ANALYZE');
  const row = await knex('claim').count({ n: '*' }).first();
  return { claims: Number(row?.n) };
}

export interface FreeSlot {
  resourceId: string;
  start: number;
}

/**
 * The bare free/busy scan: one indexed query of what the resources have taken in
 * the window, and one walk over it for the gaps that are long enough.
 */
export async function bareFreeBusy(
  database: BareDatabase,
  resourceIds: string[],
  window: { from: number; to: number },
  hours: number,
): Promise<FreeSlot[]> {
  const { from, to } = window;
  const which = database.postgres
    ? `= ANY (?::uuid[]) AND whole = ANY ('{t,f}')`
    : `IN (${resourceIds.map(() => '?').join()}) AND whole IN (0, 1)`;
  const rows = await database.withConnection(run =>
    run(
      `SELECT resource_id, from_at, until_at FROM claim
       WHERE resource_id ${which} AND until_at > ? AND from_at < ?`,
      [...(database.postgres ? [resourceIds] : resourceIds), from, to],
    ),
  );
  const busy = new Map<string, [number, number][]>(
    resourceIds.map(id => [id, []]),
  );
  for (const row of rows) {
    busy
      .get(String(row.resource_id))!
      .push([Number(row.from_at), Number(row.until_at)]);
  }
  const slots: FreeSlot[] = [];
  for (const [resourceId, taken] of busy) {
    taken.sort((a, b) => a[0] - b[0]);
    let free = from;
    for (const [start, end] of [...taken, [to, to]]) {
      if (start - free >= hours * HOUR_MS) {
        slots.push({ resourceId, start: free });
      }
      free = Math.max(free, end);
    }
  }
  return slots.sort((a, b) => a.start - b.start);
}
