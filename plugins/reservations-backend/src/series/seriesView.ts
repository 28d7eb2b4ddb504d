import {
  isTerminal,
  type Series,
  type SeriesBooking,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import type { BookingRecord } from '../bookings/BookingRecord';
import { subjectOf } from '../bookings/views';
import type { Inventory } from '../domain/Inventory';
import type { Occurrence } from '../domain/recurrence';
import type { Decisions } from '../permissions/accessDecider';
import type { SeriesRecord } from './SeriesRecord';
import { occurrencesByStart } from './splitSeries';

/** A series as the HTTP interface shows it. */
export function seriesView(
  series: SeriesRecord,
  bookings: BookingRecord[],
  inventory: Inventory,
  decisions: Decisions<'bookingUpdate' | 'bookingCancel'>,
): Series {
  const places = occurrencesByStart(series);
  const [first] = places.values();
  const open = bookings.filter(({ status }) => !isTerminal(status));
  const may = (question: 'bookingUpdate' | 'bookingCancel') =>
    open.length > 0 &&
    open.every(one => decisions[question].allows(subjectOf(one, inventory)));
  return {
    id: series.id,
    version: series.version,
    createdAt: toInstant(series.createdAt),
    updatedAt: toInstant(series.updatedAt),
    rule: series.rule,
    timeZone: series.timeZone,
    start: toInstant(first.start),
    end: toInstant(first.end),
    owner: series.owner,
    items: bookings.map(booking =>
      seriesItem(booking, places.get(booking.occurrenceAt!)),
    ),
    actions: [
      ...(may('bookingUpdate') ? (['update'] as const) : []),
      ...(may('bookingCancel') ? (['cancel'] as const) : []),
    ],
  };
}

/** A booking of a series, with its place in the rule if it has one. */
export function seriesItem(
  booking: BookingRecord,
  place?: Occurrence,
): SeriesBooking {
  const { id, title, status, startAt, endAt, occurrenceAt } = booking;
  return {
    id,
    title,
    start: toInstant(startAt),
    end: toInstant(endAt),
    status,
    occurrence: toInstant(occurrenceAt!),
    moved:
      startAt !== occurrenceAt ||
      (place !== undefined && !isTerminal(status) && endAt !== place.end),
    number: place?.number,
  };
}
