import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Database } from '@callboard/backend-database';
import createKnex, { type Knex } from 'knex';
import { DEV, PRODUCTION } from '../../policies/__testUtils__/policyInput';
import { QuotaLedger } from '../QuotaLedger';
import type { QuotaItem, QuotaRule } from '../types';
import type { QuotaStep } from './QuotaModel';

export const quota = (changes: Partial<QuotaRule> = {}): QuotaRule => ({
  id: 'caches',
  title: 'Caches',
  per: ['owner'],
  amount: '1',
  limit: 5,
  limits: [],
  ...changes,
});

export const STORAGE = quota({
  id: 'storage',
  title: 'Storage',
  unit: 'GiB',
  amount: 'parameters.storageGib',
  limit: 100,
});

export const service = (changes: Partial<QuotaItem> = {}): QuotaItem => ({
  serviceId: randomUUID(),
  offering: 'redis',
  category: 'cache',
  operation: 'create',
  region: 'eu-west-1',
  parameters: { storageGib: 10 },
  cost: 25.5,
  ...changes,
});

export const SCOPE = { owner: 'group:default/research', environment: DEV };

export const createLedger = (...rules: QuotaRule[]) =>
  QuotaLedger.create({ rules, environments: [DEV, PRODUCTION] });

export const scaled = (item: QuotaItem, storageGib: number): QuotaItem => ({
  ...item,
  operation: 'scale',
  parameters: { storageGib },
});

export const clear = (database: Database) =>
  database.write(async tx => {
    await tx.knex('quota_hold').delete();
    await tx.knex('quota_use').delete();
  });

/** What befalls requests of one owner. */
export function quotaActions(database: Database) {
  const handIn = async (
    ledger: QuotaLedger,
    items: QuotaItem[],
    requestId: string = randomUUID(),
    on = database,
  ) => {
    const amounts = ledger.count(SCOPE, items);
    await on.write(tx => ledger.reserve(tx, { requestId, amounts }));
    return requestId;
  };
  const merge = (ledger: QuotaLedger, requestId: string, on = database) =>
    on.write(tx => ledger.settle(tx, requestId));
  const withdraw = (ledger: QuotaLedger, requestId: string, on = database) =>
    on.write(tx => ledger.release(tx, requestId));
  return {
    handIn,
    merge,
    withdraw,
    step: async (
      ledger: QuotaLedger,
      action: QuotaStep,
      requestId: string,
      item: QuotaItem,
    ): Promise<void> => {
      const actions = {
        'hand-in': () => handIn(ledger, [item], requestId),
        merge: () => merge(ledger, requestId),
        withdraw: () => withdraw(ledger, requestId),
        free: () =>
          database.write(tx => ledger.freeService(tx, item.serviceId)),
      };
      await actions[action]();
    },
    running: async (ledger: QuotaLedger, ...items: QuotaItem[]) =>
      merge(ledger, await handIn(ledger, items)),
    /** Used and pending of the owner’s first quota. */
    state: async (ledger: QuotaLedger) => {
      const [{ used, pending }] = await database.read(db =>
        ledger.use(db, SCOPE.owner),
      );
      return [used, pending];
    },
  };
}

export interface Backends {
  /** On one database, each with a pool of its own. */
  both: [Database, Database];
  close(): Promise<void>;
}

/** On SQLite the database is a file, as TestDatabases' is in memory. */
export async function openBackends(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Backends> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-quotas-'));
  const config: Knex.Config =
    id === 'SQLITE_3'
      ? {
          client: 'better-sqlite3',
          connection: { filename: path.join(folder, 'plugin.sqlite') },
          useNullAsDefault: true,
        }
      : (await databases.init(id)).client.config;
  const pools = [1, 2].map(() =>
    createKnex({ ...config, log: { warn: () => {} } }),
  );
  const open = (knex: Knex) =>
    Database.create({
      knex,
      name: 'service-requests',
      migrations: resolvePackagePath(
        '@callboard/backstage-plugin-service-requests-backend',
        'migrations',
      ),
    });
  const both: Backends['both'] = [await open(pools[0]), await open(pools[1])];
  if (id === 'SQLITE_3') {
    // In one process, waiting in the driver would stop the one it waits for.
    await Promise.all(pools.map(pool => pool.raw('PRAGMA busy_timeout = 0')));
  }
  return {
    both,
    close: async () => {
      await Promise.all(pools.map(pool => pool.destroy()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
