import type { Knex } from 'knex';

/** The database's own clock as SQL, in milliseconds since 1970 (UTC). */
const NOW = {
  // A scalar subquery: evaluated once, and usable as the bound of an index scan.
  postgres:
    '(SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint)',
  sqlite: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
};

const BUSY_CODES = ['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED'];
const BUSY_ATTEMPTS = 40;

export function isPostgres(knex: Knex): boolean {
  return knex.client.dialect === 'postgresql';
}

/** An SQL expression for the present instant; a clock in its place is for tests. */
export function nowSql(knex: Knex, clock?: () => Date): string {
  if (clock) {
    return String(Math.trunc(clock().getTime()));
  }
  return isPostgres(knex) ? NOW.postgres : NOW.sqlite;
}

/** A row lock in a SELECT, on the database that has them. */
export function forUpdate(knex: Knex, option: 'SKIP LOCKED' | '' = ''): string {
  return isPostgres(knex) ? `FOR UPDATE ${option}` : '';
}

/** Rows of a raw statement, whose answer has another shape on each database. */
export async function rows<T>(
  knex: Knex,
  sql: string,
  bindings: Knex.RawBinding[] = [],
): Promise<T[]> {
  const answer = await knex.raw(sql, bindings);
  return Array.isArray(answer) ? answer : (answer.rows ?? []);
}

/** Whether SQLite refused because another process is writing the same file. */
export function isBusyError(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && BUSY_CODES.includes(code);
}

/**
 * Runs a statement or a whole transaction again while another process writes
 * the same SQLite file. `work` must leave nothing behind when it rejects.
 */
export async function retryOnBusy<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusyError(error) || attempt >= BUSY_ATTEMPTS) {
        throw error;
      }
      const ceiling = Math.min(100, 2 ** attempt);
      await new Promise(r => setTimeout(r, 1 + Math.random() * ceiling));
    }
  }
}
