import { DateTime } from 'luxon';

export const REPORT_RANGES = [
  'days7',
  'days30',
  'days90',
  'month',
  'lastMonth',
  'year',
] as const;
export type ReportRange = (typeof REPORT_RANGES)[number];

/** ISO 8601 instants. */
export interface ReportWindow {
  from: string;
  to: string;
}

/** Days as the address has them, `2027-03-15`; `to` is the last one. */
export interface OwnDays {
  from: string;
  to: string;
}

const DAYS: Partial<Record<ReportRange, number>> = {
  days7: 7,
  days30: 30,
  days90: 90,
};

/**
 * From when until when, in full days of a zone: what has been ends with today's
 * full hour, so that the rest of the day does not count as unused.
 */
export function reportWindow(
  range: ReportRange,
  zone: string,
  now: Date,
): ReportWindow {
  const moment = DateTime.fromJSDate(now, { zone });
  const today = moment.startOf('day');
  const until = moment.plus({ hours: 1 }).startOf('hour');
  const thisMonth = today.startOf('month');
  switch (range) {
    case 'month':
      return instants(thisMonth, until);
    case 'lastMonth':
      return instants(thisMonth.minus({ months: 1 }), thisMonth);
    case 'year':
      return instants(today.startOf('year'), until);
    default:
      return instants(today.minus({ days: DAYS[range] }), until);
  }
}

/** Those days and all between them; undefined where they are none. */
export function ownWindow(
  { from, to }: OwnDays,
  zone: string,
): ReportWindow | undefined {
  const first = DateTime.fromISO(from, { zone });
  const last = DateTime.fromISO(to, { zone });
  const valid = first.isValid && last.isValid && first <= last;
  return valid
    ? instants(first.startOf('day'), last.startOf('day').plus({ days: 1 }))
    : undefined;
}

/** The days of a window, to go on from. */
export function daysOf({ from, to }: ReportWindow, zone: string): OwnDays {
  const last = DateTime.fromISO(to, { zone }).minus({ milliseconds: 1 });
  return {
    from: DateTime.fromISO(from, { zone }).toISODate()!,
    to: last.toISODate()!,
  };
}

function instants(from: DateTime, to: DateTime): ReportWindow {
  return {
    from: from.toUTC().toISO()!,
    to: to.toUTC().toISO()!,
  };
}
