import {
  insertRows,
  type Reader,
  toBoolean,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { HeldClaim, PlannedClaim } from '../domain/claims';

interface ClaimRow {
  id: string | number;
  booking_id: string;
  resource_id: string;
  whole: boolean | number;
  exclusive: boolean | number;
  units: number;
  from_at: string | number;
  until_at: string | number;
}

/** What was read in one statement, after the locks were granted. */
export interface HeldFacts {
  held: HeldClaim[];
  /** The inventory's revision; see `InventoryCache`. */
  revision: number;
  /** Epoch milliseconds, by the database's clock. */
  now: number;
}

export class ClaimStore {
  /**
   * The claims that overlap any of `planned`, with the inventory's revision and
   * the time, all in one statement: it sees what was committed before the
   * caller's locks were granted, which the locking statement itself need not.
   * Part claims are left out where the planned claim is itself only part. A claim
   * in the way of several planned ones comes once.
   */
  async readOverlapping(
    db: Reader,
    planned: PlannedClaim[],
    exceptBookings: readonly string[] = [],
  ): Promise<HeldFacts> {
    const rows = await (db.postgres
      ? readOverlappingRows(db, planned, exceptBookings)
      : queryOverlappingRows(db, planned, exceptBookings));
    return {
      revision: toNumber(rows[0].revision),
      now: toNumber(rows[0].now),
      held: distinct(rows.filter(row => row.booking_id !== null)).map(
        toHeldClaim,
      ),
    };
  }

  /** The claims on these resources that touch `[from, until)`. */
  async listInWindow(
    db: Reader,
    resourceIds: string[],
    from: number,
    until: number,
  ): Promise<HeldClaim[]> {
    const rows: ClaimRow[] = await db
      .knex('claim')
      .whereIn('resource_id', resourceIds)
      .where('until_at', '>', from)
      .where('from_at', '<', until)
      .select();
    return rows.map(toHeldClaim);
  }

  /**
   * The claims on many resources that touch `[from, until)`; on those of `whole`
   * only the ones that take all of them. One statement, whatever their number.
   */
  async listOfResources(
    db: Reader,
    ids: { any: string[]; whole: string[] },
    from: number,
    until: number,
  ): Promise<HeldClaim[]> {
    const claims = (resourceIds: string[], whole: boolean[]) =>
      db
        .knex('claim')
        .whereIn('whole', whole)
        .whereRaw(
          db.postgres
            ? 'resource_id = ANY (?::uuid[])'
            : 'resource_id IN (SELECT value FROM json_each(?))',
          [db.postgres ? resourceIds : JSON.stringify(resourceIds)],
        )
        .where('until_at', '>', from)
        .where('from_at', '<', until)
        .select(
          'booking_id',
          'resource_id',
          'whole',
          'exclusive',
          'units',
          'from_at',
          'until_at',
        );
    const query = claims(ids.any, [true, false]);
    const rows: ClaimRow[] = await (ids.whole.length > 0
      ? query.unionAll([claims(ids.whole, [true])])
      : query);
    return rows.map(toHeldClaim);
  }

  /** The claims of bookings on these resources that reach beyond `after`. */
  async listOfBookingsOn(
    db: Reader,
    resourceIds: string[],
    after: number,
  ): Promise<HeldClaim[]> {
    const rows: ClaimRow[] = await db
      .knex('claim')
      .whereIn('booking_id', inner =>
        inner
          .select('booking_id')
          .from('claim')
          .whereIn('resource_id', resourceIds)
          .where('whole', true)
          .where('until_at', '>', after),
      )
      .select();
    return rows.map(toHeldClaim);
  }

  async insert(
    tx: Writer,
    bookingId: string,
    claims: PlannedClaim[],
  ): Promise<void> {
    await insertRows(tx, 'claim', toRows(bookingId, claims), 100);
  }

  /** All claims of a booking, or those that reach beyond `after`. */
  async deleteOf(tx: Writer, bookingId: string, after = 0): Promise<void> {
    await tx
      .knex('claim')
      .where({ booking_id: bookingId })
      .where('until_at', '>', after)
      .delete();
  }

  /**
   * Gives back what has not begun at `now`, and ends the rest earlier by
   * `milliseconds`.
   */
  async giveBack(
    tx: Writer,
    bookingId: string,
    now: number,
    milliseconds: number,
  ): Promise<void> {
    await tx
      .knex('claim')
      .where({ booking_id: bookingId })
      .where(one =>
        one
          .where('from_at', '>', now)
          .orWhereRaw('until_at - ? <= from_at', [milliseconds]),
      )
      .delete();
    await this.shorten(tx, bookingId, milliseconds);
  }

  /** Ends a booking's claims earlier by `milliseconds`. */
  async shorten(
    tx: Writer,
    bookingId: string,
    milliseconds: number,
  ): Promise<void> {
    await tx
      .knex('claim')
      .where({ booking_id: bookingId })
      .decrement('until_at', milliseconds);
  }
}

type OverlapRow = ClaimRow & { revision: string; now: string };

async function readOverlappingRows(
  db: Reader,
  planned: PlannedClaim[],
  exceptBookings: readonly string[],
): Promise<OverlapRow[]> {
  // `whole = ANY` rather than OR, so that the index on claims answers it alone;
  // OFFSET 0 so that it is asked once for each planned claim. Left to choose, a
  // plan made while the table was small reads all of it, and is kept while the
  // table grows. The arrays come from sub-selects, where the planner cannot count
  // them: a plan for any arrays is then as good as one for these, and PostgreSQL
  // keeps it instead of planning every time, which took five times as long as
  // the reading.
  const { rows } = await db.fixed(
    'read_overlapping',
    `SELECT revision.n AS revision, ? AS now, held.*
     FROM inventory_revision AS revision
     LEFT JOIN (
       SELECT one.* FROM unnest(
         (SELECT ?::uuid[]), (SELECT ?::boolean[]),
         (SELECT ?::bigint[]), (SELECT ?::bigint[])
       ) AS planned (resource_id, whole, from_at, until_at)
       CROSS JOIN LATERAL (
         SELECT claim.id, claim.booking_id, claim.resource_id, claim.whole,
           claim.exclusive, claim.units, claim.from_at, claim.until_at
         FROM claim
         WHERE claim.resource_id = planned.resource_id
           AND claim.whole = ANY (
             CASE WHEN planned.whole THEN '{t,f}'::boolean[] ELSE '{t}' END
           )
           AND claim.until_at > planned.from_at
           AND claim.from_at < planned.until_at
           AND claim.booking_id <> ALL ((SELECT ?::uuid[])::uuid[])
         OFFSET 0
       ) AS one
     ) AS held ON true`,
    [
      db.nowSql,
      planned.map(claim => claim.resourceId),
      planned.map(claim => claim.whole),
      planned.map(claim => claim.from),
      planned.map(claim => claim.until),
      [...exceptBookings],
    ],
  );
  return rows;
}

/** SQLite refuses an expression deeper than a thousand. */
const MAX_TERMS = 200;

async function queryOverlappingRows(
  db: Reader,
  planned: PlannedClaim[],
  exceptBookings: readonly string[],
): Promise<OverlapRow[]> {
  const rows: OverlapRow[] = [];
  for (let at = 0; at < planned.length; at += MAX_TERMS) {
    rows.push(
      ...(await queryOverlapping(
        db,
        planned.slice(at, at + MAX_TERMS),
        exceptBookings,
      )),
    );
  }
  return rows;
}

async function queryOverlapping(
  db: Reader,
  planned: PlannedClaim[],
  exceptBookings: readonly string[],
): Promise<OverlapRow[]> {
  return db
    .knex('inventory_revision')
    .leftJoin('claim', join => {
      join.on(onClaim => {
        for (const claim of planned) {
          onClaim.orOn(one => {
            one.onVal('claim.resource_id', claim.resourceId);
            one.onVal('claim.until_at', '>', claim.from);
            one.onVal('claim.from_at', '<', claim.until);
            if (!claim.whole) {
              one.onVal('claim.whole', true);
            }
          });
        }
      });
      if (exceptBookings.length > 0) {
        join.andOnNotIn('claim.booking_id', [...exceptBookings]);
      }
    })
    .select(
      'claim.id',
      'claim.booking_id',
      'claim.resource_id',
      'claim.whole',
      'claim.exclusive',
      'claim.units',
      'claim.from_at',
      'claim.until_at',
      { revision: 'inventory_revision.n', now: db.nowSql },
    );
}

function distinct(rows: OverlapRow[]): OverlapRow[] {
  return [...new Map(rows.map(row => [row.id, row])).values()];
}

export function toRows(bookingId: string, claims: PlannedClaim[]) {
  return claims.map(claim => ({
    booking_id: bookingId,
    resource_id: claim.resourceId,
    whole: claim.whole,
    exclusive: claim.exclusive,
    units: claim.units,
    from_at: claim.from,
    until_at: claim.until,
  }));
}

function toHeldClaim(row: ClaimRow): HeldClaim {
  return {
    bookingId: row.booking_id,
    resourceId: row.resource_id,
    whole: toBoolean(row.whole),
    exclusive: toBoolean(row.exclusive),
    units: row.units,
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
  };
}
