import { type Interval, MINUTE_MS } from './intervals';

const GRID_MS = 15 * MINUTE_MS;
const FIRST_GRID_MS = 5 * MINUTE_MS;
/** Less time than this to answer is no offer. */
const SHORTEST_MS = MINUTE_MS;
const MAX_STARTS = 2_000;

/**
 * When a booking that somebody waits for might begin, the best first.
 *
 * A hold ends when the booking would begin, so a start leaves the whole time to
 * answer, or as much as there is: first those late enough, the earliest first;
 * then the others, the latest first. They lie on full quarters of an hour, and
 * where the time begins and ends.
 *
 * @param intervals - When it may begin, as `startIntervals` gives them.
 */
export function offerStarts(
  intervals: readonly Interval[],
  now: number,
  holdMs: number,
): number[] {
  const starts = new Set<number>();
  const span = intervals.reduce((sum, one) => sum + one.end - one.start, 0);
  const grid = roundUp(Math.max(span / MAX_STARTS, 1), GRID_MS);
  for (const { start, end } of intervals) {
    for (const one of startsWithin(start, end, now + holdMs, grid)) {
      if (one >= now + SHORTEST_MS) {
        starts.add(one);
      }
    }
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return [
    ...sorted.filter(one => one >= now + holdMs),
    ...sorted.filter(one => one < now + holdMs).reverse(),
  ];
}

function* startsWithin(
  start: number,
  end: number,
  enough: number,
  grid: number,
) {
  const rounded = roundUp(start, FIRST_GRID_MS);
  yield rounded < end ? rounded : start;
  if (enough > start) {
    const answered = roundUp(enough, FIRST_GRID_MS);
    if (answered < end) {
      yield answered;
    }
  }
  for (let at = roundUp(start, grid); at < end; at += grid) {
    yield at;
  }
  yield end - 1;
}

function roundUp(instant: number, grid: number): number {
  return Math.ceil(instant / grid) * grid;
}
