import { ConflictError } from '@backstage/errors';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { Inventory } from '../../domain/Inventory';
import { standingConfirmed } from '../../domain/standing';
import { bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import { bookedFacts } from './bookedFacts';

/**
 * Makes a pending booking a confirmed one. It held its time all along, so there
 * is nothing to claim; its setup may begin at once.
 *
 * @throws ConflictError (409) where nobody has to decide on it any more
 */
export async function approveBooking(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    seen: BookingRecord;
    reason?: string;
    actor: string;
    known: Inventory;
  },
): Promise<BookingRecord> {
  const { bookings, seen, reason, actor, known } = options;
  const before = await bookings.lock(tx, seen.id);
  checkVersion(before ?? { version: 0 }, seen.version);
  const now = await readNow(tx);
  const { approval, expiresAt } = seen;
  if (seen.status !== 'pending' || !approval) {
    throw new ConflictError(
      seen.status === 'pending'
        ? 'Nobody has to decide on this booking'
        : `This booking is ${seen.status} already`,
    );
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new ConflictError('This booking has lapsed: nobody decided in time');
  }
  const booking: BookingRecord = {
    ...seen,
    resources: before!.resources,
    ...standingConfirmed({
      resources: bookedFacts(seen, known),
      time: { start: seen.startAt, end: seen.endAt },
      now,
      before: seen,
    }),
    approval: { ...approval, decidedBy: actor, decidedAt: now },
    version: seen.version + 1,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, false);
  await options.database.outbox.append(tx.knex, [
    bookingEvent('booking.confirmed', actor, booking, known, {
      ...(reason ? { message: reason } : {}),
    }),
  ]);
  return booking;
}
