import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateOutbox, Outbox } from '@callboard/backend-outbox';
import type { Knex } from 'knex';
import { type Clock, databaseClock } from './clock';
import { isTransient } from './conversion';
import { type Idempotency, replayOrRun } from './idempotency';

/**
 * The one way to the plugin's tables.
 *
 * SQLite's pool holds one connection: a query that runs beside an open
 * transaction instead of in it waits for ever. And a write that is announced by
 * no event must not exist. So nothing else holds the Knex instance: a store is
 * handed a {@link Reader} or a {@link Writer}, and `read` refuses to run inside
 * `write`.
 *
 * A write runs at READ COMMITTED, said explicitly. Callers lock rows first and
 * read afterwards; under REPEATABLE READ the read would still see the world
 * before the lock was granted, and two bookers of one slot would both succeed.
 *
 * On SQLite, Knex begins deferred transactions, which may fail half-way when
 * they turn from reading to writing. Updating `write_lock` first takes the
 * write lock at once; a busy database is then tried again without blocking the
 * event loop for longer than the 250 ms busy timeout.
 */
export class Database {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #prepare: boolean;
  readonly outbox: Outbox;
  readonly #inWrite = new AsyncLocalStorage<true>();

  private constructor(
    knex: Knex,
    clock: Clock,
    outbox: Outbox,
    prepare: boolean,
  ) {
    this.#prepare = prepare;
    this.#knex = knex;
    this.#clock = clock;
    this.outbox = outbox;
  }

  /** Migrates the tables and opens them. `clock` defaults to the database's. */
  static async create(options: {
    knex: Knex;
    /** The plugin's name, for the lock under which backends migrate in turn. */
    name: string;
    /** The directory of the plugin's migrations. */
    migrations: string;
    clock?: Clock;
    /** Sinks that events wait for before a relay has registered them. */
    sinkIds?: string[];
    skipMigrations?: boolean;
    /** False behind a connection pooler that does not know named statements. */
    preparedStatements?: boolean;
  }): Promise<Database> {
    const { knex, clock = databaseClock } = options;
    if (!isPostgres(knex)) {
      await knex.raw('PRAGMA busy_timeout = 250');
      await withRetries(() => knex.raw('PRAGMA journal_mode = WAL'));
      await knex.raw('PRAGMA foreign_keys = ON');
    }
    if (!options.skipMigrations) {
      await withRetries(() => migrate(knex, options));
      await migrateOutbox(knex);
    }
    const outbox = Outbox.create({
      database: knex,
      sinkIds: options.sinkIds,
    });
    return new Database(
      knex,
      clock,
      outbox,
      options.preparedStatements ?? true,
    );
  }

  /** Runs queries outside any transaction. */
  async read<T>(query: (db: Reader) => Promise<T>): Promise<T> {
    if (this.#inWrite.getStore()) {
      throw new Error('A read inside a write must use the write’s own handle');
    }
    return withRetries(() => query(this.#handle(this.#knex)));
  }

  get postgres(): boolean {
    return isPostgres(this.#knex);
  }

  /**
   * Writes with one statement of PostgreSQL, which is a transaction by itself: for
   * what is written so often that the round trips of BEGIN and COMMIT count.
   *
   * @returns the rows that it returns
   */
  async statement<TRow>(
    command: (db: Reader) => Knex.Raw<{ rows: TRow[] }>,
  ): Promise<TRow[]> {
    const { rows } = await this.read(async db => command(db));
    return rows;
  }

  /**
   * Runs `command` in one transaction, from the start again when the database
   * asks for it (deadlock, busy). With `idempotency`, a repeated request gets
   * the first one's result and `command` does not run.
   */
  async write<T>(
    command: (tx: Writer) => Promise<T>,
    idempotency?: Idempotency,
  ): Promise<T> {
    if (this.#inWrite.getStore()) {
      throw new Error('A write inside a write must use the outer one’s handle');
    }
    return withRetries(() =>
      this.#inWrite.run(true, () =>
        this.#knex.transaction(
          async trx => {
            const tx = this.#handle(trx) as Writer;
            if (!tx.postgres) {
              await trx.raw('UPDATE write_lock SET n = n + 1');
            }
            return idempotency
              ? replayOrRun(tx, idempotency, () => command(tx))
              : command(tx);
          },
          isPostgres(this.#knex) ? { isolationLevel: 'read committed' } : {},
        ),
      ),
    );
  }

  #handle<K extends Knex>(knex: K): Reader {
    return {
      knex,
      postgres: isPostgres(this.#knex),
      nowSql: this.#clock.sql(this.#knex),
      fixed: (name, sql, bindings) => {
        const statement = knex.raw(sql, bindings);
        return this.#prepare
          ? statement.options({ name: `callboard_${name}` })
          : statement;
      },
    };
  }
}

/** What a store reads with; only {@link Database} hands one out. */
export interface Reader {
  readonly knex: Knex;
  readonly postgres: boolean;
  /** SQL for now, in epoch milliseconds. */
  readonly nowSql: Knex.Raw;
  /**
   * A statement whose text never changes, under a name of its own: PostgreSQL
   * then plans it once for each connection. For what every booking runs;
   * planning is most of what such a statement costs the server.
   */
  fixed(
    name: string,
    sql: string,
    bindings: readonly Knex.RawBinding[],
  ): Knex.Raw;
}

/** What a store writes with: a {@link Reader} inside a transaction. */
export interface Writer extends Reader {
  readonly knex: Knex.Transaction;
}

/**
 * In one transaction: backends that start together migrate once, and one that
 * crashes leaves neither half a table nor knex's migration lock behind.
 */
async function migrate(
  knex: Knex,
  { name, migrations }: { name: string; migrations: string },
): Promise<void> {
  const postgres = isPostgres(knex);
  await knex.transaction(
    async tx => {
      if (postgres) {
        await tx.raw(
          `SELECT pg_advisory_xact_lock(hashtextextended(? || current_schema(), 0))`,
          [`callboard_${name}`],
        );
      }
      await tx.migrate.latest({ directory: migrations });
    },
    // Who waited for the lock must see what the other one made.
    postgres ? { isolationLevel: 'read committed' } : {},
  );
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

const ATTEMPTS = 60;

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isTransient(error)) {
        throw error;
      }
      await sleep(Math.random() * Math.min(10 * attempt, 200));
    }
  }
}
