import { invalidField } from '@callboard/backend-openapi';
import { DAY_MS, type Interval, MINUTE_MS } from './intervals';

/** How far in the past a booking may start: clocks differ, forms take time. */
export const PAST_TOLERANCE_MS = 5 * MINUTE_MS;

/** Reads RFC 3339 instants; the HTTP edge has checked their form. */
export function parseInterval(start: string, end: string): Interval {
  return { start: Date.parse(start), end: Date.parse(end) };
}

/** Throws a 400 naming the field when a time can never be booked. */
export function checkInterval(time: Interval, maxDays: number): void {
  if (time.end === time.start) {
    throw invalidField(
      'end',
      'must be later than start: a booking cannot have zero length',
    );
  }
  if (time.end < time.start) {
    throw invalidField('end', 'must be later than start');
  }
  if (time.end - time.start > maxDays * DAY_MS) {
    throw invalidField('end', `must be at most ${maxDays} days after start`);
  }
}

/** Throws a 400 when a booking would start in the past. */
export function checkNotPast(time: Interval, now: number): void {
  if (time.start < now - PAST_TOLERANCE_MS) {
    throw invalidField('start', 'must not be in the past');
  }
}

/** Throws a 400 when `timeZone` is not an IANA zone this runtime knows. */
export function checkTimeZone(timeZone: string, field = 'timeZone'): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw invalidField(field, 'must be an IANA time zone such as Europe/Rome');
  }
}
