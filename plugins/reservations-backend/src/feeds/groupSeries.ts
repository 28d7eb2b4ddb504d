import {
  formatRule,
  type RecurrenceRule,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import {
  compact,
  type Occurrence,
  offsetAt,
  untilText,
} from '../domain/recurrence';
import {
  allOccurrences,
  recurrenceOf,
  type SeriesRecord,
} from '../series/SeriesRecord';

/** A booking at its place in a series. */
export interface Member {
  booking: BookingRecord;
  place: Occurrence;
  /** Whether a client works out exactly this time by itself. */
  regular: boolean;
}

/** Those of a series' bookings that a calendar shows. */
export interface SeriesGroup {
  series: SeriesRecord;
  /** In order; at least two. */
  members: Member[];
  /** `RRULE:…`, from the first of them to the last. */
  rule: string;
  /** Places between them at which there is nothing. */
  missing: Occurrence[];
}

/**
 * What of a calendar can be said by rules. Everything else, such as what has
 * left the rule of its series, is an event by itself.
 *
 * A place is left to the client to work out only where every client gets the
 * same: neither in an hour that the clock skips or shows twice, nor over a night
 * in which it changes (some add hours on the clock, others hours that pass).
 */
export function groupSeries(
  bookings: BookingRecord[],
  series: SeriesRecord[],
): { groups: SeriesGroup[]; singles: BookingRecord[] } {
  const byId = new Map(series.map(one => [one.id, one]));
  const sets = new Map<SeriesRecord, BookingRecord[]>();
  const singles: BookingRecord[] = [];
  for (const booking of bookings) {
    const own = booking.seriesId && byId.get(booking.seriesId);
    if (own) {
      sets.set(own, [...(sets.get(own) ?? []), booking]);
    } else {
      singles.push(booking);
    }
  }
  const groups: SeriesGroup[] = [];
  for (const [own, some] of sets) {
    const { group, others } = groupOf(own, some);
    groups.push(...(group ? [group] : []));
    singles.push(...others);
  }
  return {
    groups,
    singles: singles.sort(
      (a, b) => a.startAt - b.startAt || (a.id < b.id ? -1 : 1),
    ),
  };
}

function groupOf(
  series: SeriesRecord,
  bookings: BookingRecord[],
): { group?: SeriesGroup; others: BookingRecord[] } {
  const places = allOccurrences(series);
  const byStart = new Map(places.map(place => [place.start, place]));
  const others: BookingRecord[] = [];
  const members = new Map<number, Member>();
  for (const booking of bookings) {
    const place = byStart.get(booking.occurrenceAt!);
    if (place && !members.has(place.number)) {
      const regular = isRegular(booking, place, series.timeZone);
      members.set(place.number, { booking, place, regular });
    } else {
      others.push(booking);
    }
  }
  if (members.size < 2) {
    return { others: bookings };
  }
  const numbers = [...members.keys()].sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)!];
  return {
    others,
    group: {
      series,
      members: numbers.map(number => members.get(number)!),
      rule: formatRule(
        ruleBetween(recurrenceOf(series).rule, places, first, last),
      ),
      missing: places.filter(
        ({ number }) => number > first && number < last && !members.has(number),
      ),
    },
  };
}

function ruleBetween(
  rule: RecurrenceRule,
  places: Occurrence[],
  first: number,
  last: number,
): RecurrenceRule {
  return rule.count === undefined
    ? { ...rule, until: untilText(places[last - 1].start) }
    : { ...rule, count: last - first + 1 };
}

function isRegular(
  { startAt, endAt }: BookingRecord,
  place: Occurrence,
  timeZone: string,
): boolean {
  return (
    startAt === place.start &&
    endAt === place.end &&
    place.odd === undefined &&
    offsetAt(startAt, timeZone) === offsetAt(endAt, timeZone)
  );
}

/** `;TZID=Europe/Rome:20270316T090000` */
export function localText(localMs: number, timeZone: string): string {
  return `;TZID=${timeZone}:${compact(localMs).replace('Z', '')}`;
}
