import type {
  UsageFigures,
  UsageReport,
  UsageRow,
} from '@callboard/backstage-plugin-reservations-common';

/*
 * A spreadsheet takes a cell for a formula that begins with one of these, and a
 * formula can send away what is in the sheet. OWASP: "CSV Injection".
 */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

type Cell = string | number | undefined;

const COLUMNS: [name: string, cell: (figures: UsageFigures) => Cell][] = [
  ['bookings', one => one.bookings],
  ['booked_hours', one => hours(one.bookedMinutes)],
  ['buffer_hours', one => hours(one.bufferMinutes)],
  ['used_hours', one => hours(one.usedMinutes)],
  ['capacity_hours', one => hours(one.capacityMinutes)],
  ['maintenance_hours', one => hours(one.maintenanceMinutes)],
  ['utilisation', one => one.utilisation],
  ['no_shows', one => one.noShows],
  ['no_show_hours', one => hours(one.noShowMinutes)],
  ['cancelled', one => one.cancelled],
  ['cancelled_hours', one => hours(one.cancelledMinutes)],
  ['released_early', one => one.releasedEarly],
  ['released_hours', one => hours(one.releasedMinutes)],
];

/**
 * A report's rows and, last, the totals as lines of CSV (RFC 4180). Each currency
 * has a column of its own: money of two is not added.
 */
export function* csvLines(report: UsageReport): Generator<string> {
  const { groupBy, rows, totals } = report;
  const currencies = totals.costs.map(({ currency }) => currency);
  const line = (
    key: string,
    title: string,
    figures: UsageFigures | UsageRow,
  ): string =>
    csvLine([
      key,
      title,
      ...COLUMNS.map(([, cell]) => cell(figures)),
      ...currencies.map(
        name => figures.costs.find(({ currency }) => currency === name)?.amount,
      ),
    ]);
  yield csvLine([
    groupBy,
    'title',
    ...COLUMNS.map(([name]) => name),
    ...currencies.map(name => `cost_${name}`),
  ]);
  for (const row of rows) {
    yield line(row.key, row.title, row);
  }
  yield line('', 'Total', totals);
}

function hours(minutes: number | undefined): number | undefined {
  return minutes === undefined ? undefined : Number((minutes / 60).toFixed(3));
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === undefined) {
    return '';
  }
  const text = String(value);
  const safe =
    typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) || safe !== text
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
