import type {
  OpeningHours,
  Quota,
} from '@callboard/backstage-plugin-reservations-common';
import { Temporal } from 'temporal-polyfill';
import { type Interval, merge } from './intervals';

/**
 * What a wall calendar and a door sign mean in instants, in a site's time zone.
 *
 * A local time that the clocks skip is the instant as much later; one that they
 * show twice is its first. A day is from one midnight to the next, so 23 or 25
 * hours long where the clocks change.
 */

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** What a site's days are remembered for before they are forgotten. */
const MAX_DAYS = 4_000;

/** A site as far as its clock and its door go. */
export interface SiteDoor {
  timeZone: string;
  openingHours: OpeningHours;
}

/** When a site is open in that window and, whole, at its edges; sorted, disjoint. */
export function openIntervals(site: SiteDoor, window: Interval): Interval[] {
  const { timeZone } = site;
  // Midnight may be skipped, so the day before may reach into the first.
  let day = dateOf(window.start, timeZone).subtract({ days: 1 });
  const last = dateOf(window.end, timeZone).add({ days: 1 });
  const open: Interval[] = [];
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    open.push(...openOn(day, site));
    day = day.add({ days: 1 });
  }
  return merge(open);
}

type Days = Map<string, Interval[]>;
const remembered = new WeakMap<OpeningHours, Map<string, Days>>();

/** Asked for hundreds of resources of few sites: worked out once for each day. */
function openOn(day: Temporal.PlainDate, site: SiteDoor): Interval[] {
  const { openingHours, timeZone } = site;
  const zones = remembered.get(openingHours) ?? new Map<string, Days>();
  remembered.set(openingHours, zones);
  const known = zones.get(timeZone);
  const days: Days = known && known.size < MAX_DAYS ? known : new Map();
  zones.set(timeZone, days);
  const key = day.toString();
  const open = days.get(key) ?? workOut(day, site);
  days.set(key, open);
  return open;
}

function workOut(day: Temporal.PlainDate, site: SiteDoor): Interval[] {
  return site.openingHours
    .filter(hours => hours.day === WEEKDAYS[day.dayOfWeek - 1])
    .map(({ opens, closes }) => ({
      start: instantOf(day, opens, site.timeZone),
      end: instantOf(day, closes, site.timeZone),
    }))
    .filter(({ start, end }) => start < end);
}

/** `24:00` is the midnight after. */
function instantOf(
  day: Temporal.PlainDate,
  time: string,
  timeZone: string,
): number {
  return time === '24:00'
    ? startOfDay(day.add({ days: 1 }), timeZone)
    : day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

function startOfDay(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime({ timeZone }).epochMilliseconds;
}

function dateOf(instant: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
}

export type CalendarPeriod = Exclude<Quota['in'], 'future'>;

/** The day, week (from Monday) or month that an instant is in. */
export function periodOf(
  instant: number,
  period: CalendarPeriod,
  timeZone: string,
): Interval {
  const day = dateOf(instant, timeZone);
  const first = {
    day,
    week: day.subtract({ days: day.dayOfWeek - 1 }),
    month: day.with({ day: 1 }),
  }[period];
  const next = first.add(
    { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[period],
  );
  return {
    start: startOfDay(first, timeZone),
    end: startOfDay(next, timeZone),
  };
}

/** Every day, week or month that shares an instant with `time`. */
export function periodsOf(
  time: Interval,
  period: CalendarPeriod,
  timeZone: string,
): Interval[] {
  const periods = [periodOf(time.start, period, timeZone)];
  while (periods.at(-1)!.end < time.end) {
    periods.push(periodOf(periods.at(-1)!.end, period, timeZone));
  }
  return periods;
}
