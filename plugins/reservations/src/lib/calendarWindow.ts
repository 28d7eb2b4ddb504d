import { DateTime } from 'luxon';
import { toIso } from '@callboard/frontend-kit';

/** What a calendar shows at once. Weeks start on Monday. */
export type CalendarView = 'day' | 'week' | 'month';

export const CALENDAR_VIEWS: readonly CalendarView[] = ['day', 'week', 'month'];

/** A date without a time, `2027-03-16`. */
export type PlainDate = string;

function at(date: PlainDate, zone: string): DateTime {
  return DateTime.fromISO(date, { zone });
}

export function isPlainDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid;
}

export function plainDate(instant: string | Date, zone: string): PlainDate {
  const moment =
    instant instanceof Date
      ? DateTime.fromJSDate(instant)
      : DateTime.fromISO(instant);
  return moment.setZone(zone).toISODate()!;
}

/** From the first shown midnight to the last; a month shows whole weeks. */
export function calendarWindow(
  view: CalendarView,
  date: PlainDate,
  zone: string,
): { from: string; to: string } {
  const day = at(date, zone);
  const [from, to] = {
    day: [day.startOf('day'), day.startOf('day').plus({ days: 1 })],
    week: [day.startOf('week'), day.startOf('week').plus({ weeks: 1 })],
    month: [
      day.startOf('month').startOf('week'),
      day.endOf('month').startOf('week').plus({ weeks: 1 }),
    ],
  }[view];
  return { from: toIso(from), to: toIso(to) };
}

/** The midnights of a window, first to last; days of 23 and 25 hours too. */
export function daysOf(
  window: { from: string; to: string },
  zone: string,
): { date: PlainDate; at: number }[] {
  const days = [];
  const end = Date.parse(window.to);
  let day = DateTime.fromISO(window.from, { zone });
  while (day.toMillis() < end) {
    days.push({ date: day.toISODate()!, at: day.toMillis() });
    day = day.plus({ days: 1 });
  }
  return days;
}

/** The date one view earlier (-1) or later (1). */
export function shiftDate(
  view: CalendarView,
  date: PlainDate,
  by: 1 | -1,
): PlainDate {
  const unit = { day: 'days', week: 'weeks', month: 'months' }[view];
  return at(date, 'utc')
    .plus({ [unit]: by })
    .toISODate()!;
}

/** `16–22 March 2027`, `29 March – 4 April 2027`, `March 2027`. */
export function windowTitle(
  view: CalendarView,
  date: PlainDate,
  locale: string,
): string {
  const day = at(date, 'utc').setLocale(locale);
  if (view === 'day') return day.toFormat('cccc d LLLL yyyy');
  if (view === 'month') return day.toFormat('LLLL yyyy');
  const first = day.startOf('week');
  const last = first.plus({ days: 6 });
  if (first.month === last.month) {
    return `${first.day}–${last.toFormat('d LLLL yyyy')}`;
  }
  const head = first.toFormat(
    first.year === last.year ? 'd LLLL' : 'd LLLL yyyy',
  );
  return `${head} – ${last.toFormat('d LLLL yyyy')}`;
}
