/** Half-open `[start, end)` in epoch milliseconds. */
export interface Interval {
  start: number;
  end: number;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Whether two intervals share an instant; those that touch do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Sorted, disjoint intervals that cover the same instants. */
export function merge(intervals: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { start, end } of [...intervals].sort(
    (a, b) => a.start - b.start,
  )) {
    const last = merged.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      merged.push({ start, end });
    }
  }
  return merged;
}

/** The parts of `window` that none of `busy` covers. */
export function gaps(window: Interval, busy: Interval[]): Interval[] {
  const free: Interval[] = [];
  let cursor = window.start;
  for (const { start, end } of merge(busy)) {
    if (end <= window.start || start >= window.end) {
      continue;
    }
    if (start > cursor) {
      free.push({ start: cursor, end: start });
    }
    cursor = Math.max(cursor, end);
  }
  if (cursor < window.end) {
    free.push({ start: cursor, end: window.end });
  }
  return free;
}

/** What two lists have in common, each sorted and without overlaps. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const common: Interval[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const start = Math.max(a[i].start, b[j].start);
    const end = Math.min(a[i].end, b[j].end);
    if (start < end) {
      common.push({ start, end });
    }
    if (a[i].end < b[j].end) {
      i++;
    } else {
      j++;
    }
  }
  return common;
}

/** An interval during which this many units are taken. */
export interface Usage extends Interval {
  units: number;
}

/**
 * How many units are taken when: sorted, disjoint steps, those with none left
 * out. Ends count before starts at the same instant, so touching usages do not
 * add up.
 */
export function usageSteps(usages: Usage[]): Usage[] {
  const changes = new Map<number, number>();
  for (const { start, end, units } of usages) {
    changes.set(start, (changes.get(start) ?? 0) + units);
    changes.set(end, (changes.get(end) ?? 0) - units);
  }
  const steps: Usage[] = [];
  let units = 0;
  let since = 0;
  for (const [instant, change] of [...changes].sort(([a], [b]) => a - b)) {
    if (units > 0 && instant > since) {
      steps.push({ start: since, end: instant, units });
    }
    units += change;
    since = instant;
  }
  return steps;
}

/** The most units taken at any instant of `window`. */
export function peakUnits(usages: Usage[], window: Interval): number {
  return usageSteps(usages)
    .filter(step => overlaps(step, window))
    .reduce((peak, step) => Math.max(peak, step.units), 0);
}
