import type { Knex } from 'knex';
import type { Reader } from './Database';

/*
 * Rows are locked until the transaction ends. SQLite has one writer at a time
 * and no words for it: there the query stays as it is.
 */

/** Locks what the query finds; of a join, only the rows of `table`. */
export function locked<TRow extends {}, TFound>(
  db: Reader,
  query: Knex.QueryBuilder<TRow, TFound>,
  table?: string,
): Knex.QueryBuilder<TRow, TFound> {
  return db.postgres ? query.forUpdate(...(table ? [table] : [])) : query;
}

/** The same, without what somebody else has locked by now. */
export function lockedIfFree<TRow extends {}, TFound>(
  db: Reader,
  query: Knex.QueryBuilder<TRow, TFound>,
  table?: string,
): Knex.QueryBuilder<TRow, TFound> {
  return db.postgres ? locked(db, query, table).skipLocked() : query;
}
