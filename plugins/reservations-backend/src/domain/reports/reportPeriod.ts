import { DateTime } from 'luxon';
import type { Interval } from '../intervals';

export type ReportSchedule = 'weekly' | 'monthly';

/** A week or a month that is over, in the days of a zone. */
export interface ReportPeriod extends Interval {
  /** `2027-W11` or `2027-03`: once a report for it is out, it is out. */
  name: string;
  /** Its first and its last day, `2027-03-15`. */
  firstDay: string;
  lastDay: string;
}

/** Reports are there when people come to work. */
const READY_AT_HOUR = 6;

/** The newest period that is over, and has been for long enough to be reported. */
export function reportPeriod(
  schedule: ReportSchedule,
  zone: string,
  now: number,
): ReportPeriod {
  const unit = schedule === 'weekly' ? 'week' : 'month';
  const end = DateTime.fromMillis(now, { zone })
    .minus({ hours: READY_AT_HOUR })
    .startOf(unit);
  const start = end.minus({ [`${unit}s`]: 1 });
  return {
    name: start.toFormat(schedule === 'weekly' ? "kkkk-'W'WW" : 'yyyy-MM'),
    start: start.toMillis(),
    end: end.toMillis(),
    firstDay: start.toISODate()!,
    lastDay: end.minus({ days: 1 }).toISODate()!,
  };
}
