import type { DatabaseName } from './environment/databases';
import {
  MAX_SPREAD,
  ratios,
  spread,
  summarise,
  type Summary,
} from './statistics';

/** What one contender measured, window by window. */
export interface Series {
  name: string;
  values: number[];
}

export interface Target {
  /** Whether the ratio is to be at least or at most `reach`. */
  direction: 'at least' | 'at most';
  reach: number;
  aim?: number;
}

/** One ratio of one benchmark. */
export interface Result {
  id: string;
  title: string;
  database?: DatabaseName;
  unit: string;
  subject: Series & Summary;
  baseline?: Series & Summary;
  /** Subject through baseline, pair by pair; without a baseline the subject. */
  ratio: Summary;
  target?: Target;
  reached?: boolean;
  notes: string[];
}

export function compare(options: {
  id: string;
  title: string;
  database?: DatabaseName;
  unit: string;
  subject: Series;
  baseline: Series;
  target?: Target;
  notes?: string[];
}): Result {
  const { subject, baseline, target, notes = [] } = options;
  const ratio = summarise(ratios(subject.values, baseline.values));
  const varied = spread(baseline.values);
  return {
    ...options,
    subject: { ...subject, ...summarise(subject.values) },
    baseline: { ...baseline, ...summarise(baseline.values) },
    ratio,
    reached: target && isReached(ratio.median, target),
    notes: [
      ...notes,
      ...(varied > MAX_SPREAD
        ? [
            `the baseline varied by ${Math.round(
              varied * 100,
            )} %: the machine was not quiet, do not rely on this run`,
          ]
        : []),
    ],
  };
}

/** A figure that is its own measure. */
export function measure(options: {
  id: string;
  title: string;
  database?: DatabaseName;
  unit: string;
  subject: Series;
  target?: Target;
  notes?: string[];
}): Result {
  const { subject, target, notes = [] } = options;
  const summary = summarise(subject.values);
  return {
    ...options,
    subject: { ...subject, ...summary },
    ratio: summary,
    reached: target && isReached(summary.median, target),
    notes,
  };
}

export function isReached(value: number, { direction, reach }: Target) {
  return direction === 'at least' ? value >= reach : value <= reach;
}
