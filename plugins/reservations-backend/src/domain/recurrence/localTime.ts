import { IANAZone } from 'luxon';
import { DAY_MS, MINUTE_MS } from '../intervals';

/*
 * Local times as numbers: the milliseconds that a clock on the wall shows, as if
 * they were UTC. Adding days to them is adding days to the calendar.
 *
 * A local time that does not exist (the clock jumps over it) is that much later:
 * 02:30 becomes 03:30, as RFC 5545, section 3.3.5 reads it too. One that the
 * clock shows twice is its first. Nothing here asks for the zone or the clock of
 * the machine.
 */

/** How a local time is not what it seems. */
export type OddTime = 'skipped' | 'repeated';

export interface ResolvedTime {
  /** Epoch milliseconds. */
  at: number;
  odd?: OddTime;
}

/** What a clock in the zone shows at that instant. */
export function toLocal(at: number, timeZone: string): number {
  return at + offsetAt(at, timeZone);
}

/** When a clock in the zone shows that. */
export function fromLocal(local: number, timeZone: string): ResolvedTime {
  const day = Math.floor(local / DAY_MS);
  const before = offsetOnDay(day - 1, timeZone);
  const after = offsetOnDay(day + 2, timeZone);
  if (before === after) {
    return { at: local - before };
  }
  const shown = [before, after]
    .filter(offset => offsetAt(local - offset, timeZone) === offset)
    .map(offset => local - offset);
  if (shown.length === 0) {
    return { at: local - before, odd: 'skipped' };
  }
  return {
    at: Math.min(...shown),
    odd: shown.length > 1 ? 'repeated' : undefined,
  };
}

/** Asked for again and again by series that take place on the same days. */
const known = new Map<string, number>();
const MAX_KNOWN = 20_000;

/** At the UTC midnight that the day begins with, counted from 1970. */
function offsetOnDay(day: number, timeZone: string): number {
  const key = `${timeZone} ${day}`;
  const found = known.get(key) ?? offsetAt(day * DAY_MS, timeZone);
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  known.set(key, found);
  return found;
}

/** Milliseconds that the zone is ahead of UTC. */
export function offsetAt(at: number, timeZone: string): number {
  return Math.round(IANAZone.create(timeZone).offset(at) * MINUTE_MS);
}
