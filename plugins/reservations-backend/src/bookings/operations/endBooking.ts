import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { tearDownAfterUse, tearDownUnused } from '../../domain/buffers';
import type { Inventory } from '../../domain/Inventory';
import { type BookingEventType, bookingEvent } from '../bookingEvent';
import type { BookingRecord } from '../BookingRecord';
import type { BookingStore } from '../BookingStore';
import type { ClaimStore } from '../ClaimStore';
import type { FreedTime, Waiting } from '../FreedTime';
import { type LockMode, lockResources, mergeLocks } from '../lockResources';
import { requireBooked } from '../requireBooked';

/** Later than this, what comes due is marked late: nobody was there to do it. */
export const LATE_MS = 5_000;

/** How a booking comes to its end before its time. */
export type Ending =
  | {
      kind: 'cancel';
      reason?: string;
      /** Why, where it was not the booker's wish. */
      cause?: JsonObject;
    }
  | { kind: 'release' }
  | { kind: 'reject'; reason?: string }
  | Lapse;

/** What nobody does: it comes due, at `dueAt` in epoch milliseconds. */
export interface Lapse {
  kind: 'expire' | 'no_show' | 'off_hours';
  dueAt: number;
}

/** What each way out leads to, and from where it can be taken. */
const WAYS = {
  cancel: { to: 'cancelled', from: ['pending', 'confirmed', 'active'] },
  release: { to: 'released', from: ['active'] },
  reject: { to: 'rejected', from: ['pending'] },
  expire: { to: 'expired', from: ['pending'] },
  no_show: { to: 'no_show', from: ['confirmed'] },
  off_hours: { to: 'released', from: ['active'] },
} as const satisfies Record<
  Ending['kind'],
  { to: BookingStatus; from: BookingStatus[] }
>;

const EVENT_TYPES: Partial<Record<BookingStatus, BookingEventType>> = {
  rejected: 'booking.rejected',
  expired: 'booking.expired',
  no_show: 'booking.ended',
};

/**
 * The one place where time is given back: by whoever cancels or releases a
 * booking or rejects it, and by nobody where it lapses unapproved, unattended or
 * for the night.
 *
 * What has not begun loses its claims. What is active ends now: its claims are
 * shortened by what was left, so teardown still follows, and it gets a
 * `booking.ended`, since whatever was switched on needs its switch-off. For the
 * same reason what was set up already, when a booking is given up before its
 * start, keeps its claims for a teardown from now on, at whose end it gets a
 * `booking.teardown_ended`.
 *
 * @throws PreconditionFailedError (412) where it is not what was seen any more,
 * ConflictError (409) where it cannot end so, or is not due
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
    /** Who gets what is given back; nobody here where the caller sees to it. */
    freed?: FreedTime;
    waiting?: Waiting;
  },
): Promise<BookingRecord> {
  const { bookings, claims, seen, ending, actor, known } = options;
  const { freed, waiting } = options;
  await lockResources(
    tx,
    mergeLocks(
      new Map(
        seen.resources.map(({ id }): [string, LockMode] => [id, 'update']),
      ),
      waiting?.locks ?? new Map(),
    ),
  );
  const before = await bookings.lock(tx, seen.id);
  // The resources that were locked are those of the version that was seen.
  checkVersion(before ?? { version: 0 }, seen.version);
  const now = await readNow(tx);
  const active = seen.status === 'active';
  requireBooked(seen);
  requireEndable(seen, ending, now);

  // An active booking ends at least a millisecond after it began.
  const endAt = active
    ? Math.min(seen.endAt, Math.max(now, seen.startAt + 1))
    : seen.endAt;
  // After an outage even its end may be past: nothing may be claimed longer.
  const unusedFrom = Math.min(now, seen.endAt);
  // A setup may have begun since it was seen: that is no new version.
  const { resources } = before!;
  const booking: BookingRecord = {
    ...seen,
    resources: active
      ? tearDownAfterUse(resources, endAt)
      : tearDownUnused(resources, unusedFrom),
    version: seen.version + 1,
    status: WAYS[ending.kind].to,
    statusReason: 'reason' in ending ? ending.reason : undefined,
    approval:
      ending.kind === 'reject'
        ? { ...seen.approval!, decidedBy: actor, decidedAt: now }
        : seen.approval,
    expiresAt: undefined,
    offHoursAt: undefined,
    offHoursWarnAt: undefined,
    endAt,
    updatedAt: now,
  };
  await bookings.updateStatus(tx, booking, endAt !== seen.endAt);
  if (active) {
    await claims.shorten(tx, seen.id, seen.endAt - endAt);
  } else if (resources.some(unit => unit.setUp)) {
    await claims.giveBack(tx, seen.id, unusedFrom, seen.endAt - unusedFrom);
  } else {
    await claims.deleteOf(tx, seen.id);
  }
  await options.database.outbox.append(tx.knex, [
    bookingEvent(typeOf(seen, booking), actor, booking, known, {
      ...('cause' in ending ? ending.cause : {}),
      ...(active || booking.status === 'no_show'
        ? { reason: booking.status }
        : {}),
      ...(ending.kind === 'off_hours' ? { cause: 'off_hours' } : {}),
      ...(booking.statusReason ? { message: booking.statusReason } : {}),
      ...('dueAt' in ending && now - ending.dueAt > LATE_MS
        ? { late: true }
        : {}),
      plannedEnd: new Date(seen.endAt).toISOString(),
    }),
  ]);
  if (freed && waiting) {
    await freed.promote(tx, waiting);
  }
  return booking;
}

function typeOf(seen: BookingRecord, ended: BookingRecord): BookingEventType {
  return (
    EVENT_TYPES[ended.status] ??
    (seen.status === 'active' ? 'booking.ended' : 'booking.cancelled')
  );
}

function requireEndable(
  booking: BookingRecord,
  ending: Ending,
  now: number,
): void {
  const { status } = booking;
  const { from } = WAYS[ending.kind];
  if (!['pending', 'confirmed', 'active'].includes(status)) {
    throw new ConflictError(`This booking is ${status} already`);
  }
  if (!(from as readonly BookingStatus[]).includes(status)) {
    throw new ConflictError(
      ending.kind === 'release'
        ? notToRelease(status)
        : `This booking is ${status}, so there is nothing to ${ending.kind.replace('_', ' ')}`,
    );
  }
  if (ending.kind === 'reject' && !booking.approval) {
    throw new ConflictError('Nobody has to decide on this booking');
  }
  if ('dueAt' in ending && !isDue(booking, ending, now)) {
    throw new ConflictError('This is not due any more');
  }
}

function notToRelease(status: BookingStatus): string {
  return status === 'confirmed'
    ? 'This booking has not begun; cancel it instead'
    : `This booking is ${status} and has nothing to release`;
}

function isDue(booking: BookingRecord, { kind }: Lapse, now: number): boolean {
  const at = kind === 'off_hours' ? booking.offHoursAt : booking.expiresAt;
  return at !== undefined && at <= now;
}
