/** What a row of figures comes down to. */
export interface Summary {
  median: number;
  min: number;
  max: number;
}

/** A baseline that varies by more than this says that the machine was not quiet. */
export const MAX_SPREAD = 0.15;

/**
 * The value below which a share of the figures lies, between neighbours by
 * distance (R's type 7).
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) {
    throw new RangeError('There are no figures');
  }
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export function summarise(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

/** How far the figures lie apart, as a share of their median. */
export function spread(values: readonly number[]): number {
  const { median, min, max } = summarise(values);
  return (max - min) / median;
}

/**
 * The ratios of neighbours: what slows the machine down for a while slows both
 * of a pair down, and leaves their ratio as it is.
 */
export function ratios(
  subject: readonly number[],
  baseline: readonly number[],
): number[] {
  if (subject.length !== baseline.length) {
    throw new RangeError(
      `${subject.length} windows cannot be paired with ${baseline.length}`,
    );
  }
  return subject.map((value, index) => value / baseline[index]);
}
