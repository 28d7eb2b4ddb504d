import { invalidField } from '@callboard/backend-openapi';
import { DAY_MS, type Interval } from '../domain/intervals';

const MAX_DAYS = 100;

/** Throws a 400 naming the parameter when the window is empty or too wide. */
export function readWindow(from: string, to: string): Interval {
  const window = { start: Date.parse(from), end: Date.parse(to) };
  if (window.end <= window.start) {
    throw invalidField('query.to', 'must be later than from');
  }
  if (window.end - window.start > MAX_DAYS * DAY_MS) {
    throw invalidField(
      'query.to',
      `must be at most ${MAX_DAYS} days after from`,
    );
  }
  return window;
}
