import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Database } from '@callboard/backend-database';
import {
  type EntryFilter,
  type EntryKey,
  type EntryStore,
  keyOf,
} from './EntryStore';
import type { ExportFormat } from './formats';

const BATCH = 500;

/**
 * Writes all entries of a filter, newest first, a batch at a time: there is never
 * more in memory than one, however slowly the client reads. Each batch is a query
 * of its own, so that no transaction stays open for as long as somebody reads.
 *
 * @throws where the client has gone away, or a batch cannot be read
 */
export async function writeExport(
  out: Writable,
  options: {
    database: Database;
    entries: EntryStore;
    filter: EntryFilter;
    format: ExportFormat;
    signal: AbortSignal;
  },
): Promise<number> {
  const { database, entries, filter, format, signal } = options;
  let written = 0;
  let after: EntryKey | undefined;
  await write(out, format.head, signal);
  for (;;) {
    signal.throwIfAborted();
    const behind = after;
    const rows = await database.read(db =>
      entries.read(db, filter, behind, BATCH),
    );
    await write(out, rows.map(row => format.line(row)).join(''), signal);
    written += rows.length;
    if (rows.length < BATCH) {
      return written;
    }
    after = keyOf(rows[rows.length - 1]);
  }
}

async function write(
  out: Writable,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  if (text !== '' && !out.write(text)) {
    await once(out, 'drain', { signal });
  }
}
