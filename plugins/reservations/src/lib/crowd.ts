import type { PlainDate } from './calendarWindow';
import { MINUTE_MS } from '@callboard/frontend-kit';

/**
 * More at once than a few cannot be read, nor moved about smoothly when there
 * are thousands. So the calendar draws what fits side by side (under each other
 * in a month) and says of each day how many more there are.
 *
 * Each booking takes the first lane that is free for it, whoever may be moved
 * by the one who looks first: their own bookings are the last to be hidden.
 * FullCalendar's own limits (`eventMaxStack`, `dayMaxEvents`) come too late for
 * this: with 5,000 bookings it lays all of them out again for every step of a
 * drag, a quarter of a second each time.
 */
export type Crowd<T> = {
  shown: T[];
  /** What is not drawn, by the day it starts on (or the first one in view). */
  hidden: Map<PlainDate, T[]>;
};

type Span = { start: string; end: string; editable: boolean };

/** A day in view and the instant it starts at. */
export type DayStart = { date: PlainDate; at: number };

/** What is shorter is still drawn so high. */
const SHORTEST_MS = 20 * MINUTE_MS;

export function thinOut<T extends Span>(
  events: readonly T[],
  options: { days: readonly DayStart[]; lanes: number; wholeDays: boolean },
): Crowd<T> {
  const { days, wholeDays } = options;
  const lanes = Array.from({ length: options.lanes }, () => [] as Taken[]);
  const shown: T[] = [];
  const hidden = new Map<PlainDate, T[]>();
  const placed = events
    .map(event => {
      const start = Date.parse(event.start);
      return { event, start, end: Date.parse(event.end) };
    })
    .sort(byPriority);
  for (const { event, start, end } of placed) {
    const first = dayIndex(days, start);
    const taken: Taken = wholeDays
      ? [first, dayIndex(days, end - 1) + 1]
      : [start, Math.max(end, start + SHORTEST_MS)];
    const lane = lanes.find(others => !others.some(o => overlaps(o, taken)));
    if (lane) {
      lane.push(taken);
      shown.push(event);
    } else {
      const { date } = days[first];
      const others = hidden.get(date);
      if (others) others.push(event);
      else hidden.set(date, [event]);
    }
  }
  return { shown, hidden };
}

type Taken = readonly [from: number, to: number];

function overlaps(first: Taken, second: Taken): boolean {
  return first[0] < second[1] && second[0] < first[1];
}

function byPriority(
  a: { event: Span; start: number; end: number },
  b: { event: Span; start: number; end: number },
): number {
  return (
    Number(b.event.editable) - Number(a.event.editable) ||
    a.start - b.start ||
    b.end - a.end
  );
}

/** The last day that has begun by then; the first for what began before it. */
function dayIndex(days: readonly DayStart[], instant: number): number {
  let [low, high] = [0, days.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (days[middle].at <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}
