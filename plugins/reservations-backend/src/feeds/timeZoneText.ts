import { DAY_MS } from '../domain/intervals';
import { compact, offsetAt } from '../domain/recurrence';

interface Transition {
  /** Epoch milliseconds. */
  at: number;
  from: number;
  to: number;
}

const known = new Map<string, Transition[]>();
const MAX_KNOWN = 2_000;

/**
 * A zone as calendars describe one (RFC 5545, section 3.6.5): what its clocks
 * show from before `from` until after `to`, each change by itself. So it says
 * nothing of years that no event is in, and needs no rule to be guessed.
 */
export function timeZoneText(
  timeZone: string,
  { from, to }: { from: number; to: number },
): string {
  const first = new Date(from).getUTCFullYear() - 1;
  const last = new Date(to).getUTCFullYear();
  const changes: Transition[] = [];
  for (let year = first; year <= last; year++) {
    changes.push(...changesIn(timeZone, year));
  }
  const start = Date.UTC(first, 0, 1);
  const before = offsetAt(start, timeZone);
  const standard = Math.min(before, ...changes.map(({ to: offset }) => offset));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...[{ at: start, from: before, to: before }, ...changes].flatMap(one =>
      observance(one, one.to > standard ? 'DAYLIGHT' : 'STANDARD'),
    ),
    'END:VTIMEZONE',
    '',
  ].join('\r\n');
}

function observance({ at, from, to }: Transition, name: string): string[] {
  return [
    `BEGIN:${name}`,
    // The local time before the change.
    `DTSTART:${compact(at + from).replace('Z', '')}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${name}`,
  ];
}

/** `+0530` */
function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const digits = (value: number) => String(value).padStart(2, '0');
  return [
    offset < 0 ? '-' : '+',
    digits(Math.floor(minutes / 60)),
    digits(minutes % 60),
  ].join('');
}

function changesIn(timeZone: string, year: number): Transition[] {
  const key = `${timeZone} ${year}`;
  const found = known.get(key);
  if (found) {
    return found;
  }
  const changes: Transition[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let day = Date.UTC(year, 0, 1); day < end; day += DAY_MS) {
    const from = offsetAt(day, timeZone);
    const to = offsetAt(day + DAY_MS, timeZone);
    if (from !== to) {
      changes.push({
        at: changeBetween(day, day + DAY_MS, timeZone),
        from,
        to,
      });
    }
  }
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  known.set(key, changes);
  return changes;
}

/** The first instant, to the second, at which the later offset counts. */
function changeBetween(
  before: number,
  after: number,
  timeZone: string,
): number {
  const later = offsetAt(after, timeZone);
  let [low, high] = [before / 1000, after / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, timeZone) === later) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high * 1000;
}
