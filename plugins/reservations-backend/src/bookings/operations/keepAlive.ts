import { ConflictError } from '@backstage/errors';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { Inventory } from '../../domain/Inventory';
import { keptForTheNight, nextNight, nightRules } from '../../domain/offHours';
import { bookingData, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import { bookedFacts } from './bookedFacts';

/**
 * Keeps an active booking for the coming night; the night after it is ended
 * again unless it is kept again. To keep it twice for one night changes nothing.
 *
 * @throws ConflictError (409) where it is not active, or ends before the night
 */
export async function keepAlive(
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
  if (seen.status !== 'active') {
    throw new ConflictError(
      `This booking is ${seen.status}; only one that is active can be kept`,
    );
  }
  const now = await readNow(tx);
  const rules = nightRules(bookedFacts(seen, known));
  const keptUntil = rules.length > 0 ? keptForTheNight(rules, now) : undefined;
  if (keptUntil !== undefined && seen.offHoursKeptUntil === keptUntil) {
    return seen;
  }
  if (seen.offHoursAt === undefined || keptUntil === undefined) {
    throw new ConflictError('This booking is not ended for any night');
  }
  const night = nextNight(
    rules,
    { start: seen.startAt, end: seen.endAt },
    keptUntil,
  );
  const booking: BookingRecord = {
    ...seen,
    resources: before!.resources,
    offHoursAt: night?.at,
    offHoursWarnAt: night?.warnAt,
    offHoursKeptUntil: keptUntil,
    version: seen.version + 1,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, false);
  await options.database.outbox.append(tx.knex, [
    bookingEvent('booking.changed', actor, booking, known, {
      before: bookingData(seen, known),
      reason: 'kept',
    }),
  ]);
  return booking;
}
