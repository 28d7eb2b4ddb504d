import type { Knex } from 'knex';

/** What is used of the PostgreSQL driver's connection. */
interface PgConnection {
  query(statement: {
    text: string;
    values?: unknown[];
    name?: string;
  }): Promise<{ rows: Record<string, unknown>[] }>;
}

/** What is used of the SQLite driver's connection. */
interface SqliteConnection {
  prepare(sql: string): {
    reader: boolean;
    all(...values: unknown[]): Record<string, unknown>[];
    run(...values: unknown[]): unknown;
  };
}

/**
 * Runs one statement on one connection; placeholders are `?`. One with a name is
 * prepared: PostgreSQL parses and plans it once for each connection.
 */
export type Run = (
  sql: string,
  values?: unknown[],
  name?: string,
) => Promise<Record<string, unknown>[]>;

/**
 * The pool and the driver that the plugin uses, with nothing in between: no
 * query builder, no compiled statements of ours. It is what a baseline runs on.
 */
export class BareDatabase {
  readonly #knex: Knex;
  readonly postgres: boolean;

  static create(knex: Knex): BareDatabase {
    return new BareDatabase(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.postgres = knex.client.config.client === 'pg';
  }

  async withConnection<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const connection = await this.#knex.client.acquireConnection();
    try {
      return await work(
        this.postgres ? onPostgres(connection) : onSqlite(connection),
      );
    } finally {
      await this.#knex.client.releaseConnection(connection);
    }
  }

  /** The same by way of Knex: its transaction, its raw queries. */
  async knexTransaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return this.#knex.transaction(async trx => {
      if (!this.postgres) {
        // Knex begins without the lock; the first write takes it.
        await trx.raw('UPDATE write_lock SET n = n + 1');
      }
      return work(async (sql, values = []) => {
        const result = await trx.raw(sql, values as Knex.RawBinding[]);
        return this.postgres ? result.rows : result;
      });
    });
  }

  async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
    return this.withConnection(async run => {
      await run(this.postgres ? 'BEGIN' : 'BEGIN IMMEDIATE');
      try {
        const result = await work(run);
        await run('COMMIT');
        return result;
      } catch (error) {
        await run('ROLLBACK');
        throw error;
      }
    });
  }
}

function onPostgres(connection: PgConnection): Run {
  return async (sql, values, name) => {
    let place = 0;
    const text = sql.replace(/\?/g, () => {
      place += 1;
      return `$${place}`;
    });
    return (await connection.query({ text, values, name })).rows;
  };
}

function onSqlite(connection: SqliteConnection): Run {
  return async (sql, values = []) => {
    const statement = connection.prepare(sql);
    const bound = values.map(toSqlite);
    if (statement.reader) {
      return statement.all(...bound);
    }
    statement.run(...bound);
    return [];
  };
}

function toSqlite(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
