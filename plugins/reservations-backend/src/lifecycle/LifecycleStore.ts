import type { Knex } from 'knex';
import {
  lockedIfFree,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { BookingRecord } from '../bookings/BookingRecord';
import { bufferColumns } from '../bookings/BookingStore';
import type { Lapse } from '../bookings/operations/endBooking';
import { PAST_TOLERANCE_MS } from '../domain/bookingTimes';
import { MINUTE_MS } from '../domain/intervals';

/**
 * What comes due, in the order in which it is done at one instant; what lapses
 * comes before all of it.
 */
const TRANSITIONS = [
  'completed',
  'torn_down',
  'warned',
  'set_up',
  'active',
] as const;

/** A booking whose time has come. */
export interface DueTransition {
  id: string;
  to: (typeof TRANSITIONS)[number];
  /** The instant it was due, epoch milliseconds. */
  at: number;
  now: number;
}

/** A booking that nobody has approved, come to or kept in time. */
export interface DueLapse {
  id: string;
  kind: Lapse['kind'];
}

export class LifecycleStore {
  static create(): LifecycleStore {
    return new LifecycleStore();
  }

  private constructor() {}

  /** The earliest instant at which anything starts or ends, buffers included. */
  async nextDue(db: Reader): Promise<{ at: number; now: number } | undefined> {
    const [row] = await db.knex.select({
      start: db
        .knex('booking')
        .where('status', 'confirmed')
        .whereNull('expires_at')
        .min('start_at'),
      end: db.knex('booking').where('status', 'active').min('end_at'),
      expiry: whereLapses(db.knex('booking')).min('expires_at'),
      night: db
        .knex('booking')
        .where('status', 'active')
        .whereNotNull('off_hours_at')
        .min('off_hours_at'),
      warning: db
        .knex('booking')
        .where('status', 'active')
        .whereNotNull('off_hours_warn_at')
        .min('off_hours_warn_at'),
      setup: db
        .knex('booking')
        .whereNotNull('setup_due_at')
        .min('setup_due_at'),
      teardown: db
        .knex('booking')
        .whereNotNull('teardown_due_at')
        .min('teardown_due_at'),
      now: db.nowSql,
    });
    const instants = [
      row.start,
      row.end,
      row.expiry,
      row.night,
      row.warning,
      row.setup,
      row.teardown,
    ]
      .filter(value => value !== null)
      .map(toNumber);
    return instants.length === 0
      ? undefined
      : { at: Math.min(...instants), now: toNumber(row.now) };
  }

  /**
   * What lapses at that instant. Nothing is locked: whoever ends one has to lock
   * its resources first, and finds then whether it still lapses.
   */
  async lapsesAt(db: Reader, at: number, limit: number): Promise<DueLapse[]> {
    const expiring: { id: string; status: string }[] = await whereLapses(
      db.knex('booking'),
    )
      .where('expires_at', at)
      .orderBy('id')
      .limit(limit)
      .select('id', 'status');
    const nights: { id: string }[] = await db
      .knex('booking')
      .where({ status: 'active', off_hours_at: at })
      .orderBy('id')
      .limit(limit)
      .select('id');
    return [
      ...expiring.map(({ id, status }): DueLapse => ({
        id,
        kind: status === 'pending' ? 'expire' : 'no_show',
      })),
      ...nights.map(({ id }): DueLapse => ({ id, kind: 'off_hours' })),
    ];
  }

  /** Locks what is due at the earliest due instant, all of one kind. */
  async claimDue(tx: Writer, limit: number): Promise<DueTransition[]> {
    const next = await this.nextDue(tx);
    if (!next || next.at > next.now) {
      return [];
    }
    for (const to of TRANSITIONS) {
      const ids = await this.#lock(tx, whereDue(tx, to, next.at), limit);
      if (ids.length > 0) {
        return ids.map(id => ({ id, to, ...next }));
      }
    }
    return [];
  }

  /** Writes what transitions of one kind have made of these bookings. */
  async store(
    tx: Writer,
    [{ to, now }]: DueTransition[],
    bookings: BookingRecord[],
  ): Promise<void> {
    if (to === 'active' || to === 'completed') {
      const ids = bookings.map(({ id }) => id);
      await tx
        .knex('booking')
        .whereIn('id', ids)
        .update({ status: to, updated_at: now })
        .increment('version', 1);
    }
    if (to === 'warned') {
      await tx
        .knex('booking')
        .whereIn(
          'id',
          bookings.map(({ id }) => id),
        )
        .update({ off_hours_warn_at: null });
      return;
    }
    const buffered = bookings.filter(({ resources }) =>
      resources.some(unit => unit.setUp || unit.teardownMinutes > 0),
    );
    if (to !== 'active' && buffered.length > 0) {
      await storeBuffers(tx, buffered);
    }
  }

  /**
   * Drops claims whose time is past, teardown included, and by as much as the
   * setup of a new booking may reach back, or its start: they can be in nobody's
   * way any more.
   */
  async dropSpentClaims(tx: Writer): Promise<void> {
    await tx
      .knex('claim')
      .where(
        'until_at',
        '<',
        tx.knex.raw('? - ? - ?', [
          tx.nowSql,
          2 * PAST_TOLERANCE_MS,
          tx
            .knex('resource_type')
            .select(
              tx.knex.raw('coalesce(max(setup_minutes), 0) * ?', [MINUTE_MS]),
            ),
        ]),
      )
      .whereIn('booking_id', inner =>
        inner
          .select('id')
          .from('booking')
          .whereNotIn('status', ['pending', 'confirmed', 'active'])
          .whereNull('teardown_due_at'),
      )
      .delete();
  }

  async #lock(
    tx: Writer,
    query: ReturnType<Writer['knex']['select']>,
    limit: number,
  ): Promise<string[]> {
    const ordered = query
      .select('booking.id')
      .orderBy('booking.id')
      .limit(limit);
    const rows: { id: string }[] = await lockedIfFree(tx, ordered, 'booking');
    return rows.map(row => row.id);
  }
}

