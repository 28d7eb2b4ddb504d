import type { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2200;

const EARLIEST = Date.UTC(FIRST_YEAR, 0);
const END = Date.UTC(LAST_YEAR + 1, 0);

/**
 * An RFC 3339 instant that every part behind the router reads alike: a day the
 * calendar has, no second 60, a zone, from 1970 to 2200 in UTC.
 */
export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (!match || !isDay(match)) {
    return false;
  }
  const instant = Date.parse(text);
  return instant >= EARLIEST && instant < END;
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && isDay(match) && inYears(Number(match[1]));
}

function inYears(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function isDay([, year, month, day]: RegExpExecArray): boolean {
  const m = Number(month);
  const d = Number(day);
  return m >= 1 && m <= 12 && d >= 1 && d <= daysIn(Number(year), m);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The formats of the documents: those of ajv-formats, stricter where time and identity are concerned. */
export function registerFormats(ajv: Ajv2020): void {
  addFormats(ajv);
  ajv.addFormat('date-time', isDateTime);
  ajv.addFormat('date', isDate);
  ajv.addFormat('uuid', UUID);
}
