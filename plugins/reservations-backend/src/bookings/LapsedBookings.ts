import { ConflictError } from '@backstage/errors';
import { type Database, toNumber } from '@callboard/backend-database';
import type { WaitlistService } from '../waitlist/WaitlistService';
import type { BookingsService } from './BookingsService';

/**
 * Ends what is in the way of somebody though its time to be answered is up: an
 * approval that nobody gave, an offer that nobody took. The engines would, within
 * a second; but nobody is refused because of what is over.
 */
export class LapsedBookings {
  readonly #database: Database;
  readonly #bookings: Pick<BookingsService, 'end'>;
  readonly #waitlist: Pick<WaitlistService, 'leave'>;

  static create(options: {
    database: Database;
    bookings: Pick<BookingsService, 'end'>;
    waitlist: Pick<WaitlistService, 'leave'>;
  }): LapsedBookings {
    return new LapsedBookings(options);
  }

  private constructor(options: {
    database: Database;
    bookings: Pick<BookingsService, 'end'>;
    waitlist: Pick<WaitlistService, 'leave'>;
  }) {
    this.#database = options.database;
    this.#bookings = options.bookings;
    this.#waitlist = options.waitlist;
  }

  /** Ends those among `ids` that are due; says whether there were any. */
  async end(ids: string[]): Promise<boolean> {
    const due = await this.#database.read(db =>
      db
        .knex('booking')
        .whereIn('id', ids)
        .where({ status: 'pending' })
        .where('expires_at', '<=', db.nowSql)
        .select('id', 'hold_of', 'expires_at'),
    );
    for (const row of due) {
      try {
        await (row.hold_of
          ? this.#waitlist.leave(row.hold_of, 'lapse', { actor: 'system' })
          : this.#bookings.end(
              row.id,
              { kind: 'expire', dueAt: toNumber(row.expires_at) },
              { actor: 'system' },
            ));
      } catch (error) {
        // Somebody else was quicker, which is as good.
        if (!(error instanceof ConflictError)) {
          throw error;
        }
      }
    }
    return due.length > 0;
  }
}
