import { DateTime } from 'luxon';

/** `months` later by the calendar of `timeZone`; epoch milliseconds. */
export function monthsAfter(
  instant: number,
  months: number,
  timeZone: string,
): number {
  return DateTime.fromMillis(instant, { zone: timeZone })
    .plus({ months })
    .toMillis();
}

/**
 * An RFC 3339 instant, or a day in `timeZone`: its beginning, or where it is the
 * last one (`through`) the beginning of the next. Undefined for anything else.
 */
export function readMoment(
  text: string,
  timeZone: string,
  through = false,
): number | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const day = DateTime.fromISO(text, { zone: timeZone }).startOf('day');
    const moment = through ? day.plus({ days: 1 }) : day;
    return moment.isValid ? moment.toMillis() : undefined;
  }
  const instant = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
