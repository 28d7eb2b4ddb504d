import { ConflictError } from '@backstage/errors';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { tearDownAfterUse, tearDownUnused } from '../../domain/buffers';
import type { Inventory } from '../../domain/Inventory';
import { type BookingEventType, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import type { ClaimStore } from '../ClaimStore';
import { type LockMode, lockResources } from '../lockResources';

/** How a person ends a booking before its time. */
export type Ending = { kind: 'cancel'; reason?: string } | { kind: 'release' };

/**
 * Cancels a booking, or gives back what is left of an active one.
 *
 * What has not begun loses its claims. What is active ends now: its claims are
 * shortened by what was left, so teardown still follows, and it gets a
 * `booking.ended`, since whatever was switched on needs its switch-off. For the
 * same reason what was set up already, when a booking is cancelled before its
 * start, keeps its claims for a teardown from now on, at whose end it gets a
 * `booking.teardown_ended`.
 */
export async function endBooking(
  tx: Writer,
  options: {
    database: Database;
    bookings: BookingStore;
    claims: ClaimStore;
    seen: BookingRecord;
    ending: Ending;
    actor: string;
    known: Inventory;
  },
): Promise<BookingRecord> {
  const { bookings, claims, seen, ending, actor, known } = options;
  await lockResources(
    tx,
    new Map(seen.resources.map(({ id }): [string, LockMode] => [id, 'update'])),
  );
  const before = await bookings.lock(tx, seen.id);
  // The resources that were locked are those of the version that was seen.
  checkVersion(before ?? { version: 0 }, seen.version);
  const now = await readNow(tx);
  const active = seen.status === 'active';
  requireEndable(seen, ending);

  // An active booking ends at least a millisecond after it began.
  const endAt = active
    ? Math.min(seen.endAt, Math.max(now, seen.startAt + 1))
    : seen.endAt;
  // A setup may have begun since it was seen: that is no new version.
  const { resources } = before!;
  const booking: BookingRecord = {
    ...seen,
    resources: active
      ? tearDownAfterUse(resources, endAt)
      : tearDownUnused(resources, now),
    version: seen.version + 1,
    status: ending.kind === 'cancel' ? 'cancelled' : 'released',
    statusReason: ending.kind === 'cancel' ? ending.reason : undefined,
    endAt,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, endAt !== seen.endAt);
  if (active) {
    await claims.shorten(tx, seen.id, seen.endAt - endAt);
  } else if (resources.some(unit => unit.setUp)) {
    await claims.giveBack(tx, seen.id, now, seen.endAt - now);
  } else {
    await claims.deleteOf(tx, seen.id);
  }
  const type: BookingEventType = active ? 'booking.ended' : 'booking.cancelled';
  await options.database.outbox.append(tx.knex, [
    bookingEvent(type, actor, booking, known, {
      ...(active ? { reason: booking.status } : {}),
      ...(booking.statusReason ? { message: booking.statusReason } : {}),
      plannedEnd: new Date(seen.endAt).toISOString(),
    }),
  ]);
  return booking;
}

function requireEndable(booking: BookingRecord, ending: Ending): void {
  const { status } = booking;
  if (ending.kind === 'release' && status !== 'active') {
    throw new ConflictError(
      status === 'confirmed'
        ? 'This booking has not begun; cancel it instead'
        : `This booking is ${status} and has nothing to release`,
    );
  }
  if (!['pending', 'confirmed', 'active'].includes(status)) {
    throw new ConflictError(`This booking is ${status} already`);
  }
}
