import { ConflictError } from '@backstage/errors';
import { isTerminal } from '@callboard/backstage-plugin-reservations-common';
import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { bookingData, bookingEvent } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import type { Inventory } from '../domain/Inventory';
import { notFound } from '../errors';

/**
 * Takes a person off the participants of a booking; its time stays as it is.
 *
 * @throws ConflictError (409) where it is over, or they take part through a group
 */
export async function leaveBooking(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    id: string;
    /** Entity ref of who leaves. */
    person: string;
    /** Refs of the groups that they are in. */
    groups: readonly string[];
    known: Inventory;
  },
): Promise<BookingRecord> {
  const { database, bookings, id, person, groups, known } = options;
  const before = await bookings.lock(tx, id);
  if (!before) {
    throw notFound('booking', id);
  }
  if (isTerminal(before.status)) {
    throw new ConflictError(
      `This booking is ${before.status} and can no longer be left`,
    );
  }
  if (!before.participants.includes(person)) {
    const group = before.participants.find(ref => groups.includes(ref));
    throw new ConflictError(
      group
        ? `You take part as one of ${group}; whoever owns the booking can change that`
        : 'You do not take part in this booking',
    );
  }
  const booking: BookingRecord = {
    ...before,
    participants: before.participants.filter(ref => ref !== person),
    version: before.version + 1,
    updatedAt: await readNow(tx),
  };
  await bookings.update(tx, booking, false);
  await database.outbox.append(tx.knex, [
    bookingEvent('booking.changed', person, booking, known, {
      before: bookingData(before, known),
      reason: 'left',
    }),
  ]);
  return booking;
}
