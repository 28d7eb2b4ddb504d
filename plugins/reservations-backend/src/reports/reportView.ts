import { toInstant } from '@callboard/backend-database';
import type {
  UsageFigures,
  UsageReport,
  UsageRow,
} from '@callboard/backstage-plugin-reservations-common';
import { MINUTE_MS } from '../domain/intervals';
import type {
  ReportQuestion,
  ReportResult,
  ReportRow,
} from '../domain/reports';

/**
 * A report as the API has it: minutes instead of milliseconds, money in cents,
 * what was used most first.
 */
export function reportView(
  question: ReportQuestion,
  result: ReportResult,
  more: {
    scope: UsageReport['scope'];
    titleOf(key: string): string;
  },
): UsageReport {
  const { window, zone, hours, groupBy } = question;
  const rows = result.rows.map(row => ({
    key: row.key,
    title: row.key === '' ? '' : more.titleOf(row.key),
    ...figuresOf(row),
  }));
  return {
    from: toInstant(window.start),
    to: toInstant(window.end),
    zone,
    hours,
    groupBy,
    scope: more.scope,
    rowsOverlap: groupBy === 'group',
    totals: figuresOf(result.totals),
    rows: rows.sort(byUse),
    trend: {
      step: result.trend.step,
      points: result.trend.points.map(({ date, used, capacity }) => ({
        date,
        usedMinutes: minutes(used),
        capacityMinutes: minutes(capacity),
      })),
    },
    peakHours: result.peakHours.map(day =>
      day.map(({ used, capacity }) => ({
        usedMinutes: minutes(used),
        capacityMinutes: minutes(capacity),
      })),
    ),
  };
}

/** By how much of what there was, where that is known; then by how long. */
function byUse(a: UsageRow, b: UsageRow): number {
  return (
    (b.utilisation ?? -1) - (a.utilisation ?? -1) ||
    b.bookedMinutes - a.bookedMinutes ||
    (a.title < b.title ? -1 : 1)
  );
}

function figuresOf({
  tally,
  use,
}: Pick<ReportRow, 'tally' | 'use'>): UsageFigures {
  const { noShow, cancelled, released } = tally.unused;
  return {
    bookings: tally.booked.bookings,
    bookedMinutes: minutes(tally.booked.time),
    bufferMinutes: minutes(tally.buffers),
    noShows: noShow.bookings,
    noShowMinutes: minutes(noShow.time),
    cancelled: cancelled.bookings,
    cancelledMinutes: minutes(cancelled.time),
    releasedEarly: released.bookings,
    releasedMinutes: minutes(released.time),
    costs: tally.costs.map(({ currency, amount }) => ({
      currency,
      amount: Number(amount.toFixed(2)),
    })),
    ...(use && use.capacity + use.maintenance > 0
      ? {
          usedMinutes: minutes(use.used),
          capacityMinutes: minutes(use.capacity),
          maintenanceMinutes: minutes(use.maintenance),
          ...(use.capacity > 0
            ? {
                utilisation: Number(
                  Math.min(1, use.used / use.capacity).toFixed(4),
                ),
              }
            : {}),
        }
      : {}),
  };
}

/** Whole ones. */
function minutes(time: number): number {
  return Math.round(time / MINUTE_MS);
}
