import { invalidField } from '@callboard/backend-openapi';
import { CsvError, parse } from 'csv-parse/sync';
import { normaliseRef } from '../domain/Inventory';
import { readMoment } from '../domain/validity';
import type { Term } from './CertificationsService';

/** A line of a list of people and their certification. */
export interface HoldingLine {
  /** Counted from 1, the header's. */
  line: number;
  /** As it is written. */
  person: string;
  /** What it asks for, or what is wrong with it. */
  asks: { person: string; term: Term } | { problem: string };
}

const COLUMNS = ['person', 'validFrom', 'validUntil', 'evidence'];
const MOST = 2000;

/**
 * Reads CSV with a header line: `person` (an entity ref, or the name of a user),
 * `validFrom`, `validUntil` (days, or RFC 3339 instants) and `evidence` (an
 * https address); all but the first may be left out. A day counts in `timeZone`,
 * `validUntil` through its end. Commas or semicolons separate.
 *
 * @throws a 400 for what is no such list at all
 */
export function readHoldingLines(csv: string, timeZone: string): HoldingLine[] {
  let rows: { info: { lines: number }; record: Record<string, string> }[];
  try {
    rows = parse(csv, {
      bom: true,
      columns: checkHeader,
      delimiter: [',', ';'],
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof rows;
  } catch (error) {
    if (error instanceof CsvError) {
      throw invalidField('csv', `is not readable: ${error.message}`);
    }
    throw error;
  }
  if (rows.length > MOST) {
    throw invalidField('csv', `must have at most ${MOST} lines`);
  }
  return rows.map(({ info, record }) => ({
    line: info.lines,
    person: record.person ?? '',
    asks: readLine(record, timeZone),
  }));
}

function checkHeader(names: string[]): string[] {
  const known = names.map(name =>
    COLUMNS.find(column => column.toLowerCase() === name.toLowerCase()),
  );
  const stranger = names[known.indexOf(undefined)];
  if (stranger !== undefined) {
    throw invalidField(
      'csv',
      `has a column '${stranger.slice(0, 60)}'; it must begin with a line of ${COLUMNS.join(', ')}`,
    );
  }
  if (!known.includes('person')) {
    throw invalidField('csv', 'must have a column person');
  }
  return known as string[];
}

function readLine(
  record: Record<string, string>,
  timeZone: string,
): HoldingLine['asks'] {
  const { person = '', validFrom, validUntil, evidence } = record;
  const ref = person.includes(':') ? person : `user:default/${person}`;
  if (!/^user:([a-z0-9._-]+\/)?[a-z0-9._-]+$/i.test(ref)) {
    return { problem: 'person must be a user' };
  }
  const from = validFrom ? readMoment(validFrom, timeZone) : undefined;
  const until = validUntil ? readMoment(validUntil, timeZone, true) : undefined;
  if (validFrom && from === undefined) {
    return { problem: 'validFrom must be a day like 2027-03-15' };
  }
  if (validUntil && until === undefined) {
    return { problem: 'validUntil must be a day like 2027-03-15' };
  }
  if (evidence && !isHttps(evidence)) {
    return { problem: 'evidence must be an https address' };
  }
  return {
    person: normaliseRef(ref),
    term: { from, until, evidence: evidence || undefined },
  };
}

export function isHttps(address: string): boolean {
  return (
    address.length <= 2000 &&
    URL.canParse(address) &&
    new URL(address).protocol === 'https:'
  );
}
