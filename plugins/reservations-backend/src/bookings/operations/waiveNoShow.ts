import { ConflictError } from '@backstage/errors';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { Inventory } from '../../domain/Inventory';
import { bookingData, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';

/** Lets a no-show not count against its owner. To do it again changes nothing. */
export async function waiveNoShow(
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
  if (seen.status !== 'no_show') {
    throw new ConflictError(
      `This booking is ${seen.status}; there is no no-show to waive`,
    );
  }
  if (seen.noShowWaived) {
    return seen;
  }
  const now = await readNow(tx);
  const booking: BookingRecord = {
    ...seen,
    resources: before!.resources,
    noShowWaived: { by: actor, at: now, ...(reason ? { reason } : {}) },
    version: seen.version + 1,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, false);
  await options.database.outbox.append(tx.knex, [
    bookingEvent('booking.changed', actor, booking, known, {
      before: bookingData(seen, known),
      reason: 'no_show_waived',
      ...(reason ? { message: reason } : {}),
    }),
  ]);
  return booking;
}
