import { invalidField } from '@callboard/backend-openapi';
import { DAY_MS, type Interval } from '../domain/intervals';

const MAX_DAYS = 100;

/** Throws a 400 naming the parameter when there is nothing between the two. */
export function readPeriod(from: string, to: string): Interval {
  const period = { start: Date.parse(from), end: Date.parse(to) };
  if (period.end <= period.start) {
    throw invalidField('query.to', 'must be later than from');
  }
  return period;
}

/** Throws a 400 naming the parameter when the window is empty or too wide. */
export function readWindow(from: string, to: string): Interval {
  const window = readPeriod(from, to);
  if (window.end - window.start > MAX_DAYS * DAY_MS) {
    throw invalidField(
      'query.to',
      `must be at most ${MAX_DAYS} days after from`,
    );
  }
  return window;
}
