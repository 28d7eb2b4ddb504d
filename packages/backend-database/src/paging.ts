import { decodeCursor, encodeCursor } from '@callboard/backend-openapi';
import type { Knex } from 'knex';

/** A page of a list, and where the next one begins. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export interface PageRequest {
  cursor?: string;
  limit: number;
}

/** The columns that order a list; together they must be unique. */
export interface PageOrder<Row> {
  columns: [string, string];
  direction: 'asc' | 'desc';
  /** The values of `columns` in a row. */
  keyOf(row: Row): [string | number, string];
  /** What the first of them is. */
  keyType: 'string' | 'number';
}

/**
 * One page of `query` by keyset: rows after the cursor's, one more than asked
 * for to learn whether there is a next page. Stable while rows come and go.
 */
export async function fetchPage<Row, Item>(
  query: Knex.QueryBuilder,
  request: PageRequest,
  order: PageOrder<Row>,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const [first, second] = order.columns;
  if (request.cursor !== undefined) {
    const [a, b] = decodeCursor(request.cursor, isKeyOf(order.keyType));
    const comparison = order.direction === 'asc' ? '>' : '<';
    query.whereRaw(`(??, ??) ${comparison} (?, ?)`, [first, second, a, b]);
  }
  const rows: Row[] = await query
    .orderBy([
      { column: first, order: order.direction },
      { column: second, order: order.direction },
    ])
    .limit(request.limit + 1);
  const items = rows.slice(0, request.limit);
  return {
    items: items.map(toItem),
    nextCursor:
      rows.length > request.limit
        ? encodeCursor(order.keyOf(items[items.length - 1]))
        : undefined,
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isKeyOf(type: 'string' | 'number') {
  return (value: unknown): value is [string | number, string] =>
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === type &&
    (type === 'string' || Number.isSafeInteger(value[0])) &&
    typeof value[1] === 'string' &&
    UUID.test(value[1]);
}

/** Keeps rows in which each word of `text` stands in one of `columns`. */
export function whereMatches(
  query: Knex.QueryBuilder,
  text: string | undefined,
  columns: string[],
): void {
  for (const word of text?.trim().split(/\s+/).filter(Boolean) ?? []) {
    const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.where(inner => {
      for (const column of columns) {
        inner.orWhereRaw(`lower(??) LIKE ? ESCAPE '\\'`, [column, pattern]);
      }
    });
  }
}
