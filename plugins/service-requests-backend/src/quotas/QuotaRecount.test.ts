import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import { parse } from 'yaml';
import type { PriceTable } from '../cost';
import { parseOffering } from '../offerings/parseOffering';
import { ServiceStore } from '../services/ServiceStore';
import { NOTHING_SEEN, type ServiceRecord } from '../services/types';
import {
  type Backends,
  clear,
  createLedger,
  openBackends,
  quota,
  SCOPE,
  service,
} from './__testUtils__/ledgers';
import type { QuotaLedger } from './QuotaLedger';
import { QuotaRecount } from './QuotaRecount';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const redis = parseOffering(
  parse(
    readFileSync(path.resolve(__dirname, '../../offerings/redis.yaml'), 'utf8'),
  ),
  1,
);
const prices: PriceTable = {
  date: '2026-11-01',
  currency: 'EUR',
  source: 'This test',
  prices: {},
};

function record(changes: Partial<ServiceRecord> = {}): ServiceRecord {
  const id = randomUUID();
  return {
    id,
    version: 1,
    createdAt: 0,
    updatedAt: 0,
    entityRef: `resource:default/dev-eu-west-1-${id}`,
    name: `s-${id.slice(0, 8)}`,
    offering: 'redis',
    offeringVersion: 1,
    environment: 'dev',
    production: false,
    region: 'eu-west-1',
    owner: SCOPE.owner,
    requestedBy: SCOPE.owner,
    requestId: randomUUID(),
    phase: 'create',
    status: 'ready',
    statusSince: 0,
    mergedAt: 0,
    parameters: { replicas: 2 },
    judgement: NOTHING_SEEN,
    ...changes,
  };
}

describe.each(databases.eachSupportedId())('QuotaRecount, %s', databaseId => {
  let backends: Backends;
  let database: Database;
  const services = new ServiceStore();

  beforeAll(async () => {
    backends = await openBackends(databases, databaseId);
    [database] = backends.both;
  });

  afterAll(() => backends.close());

  beforeEach(async () => {
    await clear(database);
    await database.write(tx => tx.knex('service').delete());
  });

  const recount = (quotas: QuotaLedger, on = database) =>
    QuotaRecount.create({
      database: on,
      offering: name => (name === 'redis' ? redis : undefined),
      prices,
      quotas,
      services,
    }).run();

  const insert = (...records: ServiceRecord[]) =>
    database.write(async tx => {
      for (const one of records) {
        await services.insert(tx, one);
      }
    });

  const used = async (ledger: QuotaLedger, owner = SCOPE.owner) => {
    const use = await database.read(db => ledger.use(db, owner));
    return use.map(one => one.used);
  };

  it('counts what was there before the quota', async () => {
    const other = 'group:default/others';
    await insert(
      record(),
      record({ phase: 'remove', status: 'removing' }),
      record({ removedAt: 1 }),
      record({ owner: other }),
      record({ offering: 'forgotten', environment: 'closed' }),
    );
    const ledger = createLedger(
      quota({ categories: ['cache'], amount: 'parameters.replicas' }),
      quota({ id: 'all' }),
      quota({ id: 'dev', environments: ['dev'] }),
      quota({ id: 'money', amount: 'cost', whenUnknown: 7 }),
    );
    expect(await used(ledger)).toEqual([0, 0, 0, 0]);
    await recount(ledger);
    expect(await used(ledger)).toEqual([4, 3, 2, 21]);
    expect(await used(ledger, other)).toEqual([2, 1, 1, 7]);
    await recount(ledger);
    expect(await used(ledger)).toEqual([4, 3, 2, 21]);
  });

  it('counts more than a page of them', async () => {
    await insert(...Array.from({ length: 501 }, () => record()));
    const ledger = createLedger(quota());
    await recount(ledger);
    expect(await used(ledger)).toEqual([501]);
  });

  it('loses nothing that is merged meanwhile', async () => {
    const ledger = createLedger(
      quota({ limit: 1000 }),
      quota({ id: 'b', limit: 1000 }),
    );
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const on = backends.both[n % 2];
        const requestId = randomUUID();
        const merged = record({ requestId });
        const item = service({ serviceId: merged.id });
        const amounts = ledger.count(SCOPE, [item]);
        await on.write(tx => ledger.reserve(tx, { requestId, amounts }));
        await Promise.all([
          on.write(async tx => {
            await services.insert(tx, merged);
            await ledger.settle(tx, requestId);
          }),
          n % 3 === 0 ? recount(ledger, backends.both[(n + 1) % 2]) : undefined,
        ]);
      }),
    );
    expect(await used(ledger)).toEqual([30, 30]);
  });
});
