import {
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { PAST_TOLERANCE_MS } from '../domain/bookingTimes';
import { MINUTE_MS } from '../domain/intervals';

/** A booking whose time has come. */
export interface DueTransition {
  id: string;
  to: 'active' | 'completed';
  /** The instant it was due, epoch milliseconds. */
  at: number;
  now: number;
}

export class LifecycleStore {
  static create(): LifecycleStore {
    return new LifecycleStore();
  }

  private constructor() {}

  /** The earliest instant at which anything starts or ends. */
  async nextDue(db: Reader): Promise<{ at: number; now: number } | undefined> {
    const [row] = await db.knex.select({
      start: db.knex('booking').where('status', 'confirmed').min('start_at'),
      end: db.knex('booking').where('status', 'active').min('end_at'),
      now: db.nowSql,
    });
    const instants = [row.start, row.end]
      .filter(value => value !== null)
      .map(toNumber);
    return instants.length === 0
      ? undefined
      : { at: Math.min(...instants), now: toNumber(row.now) };
  }

  /** Locks what is due at the earliest due instant: its ends, else its starts. */
  async claimDue(tx: Writer, limit: number): Promise<DueTransition[]> {
    const next = await this.nextDue(tx);
    if (!next || next.at > next.now) {
      return [];
    }
    const { at, now } = next;
    const ends = await this.#lock(
      tx,
      tx.knex('booking').where({ status: 'active', end_at: at }),
      limit,
    );
    if (ends.length > 0) {
      return ends.map(id => ({ id, to: 'completed', at, now }));
    }
    const starts = await this.#lock(
      tx,
      tx
        .knex('booking')
        .where({ status: 'confirmed', start_at: at })
        .whereNotExists(inner =>
          inner
            .select('other.id')
            .from({ mine: 'claim' })
            .join({ theirs: 'claim' }, 'theirs.resource_id', 'mine.resource_id')
            .join({ other: 'booking' }, 'other.id', 'theirs.booking_id')
            .whereRaw('mine.booking_id = booking.id')
            .whereRaw('theirs.booking_id <> mine.booking_id')
            .whereRaw('other.end_at <= booking.start_at')
            .whereIn('other.status', ['confirmed', 'active']),
        ),
      limit,
    );
    return starts.map(id => ({ id, to: 'active', at, now }));
  }

  async store(tx: Writer, due: DueTransition[]): Promise<void> {
    const [{ to, now }] = due;
    await tx
      .knex('booking')
      .whereIn(
        'id',
        due.map(({ id }) => id),
      )
      .update({ status: to, updated_at: now })
      .increment('version', 1);
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
          .whereNotIn('status', ['pending', 'confirmed', 'active']),
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
    const rows: { id: string }[] = await (tx.postgres
      ? ordered.forUpdate('booking').skipLocked()
      : ordered);
    return rows.map(row => row.id);
  }
}
