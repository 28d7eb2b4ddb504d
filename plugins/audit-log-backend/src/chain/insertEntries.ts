import { insertRows, type Writer } from '@callboard/backend-database';
import type { Indexed } from './indexOf';
import type { Link } from './seal';

/** Below what SQLite allows in one statement. */
const CHUNK = 250;
const SIDE_CHUNK = 400;

/** Stores links of the chain with what they are found by. */
export async function insertEntries(
  tx: Writer,
  links: Link[],
  indexes: Indexed[],
): Promise<void> {
  const rows = links.map((link, at) => ({
    position: link.position,
    sealed: link.sealed,
    previous_hash: link.previousHash,
    hash: link.hash,
    key_id: link.keyId,
    ...indexes[at].columns,
  }));
  const side = <K extends string>(
    column: K,
    textsOf: (index: Indexed) => string[],
  ) =>
    indexes.flatMap((index, at) =>
      textsOf(index).map(text => ({
        [column]: text,
        at: index.columns.at,
        position: links[at].position,
      })),
    );
  await insertMany(tx, 'entry', rows, CHUNK);
  await insertMany(
    tx,
    'entry_site',
    side('site_ref', index => index.siteRefs),
    SIDE_CHUNK,
  );
  await insertMany(
    tx,
    'entry_subject',
    side('ref', index => index.subjects),
    SIDE_CHUNK,
  );
}

const TYPES: Record<string, string> = {
  position: 'bigint',
  at: 'bigint',
  recorded_at: 'bigint',
  site_count: 'int',
};

/**
 * PostgreSQL takes columns as arrays: a statement whose text does not depend on
 * the number of rows, which costs neither Knex nor the server much to read.
 */
async function insertMany(
  tx: Writer,
  table: string,
  rows: Record<string, unknown>[],
  chunk: number,
): Promise<void> {
  if (!tx.postgres || rows.length === 0) {
    await insertRows(tx, table, rows, chunk);
    return;
  }
  const columns = Object.keys(rows[0]);
  const arrays = columns.map(column =>
    column === 'id' ? '?::uuid[]' : `?::${TYPES[column] ?? 'text'}[]`,
  );
  await tx.fixed(
    `audit_${table}`,
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`,
    columns.map(column => rows.map(row => row[column])) as never,
  );
}
