import type { OpeningHours } from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import { gaps, type Interval, merge } from '../intervals';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** When a site is open during `window`; all of it where it has no hours. */
export function openTimes(
  openingHours: OpeningHours,
  zone: string,
  window: Interval,
): Interval[] {
  if (openingHours.length === 0) {
    return [window];
  }
  const open: Interval[] = [];
  // What is open until 24:00 reaches into the next day, not further.
  let day = DateTime.fromMillis(window.start, { zone })
    .startOf('day')
    .minus({ days: 1 });
  for (; day.toMillis() < window.end; day = day.plus({ days: 1 })) {
    for (const { day: name, opens, closes } of openingHours) {
      if (name === DAYS[day.weekday - 1]) {
        open.push({ start: at(day, opens), end: at(day, closes) });
      }
    }
  }
  return within(merge(open), window);
}

/** What of `times` (sorted, disjoint) is in `window`. */
export function within(times: readonly Interval[], window: Interval) {
  const parts: Interval[] = [];
  for (let index = firstEndingAfter(times, window.start); ; index += 1) {
    const time = times[index];
    if (!time || time.start >= window.end) {
      return parts;
    }
    parts.push({
      start: Math.max(time.start, window.start),
      end: Math.min(time.end, window.end),
    });
  }
}

/** What of `times` (sorted, disjoint) none of `without` covers. */
export function minus(
  times: readonly Interval[],
  without: readonly Interval[],
): Interval[] {
  return without.length === 0
    ? [...times]
    : times.flatMap(time => gaps(time, [...without]));
}

export function lengthOf(times: readonly Interval[]): number {
  return times.reduce((sum, { start, end }) => sum + end - start, 0);
}

function firstEndingAfter(times: readonly Interval[], instant: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle].end > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function at(day: DateTime, clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return hour === 24
    ? day.plus({ days: 1 }).startOf('day').toMillis()
    : day.set({ hour, minute }).toMillis();
}
