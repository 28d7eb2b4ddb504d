import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '@callboard/workspace/postgres.mjs';
import createKnex, { type Knex } from 'knex';

export const DATABASES = ['postgres', 'sqlite'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** Databases that are gone afterwards, looked at beside the backend's own eyes. */
export interface ChaosDatabase {
  name: DatabaseName;
  /** Backstage's `backend.database`. */
  config: object;
  /** The database of a plugin; the caller destroys it. */
  open(plugin: string): Knex;
  stop(): Promise<void>;
}

/** `url` is that of a PostgreSQL that runs already. */
export async function startDatabase(
  name: DatabaseName,
  url?: string,
): Promise<ChaosDatabase> {
  if (name === 'sqlite') {
    return createSqliteFolder();
  }
  if (url) {
    return within(url, async () => {});
  }
  const postgres = await startPostgres({
    settings: { synchronous_commit: 'on', fsync: 'on' },
  });
  return within(postgres.connectionString, () => postgres.stop());
}

/** Under names of its own in a server that others may be using too. */
function within(url: string, stop: () => Promise<void>): ChaosDatabase {
  const prefix = `chaos_${randomBytes(4).toString('hex')}_`;
  const open = (database: string) => {
    const connection = new URL(url);
    connection.pathname = `/${database}`;
    return createKnex({ client: 'pg', connection: connection.toString() });
  };
  return {
    name: 'postgres',
    config: { client: 'pg', connection: url, prefix },
    open: plugin => open(`${prefix}${plugin}`),
    stop: async () => {
      const knex = open(new URL(url).pathname.slice(1));
      const { rows } = await knex.raw(
        'SELECT datname FROM pg_database WHERE starts_with(datname, ?)',
        [prefix],
      );
      for (const { datname } of rows) {
        await knex.raw('DROP DATABASE ?? WITH (FORCE)', [datname]);
      }
      await knex.destroy();
      await stop();
    },
  };
}

async function createSqliteFolder(): Promise<ChaosDatabase> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'callboard-chaos-'));
  return {
    name: 'sqlite',
    config: { client: 'better-sqlite3', connection: { directory } },
    open: plugin =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: path.join(directory, `${plugin}.sqlite`) },
        useNullAsDefault: true,
      }),
    stop: () => rm(directory, { recursive: true, force: true }),
  };
}
