import { ConflictError } from '@backstage/errors';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { checkInWindow } from '../../domain/checkIn';
import type { Inventory } from '../../domain/Inventory';
import { bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import { bookedFacts } from './bookedFacts';

/**
 * Says that somebody has come. Before its start the booking then begins at its
 * start, after it at once: the lifecycle engine starts whatever nobody has to
 * check in to. Checking in again changes nothing.
 *
 * @throws ConflictError (409) where nobody has to check in, or not now
 */
export async function checkIn(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    seen: BookingRecord;
    actor: string;
    known: Inventory;
  },
): Promise<BookingRecord> {
  const { bookings, seen, actor, known } = options;
  const before = await bookings.lock(tx, seen.id);
  checkVersion(before ?? { version: 0 }, seen.version);
  if (['confirmed', 'active'].includes(seen.status) && seen.checkedInAt) {
    return seen;
  }
  const now = await readNow(tx);
  requireOpen(seen, known, now);
  const booking: BookingRecord = {
    ...seen,
    // A setup may have begun since it was seen: that is no new version.
    resources: before!.resources,
    checkedInAt: now,
    expiresAt: undefined,
    version: seen.version + 1,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, false);
  await options.database.outbox.append(tx.knex, [
    bookingEvent('booking.checked_in', actor, booking, known),
  ]);
  return booking;
}

function requireOpen(
  booking: BookingRecord,
  known: Inventory,
  now: number,
): void {
  const { status, startAt: start, endAt: end, expiresAt } = booking;
  if (status === 'no_show') {
    throw new ConflictError(
      'This booking was given up because nobody checked in in time',
    );
  }
  if (status !== 'confirmed') {
    throw new ConflictError(
      `This booking is ${status}; nobody can check in to it`,
    );
  }
  if (expiresAt === undefined) {
    throw new ConflictError('Nobody has to check in to this booking');
  }
  const window = checkInWindow(bookedFacts(booking, known), { start, end });
  if (window && now < window.opensAt) {
    throw new ConflictError(
      `Check-in opens at ${new Date(window.opensAt).toISOString()}`,
    );
  }
  if (expiresAt <= now) {
    throw new ConflictError(
      `Check-in was until ${new Date(expiresAt).toISOString()}`,
    );
  }
}
