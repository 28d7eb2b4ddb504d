import type { Writer } from './Database';

/**
 * Inserts any number of rows, `chunkSize` in a statement.
 *
 * Not Knex's `batchInsert`: each call of it waits for a timer and opens a
 * savepoint, and meanwhile the transaction's locks are held. Three of them made
 * a booking on SQLite, where one transaction holds up all others, twice as slow.
 */
export async function insertRows(
  tx: Writer,
  table: string,
  rows: readonly object[],
  chunkSize: number,
): Promise<void> {
  for (let at = 0; at < rows.length; at += chunkSize) {
    await tx.knex(table).insert(rows.slice(at, at + chunkSize));
  }
}
