import { type Interval, MINUTE_MS } from './intervals';

const GRID_MS = 5 * MINUTE_MS;

/** The next full five minutes, as people give times; the instant itself if none fits. */
function roundUp(instant: number, limit: number): number {
  const rounded = Math.ceil(instant / GRID_MS) * GRID_MS;
  return rounded < limit ? rounded : instant;
}

function roundDown(instant: number, limit: number): number {
  const rounded = Math.floor(instant / GRID_MS) * GRID_MS;
  return rounded >= limit ? rounded : instant;
}

/**
 * The slots nearest to `wanted`, nearest first: in each interval the wanted
 * start itself if it is in there, else the end that is closer.
 */
export function nearestStarts(
  intervals: Interval[],
  wanted: number,
  count: number,
): number[] {
  return intervals
    .map(({ start, end }) => {
      if (wanted < start) {
        return roundUp(start, end);
      }
      return wanted >= end ? roundDown(end - 1, start) : wanted;
    })
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    .slice(0, count);
}
