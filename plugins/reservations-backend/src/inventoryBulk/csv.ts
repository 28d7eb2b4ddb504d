import type { JsonObject, JsonValue } from '@backstage/types';
import { CsvError, parse } from 'csv-parse/sync';
import {
  FIELDS,
  type ImportKind,
  type ImportLine,
  strayField,
} from './ImportLine';

/*
 * Inventory as a table: one row for each thing, of all kinds, in columns that are
 * called as in YAML. An empty cell says nothing. Cells with several people have
 * them apart by spaces; opening hours are `mon 08:00-20:00; tue 08:00-18:00`;
 * what is an object is JSON, but attributes may have columns of their own
 * (`attributes.gpus`): what reads as a number, true, false or JSON is that, and
 * anything else is text.
 */

const KINDS: readonly string[] = ['site', 'type', 'resource'];
const NUMBERS = new Set(['setupMinutes', 'teardownMinutes']);
const LISTS = new Set(['admins', 'members']);
const OBJECTS = new Set([
  'attributes',
  'attributesSchema',
  'bookingParametersSchema',
  'policies',
  'policyDefaults',
  'rates',
]);
const ATTRIBUTE = 'attributes.';

export const COLUMNS: readonly string[] = [
  'kind',
  ...new Set([...FIELDS.site, ...FIELDS.type, ...FIELDS.resource]),
].filter(column => column !== 'attributes');

/** The lines of a CSV text; what cannot be read at all is one line's problem. */
export function parseCsv(text: string): ImportLine[] {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: 1_000_000,
    }) as unknown as typeof rows;
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    return [problemAt(Number(error.lines ?? 1), error.message)];
  }
  const [header, ...body] = rows;
  if (!header) {
    return [problemAt(1, 'The file is empty.')];
  }
  const columns = header.record;
  const unknown = columns.find(
    column => !COLUMNS.includes(column) && !isAttribute(column),
  );
  if (unknown !== undefined) {
    return [
      problemAt(1, `There is no column "${unknown.slice(0, 100)}".`, unknown),
    ];
  }
  const twice = columns.find((one, at) => columns.indexOf(one) !== at);
  if (twice !== undefined) {
    return [problemAt(1, `The column "${twice}" is there twice.`, twice)];
  }
  const missing = ['kind', 'name'].find(column => !columns.includes(column));
  if (missing) {
    return [problemAt(1, `The column "${missing}" is missing.`, missing)];
  }
  return body.map(({ record, info }) => toLine(columns, record, info.lines));
}

/** Things as a table with these columns, one line for each. */
export function writeCsv(lines: Pick<ImportLine, 'kind' | 'values'>[]): string {
  const attributes = new Set(
    lines.flatMap(({ values }) =>
      Object.keys((values.attributes as JsonObject) ?? {}),
    ),
  );
  const columns = [
    ...COLUMNS,
    ...[...attributes].sort().map(key => ATTRIBUTE + key),
  ];
  const rows = lines.map(({ kind, values }) =>
    columns.map(column =>
      column === 'kind' ? String(kind) : toCell(column, values),
    ),
  );
  const used = columns.filter(
    (column, at) =>
      ['kind', 'name'].includes(column) || rows.some(row => row[at] !== ''),
  );
  const keep = (row: readonly string[]) =>
    columns.flatMap((column, at) => (used.includes(column) ? [row[at]] : []));
  return [columns, ...rows]
    .map(row => `${keep(row).map(quote).join(',')}\r\n`)
    .join('');
}

function toLine(columns: string[], record: string[], line: number): ImportLine {
  const cells = Object.fromEntries(
    columns.map((column, at) => [column, record[at] ?? '']),
  );
  const kind = cells.kind.toLowerCase();
  const { name } = cells;
  if (record.length > columns.length) {
    return { ...problemAt(line, 'It has more cells than the header.'), name };
  }
  if (!KINDS.includes(kind)) {
    return {
      ...problemAt(line, 'The kind must be site, type or resource.', 'kind'),
      name,
    };
  }
  const values: JsonObject = {};
  for (const column of columns) {
    const cell = cells[column];
    if (cell === '' || column === 'kind') {
      continue;
    }
    try {
      if (isAttribute(column)) {
        values.attributes = {
          ...(values.attributes as JsonObject),
          [column.slice(ATTRIBUTE.length)]: fromLoose(cell),
        };
      } else {
        values[column] = fromCell(column, cell);
      }
    } catch (error) {
      return {
        ...problemAt(line, `${column} ${(error as Error).message}.`, column),
        kind: kind as ImportKind,
        name,
      };
    }
  }
  return {
    line,
    kind: kind as ImportKind,
    name,
    values,
    problem: strayField(kind as ImportKind, values),
  };
}

function isAttribute(column: string): boolean {
  return column === 'attributes' || /^attributes\.[^.\s]+$/.test(column);
}

function fromCell(column: string, cell: string): JsonValue {
  if (NUMBERS.has(column)) {
    return fromNumber(cell);
  }
  if (LISTS.has(column)) {
    return cell.split(/[\s;]+/).filter(ref => ref !== '');
  }
  if (OBJECTS.has(column)) {
    return fromJson(cell);
  }
  if (column === 'openingHours') {
    return fromHours(cell);
  }
  return column === 'capacity' && cell !== 'exclusive'
    ? fromNumber(cell)
    : cell;
}

function fromNumber(cell: string): number {
  if (!/^\d{1,9}$/.test(cell)) {
    throw new Error('must be a whole number');
  }
  return Number(cell);
}

function fromJson(cell: string): JsonValue {
  try {
    return JSON.parse(cell);
  } catch {
    throw new Error('must be JSON');
  }
}

/** What reads as JSON is that, and anything else is text. */
function fromLoose(cell: string): JsonValue {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

function fromHours(cell: string): JsonValue {
  return cell.split(';').map(part => {
    const found = /^(\w{3})\s+(\d\d:\d\d)\s*-\s*(\d\d:\d\d)$/.exec(part.trim());
    if (!found) {
      throw new Error('must be like "mon 08:00-20:00; tue 08:00-18:00"');
    }
    const [, day, opens, closes] = found;
    return { day: day.toLowerCase(), opens, closes };
  });
}

function toCell(column: string, values: JsonObject): string {
  if (column.startsWith(ATTRIBUTE)) {
    const value = (values.attributes as JsonObject)?.[
      column.slice(ATTRIBUTE.length)
    ];
    return value === undefined ? '' : toLoose(value);
  }
  const value = values[column];
  if (value === undefined || value === null) {
    return '';
  }
  if (LISTS.has(column)) {
    return (value as string[]).join(' ');
  }
  if (column === 'openingHours') {
    return (value as { day: string; opens: string; closes: string }[])
      .map(({ day, opens, closes }) => `${day} ${opens}-${closes}`)
      .join('; ');
  }
  return OBJECTS.has(column) ? JSON.stringify(value) : String(value);
}

/** Text as it is, unless it would be read as something else. */
function toLoose(value: JsonValue): string {
  return typeof value === 'string' &&
    value !== '' &&
    value === value.trim() &&
    fromLoose(value) === value
    ? value
    : JSON.stringify(value);
}

function quote(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

function problemAt(line: number, message: string, field?: string): ImportLine {
  return { line, values: {}, problem: { field, message } };
}
