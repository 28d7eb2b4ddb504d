import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import createKnex, { type Knex } from 'knex';
import { type Clock, ManualClock } from '@callboard/backend-database';
import {
  createReservationsServices,
  type ReservationsServices,
} from '../services';
import { createWorld, NOW, type World } from './world';

/** Nobody needs to hear that a test closed a pool, or that one waited for another. */
export const quiet = { warn: () => {} };

/** Two backends on one database, each with a pool of its own. */
export interface Backends {
  world: World;
  other: ReservationsServices;
  both: [World, ReservationsServices];
  /** A third pool on the same database, for a test to interfere with. */
  knex: Knex;
  /** Codes of the errors that the database gave either backend. */
  errorCodes: string[];
  /** The database's file, on SQLite. */
  filename: string;
  close(): Promise<void>;
}

/** On SQLite the database is a file, as TestDatabases' is in memory. */
export async function openBackends(
  databases: TestDatabases,
  id: TestDatabaseId,
  clock: Clock = new ManualClock(NOW),
  prepare: (knex: Knex) => Promise<void> = async () => {},
): Promise<Backends> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-bookings-'));
  const filename = path.join(folder, 'plugin.sqlite');
  const config: Knex.Config =
    id === 'SQLITE_3'
      ? fileConfig(filename)
      : (await databases.init(id)).client.config;
  const preparing = createKnex({ ...config, log: quiet });
  await prepare(preparing);
  await preparing.destroy();
  const pools = [1, 2, 3].map(() => createKnex({ ...config, log: quiet }));
  const [first, second, knex] = pools;
  const errorCodes: string[] = [];
  for (const pool of [first, second]) {
    pool.on('query-error', error => errorCodes.push(String(error.code)));
  }
  const world = await createWorld(first, clock as ManualClock);
  const other = await createReservationsServices({
    knex: second,
    clock,
    logger: mockServices.logger.mock(),
  });
  if (id === 'SQLITE_3') {
    // In one process, waiting in the driver would stop the one it waits for.
    await Promise.all(
      [first, second].map(pool => pool.raw('PRAGMA busy_timeout = 0')),
    );
  }
  return {
    ...{ world, other, knex, errorCodes, filename },
    both: [world, other],
    close: async () => {
      await Promise.all(pools.map(pool => pool.destroy()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function fileConfig(filename: string): Knex.Config {
  return {
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  };
}

/**
 * On PostgreSQL: runs the tasks one after the other as far as the lock on that
 * row, which a transaction of the test's holds until all wait for it.
 */
export async function lineUp<T extends unknown[]>(
  knex: Knex,
  row: { table: 'resource' | 'booking'; id: string },
  tasks: { [K in keyof T]: () => Promise<T[K]> },
): Promise<{ [K in keyof T]: PromiseSettledResult<T[K]> }> {
  const running: Promise<unknown>[] = [];
  await knex.transaction(async trx => {
    await trx(row.table).where({ id: row.id }).forUpdate();
    for (const task of tasks) {
      running.push(task());
      running.at(-1)!.catch(() => {});
      await untilWaiting(knex, running.length);
    }
  });
  return Promise.allSettled(running) as never;
}

/** Until that many connections wait for a lock of this PostgreSQL database. */
export async function untilWaiting(knex: Knex, count: number): Promise<void> {
  for (let n = 0; n < 400; n++) {
    const { rows } = await knex.raw(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0].n >= count) {
      return;
    }
    await sleep(10);
  }
  throw new Error(`Nobody waits for a lock (${count} should)`);
}

/** How often each way of ending happened: `ok`, or the error's name. */
export function tally(
  outcomes: PromiseSettledResult<unknown>[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const { reason } = outcome as PromiseRejectedResult;
    const name =
      outcome.status === 'fulfilled'
        ? 'ok'
        : (reason.constructor?.name ?? String(reason));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

export const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