function whereDue(tx: Writer, to: DueTransition['to'], at: number) {
  const bookings = tx.knex('booking');
  switch (to) {
    case 'completed':
      return bookings.where({ status: 'active', end_at: at });
    case 'torn_down':
      return bookings.where({ teardown_due_at: at });
    case 'warned':
      return bookings.where({ status: 'active', off_hours_warn_at: at });
    case 'set_up':
      return whereNobodyIsLeft(bookings.where({ setup_due_at: at }), at);
    default:
      return whereNobodyIsLeft(
        bookings
          .where({ status: 'confirmed', start_at: at })
          .whereNull('expires_at')
          .whereNull('setup_due_at'),
        at,
      );
  }
}

/**
 * Those that wait for an approval or for somebody to check in. A hold for the
 * waitlist has nobody who approves it, and lapses with its offer.
 */
function whereLapses(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .whereNotNull('expires_at')
    .where(either =>
      either
        .where('status', 'confirmed')
        .orWhere(pending =>
          pending.where('status', 'pending').whereNotNull('approval'),
        ),
    );
}

/** Leaves out those that would begin where another should be gone by `at`. */
function whereNobodyIsLeft(query: Knex.QueryBuilder, at: number) {
  return query.whereNotExists(inner =>
    inner
      .select('other.id')
      .from({ mine: 'claim' })
      .join({ theirs: 'claim' }, 'theirs.resource_id', 'mine.resource_id')
      .join({ other: 'booking' }, 'other.id', 'theirs.booking_id')
      .whereRaw('mine.booking_id = booking.id')
      .whereRaw('theirs.booking_id <> mine.booking_id')
      .where(left =>
        left
          .where(running =>
            running
              .where('other.end_at', '<=', at)
              .whereIn('other.status', ['confirmed', 'active']),
          )
          .orWhere('other.teardown_due_at', '<=', at),
      ),
  );
}

/** All in one statement, because many may come due at one instant. */
async function storeBuffers(
  tx: Writer,
  bookings: BookingRecord[],
): Promise<void> {
  const rows = bookings.map(booking => ({
    id: booking.id,
    ...bufferColumns(booking),
  }));
  const source = tx.postgres
    ? 'unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[]) AS v(id, resources, setup, teardown)'
    : `(SELECT value ->> 0 AS id, value ->> 1 AS resources, value ->> 2 AS setup,
         value ->> 3 AS teardown FROM json_each(?)) AS v`;
  const columns = [
    rows.map(row => row.id),
    rows.map(row => row.resources),
    rows.map(row => row.setup_due_at),
    rows.map(row => row.teardown_due_at),
  ];
  await tx.knex.raw(
    `UPDATE booking SET resources = v.resources, setup_due_at = v.setup,
       teardown_due_at = v.teardown
     FROM ${source} WHERE booking.id = v.id`,
    (tx.postgres
      ? columns
      : [
          JSON.stringify(rows.map(row => Object.values(row))),
        ]) as Knex.RawBinding[],
  );
}
