import { ConflictError } from '@backstage/errors';
import { toInstant } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type { BookingChange } from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import {
  applyBookingChange,
  type ChangedBooking,
} from '../bookings/operations/applyBookingChange';
import { checkInterval } from '../domain/bookingTimes';
import type { Inventory } from '../domain/Inventory';
import { toLocal } from '../domain/recurrence';
import type { CurrentSeries } from './CurrentSeries';
import {
  changeSeriesFrom,
  type ChangedSeries,
  type NewTimes,
  occurrencesByStart,
} from './splitSeries';

/** What an edit of a series makes of it and of its bookings. */
export interface SeriesEdit {
  current: CurrentSeries;
  changed: ChangedSeries;
  affected: {
    seen: BookingRecord;
    next: ChangedBooking;
    /** The start that the series gives it then. */
    occurrenceAt: number;
  }[];
}

/** Whether it can still change with the others. */
export function isToCome(
  { status, startAt, holdOf }: BookingRecord,
  now: number,
): boolean {
  return (
    (status === 'pending' || status === 'confirmed') &&
    startAt > now &&
    holdOf === undefined
  );
}

/** What of a series is meant: not what has begun, or is somebody else's by now. */
export function bookingsMeant(current: CurrentSeries): BookingRecord[] {
  const { bookings, booking, part, series, now } = current;
  const owner = booking?.owner ?? series.owner;
  const from = part === 'following' ? booking?.occurrenceAt : undefined;
  return bookings.filter(
    one =>
      one.owner === owner &&
      isToCome(one, now) &&
      (from === undefined || one.occurrenceAt! >= from),
  );
}

/**
 * @throws ConflictError (409) where nothing is left to change,
 * InvalidFieldsError (400) where the rule cannot follow
 */
export function planChange(
  current: CurrentSeries,
  change: BookingChange,
  inventory: Inventory,
): SeriesEdit {
  const { series, booking, now } = current;
  const meant = bookingsToChange(current, change);
  const times = newTimes(current, change);
  const cut = meant[0].occurrenceAt!;
  const changed = changeSeriesFrom(series, cut, times, now);
  const placed = occurrencesByStart(series);
  const affected = meant.flatMap(seen => {
    const place = placed.get(seen.occurrenceAt!);
    const time = changed.timeOf(seen.occurrenceAt!);
    if (!place || !time) {
      return [];
    }
    const alone =
      seen.id !== booking?.id &&
      (seen.startAt !== place.start || seen.endAt !== place.end);
    const moves = times !== undefined && !alone;
    const own: BookingChange = {
      ...change,
      start: moves ? toInstant(time.start) : undefined,
      end: moves ? toInstant(time.end) : undefined,
    };
    return [
      {
        seen,
        next: applyBookingChange(seen, own, inventory),
        occurrenceAt: time.start,
      },
    ];
  });
  return { current, changed, affected };
}

/** What an edit is about; or why it cannot be. */
export function bookingsToChange(
  current: CurrentSeries,
  change: BookingChange,
): BookingRecord[] {
  const { series, booking, part, now } = current;
  const meant = bookingsMeant(current);
  if (meant.length === 0) {
    throw new ConflictError('Everything in this series has begun or is over');
  }
  if (part === 'following' && booking && !isToCome(booking, now)) {
    throw new ConflictError(
      'This booking has begun; change one of those to come',
    );
  }
  if (change.timeZone !== undefined && change.timeZone !== series.timeZone) {
    throw invalidField('timeZone', 'must stay: a series keeps its zone');
  }
  return meant;
}

/** From the place that the series gave the booking to where it is to be. */
export function newTimes(
  { series, booking }: CurrentSeries,
  { start, end }: BookingChange,
): NewTimes | undefined {
  if (!booking || (start === undefined && end === undefined)) {
    return undefined;
  }
  const time = {
    start: start === undefined ? booking.startAt : Date.parse(start),
    end: end === undefined ? booking.endAt : Date.parse(end),
  };
  checkInterval(time, Infinity);
  if (time.start === booking.startAt && time.end === booking.endAt) {
    return undefined;
  }
  const place = occurrencesByStart(series).get(booking.occurrenceAt!);
  if (!place) {
    throw new ConflictError('This booking is no longer part of its series');
  }
  const localStart = toLocal(time.start, series.timeZone);
  return {
    shift: localStart - place.localStart,
    length: toLocal(time.end, series.timeZone) - localStart,
  };
}
