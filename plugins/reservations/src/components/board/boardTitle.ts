import { DateTime } from 'luxon';
import type { PlainDate } from '../../lib/calendarWindow';

/** `Tuesday 16 March 2027`, `16–18 March 2027`, `30 March – 5 April 2027`. */
export function boardTitle(
  date: PlainDate,
  days: number,
  locale: string,
): string {
  const first = DateTime.fromISO(date, { zone: 'utc' }).setLocale(locale);
  const last = first.plus({ days: days - 1 });
  if (days === 1) {
    return first.toFormat('cccc d LLLL yyyy');
  }
  if (first.hasSame(last, 'month')) {
    return `${first.day}–${last.toFormat('d LLLL yyyy')}`;
  }
  const head = first.toFormat(
    first.hasSame(last, 'year') ? 'd LLLL' : 'd LLLL yyyy',
  );
  return `${head} – ${last.toFormat('d LLLL yyyy')}`;
}
