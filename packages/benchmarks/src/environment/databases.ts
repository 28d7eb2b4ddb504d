import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '@callboard/workspace/postgres.mjs';
import createKnex from 'knex';

export const DATABASES = ['postgres', 'sqlite'] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** A database that is gone afterwards. */
export interface BenchDatabase {
  name: DatabaseName;
  description: string;
  /** Backstage's `backend.database`. */
  config: object;
  /** Knex's `client` and `connection` of a further database in it, a new one. */
  separate(name: string): Promise<Connection>;
  stop(): Promise<void>;
}

export interface Connection {
  client: 'pg' | 'better-sqlite3';
  connection: string | { filename: string };
}

export async function startDatabase(
  name: DatabaseName,
): Promise<BenchDatabase> {
  return name === 'postgres' ? startPostgresql() : createSqliteFolder();
}

/** Commits wait for the disk, as they would for people. */
async function startPostgresql(): Promise<BenchDatabase> {
  const postgres = await startPostgres({
    settings: { synchronous_commit: 'on', fsync: 'on', max_wal_size: '4GB' },
  });
  return {
    name: 'postgres',
    description:
      'PostgreSQL 18, synchronous_commit=on, fsync=on, shared_buffers=256MB, in a process of its own',
    config: { client: 'pg', connection: postgres.connectionString },
    separate: async database => {
      const knex = createKnex({
        client: 'pg',
        connection: postgres.connectionString,
      });
      await knex.raw('CREATE DATABASE ??', [database]);
      await knex.destroy();
      const url = new URL(postgres.connectionString);
      url.pathname = `/${database}`;
      return { client: 'pg', connection: url.toString() };
    },
    stop: () => postgres.stop(),
  };
}

async function createSqliteFolder(): Promise<BenchDatabase> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'callboard-bench-'));
  return {
    name: 'sqlite',
    description:
      'SQLite, a file in WAL mode, synchronous=FULL, in the server’s process',
    config: { client: 'better-sqlite3', connection: { directory } },
    separate: async database => ({
      client: 'better-sqlite3',
      connection: { filename: path.join(directory, `${database}.sqlite`) },
    }),
    stop: () => rm(directory, { recursive: true, force: true }),
  };
}
