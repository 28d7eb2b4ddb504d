import type { ResourceFacts } from './Inventory';
import { type Interval, intersect } from './intervals';
import { openIntervals } from './siteCalendar';

/** Whether the opening hours of its site say anything about a resource. */
export function hasOpeningHours({ site, policies }: ResourceFacts): boolean {
  return site.openingHours.length > 0 && policies.openingHours !== 'ignore';
}

/**
 * The intervals in which a booking of that length may begin: so that all of it
 * lies within the opening hours, or its start and its end do. It may begin when
 * the door opens and end when it closes.
 */
export function openStarts(
  { site, policies }: ResourceFacts,
  lengthMs: number,
  window: Interval,
): Interval[] {
  const open = openIntervals(site, {
    start: window.start,
    end: window.end + lengthMs,
  });
  if (policies.openingHours !== 'edges') {
    return open
      .map(({ start, end }) => ({ start, end: end - lengthMs + 1 }))
      .filter(({ start, end }) => start < end);
  }
  const ending = open.map(({ start, end }) => ({
    start: start - lengthMs + 1,
    end: end - lengthMs + 1,
  }));
  return intersect(open, ending);
}
