import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Database } from '@callboard/backend-database';
import {
  type Backends,
  clear,
  createLedger,
  openBackends,
  quota,
  quotaActions,
  scaled,
  SCOPE,
  service,
  STORAGE,
} from './__testUtils__/ledgers';
import { QuotaExceededError } from './QuotaExceededError';
import type { QuotaAmount, QuotaItem } from './types';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('QuotaLedger, %s', databaseId => {
  let backends: Backends;
  let database: Database;
  let actions: ReturnType<typeof quotaActions>;

  beforeAll(async () => {
    backends = await openBackends(databases, databaseId);
    [database] = backends.both;
    actions = quotaActions(database);
  });

  afterAll(() => backends.close());

  beforeEach(() => clear(database));

  it('holds what was handed in, and counts it as used once it is merged', async () => {
    const ledger = createLedger(STORAGE);
    const id = await actions.handIn(ledger, [service(), service()]);
    expect(await actions.state(ledger)).toEqual([0, 20]);
    await actions.merge(ledger, id);
    expect(await actions.state(ledger)).toEqual([20, 0]);
  });

  it('says what does not suffice, with every quota, and holds nothing', async () => {
    const ledger = createLedger(quota(), STORAGE);
    await actions.running(ledger, service({ parameters: { storageGib: 60 } }));
    await actions.handIn(ledger, [
      service({ parameters: { storageGib: 15.5 } }),
    ]);
    const asked = actions.handIn(ledger, [
      service({ parameters: { storageGib: 30 } }),
    ]);
    const error: QuotaExceededError = await asked.catch(e => e);
    expect(error).toBeInstanceOf(QuotaExceededError);
    expect(error.message).toBe(
      'Storage: this asks for 30 GiB more, and 24.5 GiB of 100 GiB are left (60 in use, 15.5 in open requests).',
    );
    expect(error.details).toEqual({
      quotas: [
        {
          quota: 'caches',
          title: 'Caches',
          limit: 5,
          used: 1,
          pending: 1,
          asked: 1,
        },
        {
          quota: 'storage',
          title: 'Storage',
          unit: 'GiB',
          limit: 100,
          used: 60,
          pending: 15.5,
          asked: 30,
        },
      ],
      verdicts: [
        {
          policy: 'quota:storage',
          result: 'deny',
          message: error.message,
          passes: 'At most 24.5 GiB, or more once something is given back.',
        },
      ],
    });
    expect(await database.read(db => db.knex('quota_hold'))).toHaveLength(2);
  });

  it('fills a quota to the brim, also with fractions', async () => {
    const ledger = createLedger(quota({ amount: '0.1', limit: 1 }));
    for (let n = 0; n < 10; n++) {
      await actions.running(ledger, service());
    }
    expect(await actions.state(ledger)).toEqual([1, 0]);
    await expect(actions.handIn(ledger, [service()])).rejects.toThrow(
      'are left',
    );
  });

  it('lets what was set aside pass, and counts it', async () => {
    const ledger = createLedger(quota({ limit: 0 }));
    const reserve = (overridden: string[]) =>
      database.write(tx =>
        ledger.reserve(tx, {
          requestId: randomUUID(),
          amounts: ledger.count(SCOPE, [service()]),
          overridden,
        }),
      );
    await expect(reserve(['quota:storage'])).rejects.toThrow('are left');
    await reserve(['quota:caches']);
    expect(await actions.state(ledger)).toEqual([0, 1]);
  });

  it('holds what the last revision asks for, and only that', async () => {
    const ledger = createLedger(STORAGE);
    const item = service({ parameters: { storageGib: 90 } });
    const id = await actions.handIn(ledger, [item]);
    await actions.handIn(ledger, [item], id);
    expect(await actions.state(ledger)).toEqual([0, 90]);
    const larger = { ...item, parameters: { storageGib: 101 } };
    await expect(actions.handIn(ledger, [larger], id)).rejects.toThrow(
      'are left',
    );
    expect(await actions.state(ledger)).toEqual([0, 90]);
    await actions.handIn(ledger, [], id);
    expect(await actions.state(ledger)).toEqual([0, 0]);
  });

  it('holds only the difference when something is scaled', async () => {
    const ledger = createLedger(STORAGE);
    const item = service({ parameters: { storageGib: 80 } });
    await actions.running(ledger, item);
    const id = await actions.handIn(ledger, [scaled(item, 100)]);
    expect(await actions.state(ledger)).toEqual([80, 20]);
    await expect(actions.handIn(ledger, [service()])).rejects.toThrow(
      '0 GiB of 100',
    );
    await actions.merge(ledger, id);
    expect(await actions.state(ledger)).toEqual([100, 0]);
    await actions.merge(ledger, id);
    expect(await actions.state(ledger)).toEqual([100, 0]);
  });

  it('gives back what is scaled down when it is merged, not before', async () => {
    const ledger = createLedger(STORAGE);
    const item = service({ parameters: { storageGib: 80 } });
    await actions.running(ledger, item);
    const amounts = ledger.count(SCOPE, [scaled(item, 30)]);
    const { quotas } = await database.read(db =>
      ledger.assess(db, { amounts }),
    );
    expect(quotas).toMatchObject([{ used: 80, pending: 0, asked: -50 }]);
    const id = await actions.handIn(ledger, [scaled(item, 30)]);
    expect(await actions.state(ledger)).toEqual([80, 0]);
    await actions.merge(ledger, id);
    expect(await actions.state(ledger)).toEqual([30, 0]);
  });

  it('counts a service once, whichever of two changes is merged first', async () => {
    const ledger = createLedger(STORAGE);
    const item = service();
    await actions.running(ledger, item);
    const first = await actions.handIn(ledger, [scaled(item, 40)]);
    const second = await actions.handIn(ledger, [scaled(item, 20)]);
    expect(await actions.state(ledger)).toEqual([10, 40]);
    await actions.merge(ledger, first);
    expect(await actions.state(ledger)).toEqual([40, 0]);
    await actions.merge(ledger, second);
    expect(await actions.state(ledger)).toEqual([20, 0]);
  });

  it('lets something be scaled down where a limit was lowered since', async () => {
    const item = service({ parameters: { storageGib: 80 } });
    await actions.running(createLedger(STORAGE), item);
    const ledger = createLedger({ ...STORAGE, limit: 50 });
    await actions.handIn(ledger, [scaled(item, 70)]);
    await expect(actions.handIn(ledger, [scaled(item, 81)])).rejects.toThrow(
      'asks for 1 GiB more, and 0 GiB of 50 GiB are left',
    );
  });

  it('is freed by a removal once the service is gone, not when it is merged', async () => {
    const ledger = createLedger(STORAGE);
    const item = service();
    await actions.running(ledger, item, service());
    const removal: QuotaItem = { ...item, operation: 'decommission' };
    const amounts = ledger.count(SCOPE, [removal]);
    const { quotas } = await database.read(db =>
      ledger.assess(db, { amounts }),
    );
    expect(quotas).toMatchObject([{ used: 20, pending: 0, asked: -10 }]);
    await actions.running(ledger, removal);
    expect(await actions.state(ledger)).toEqual([20, 0]);
    await Promise.all(
      backends.both.map(one =>
        one.write(tx => ledger.freeService(tx, item.serviceId)),
      ),
    );
    expect(await actions.state(ledger)).toEqual([10, 0]);
  });

  it('does not count on what a removal will free', async () => {
    const ledger = createLedger(quota({ limit: 1 }));
    const item = service();
    await actions.running(ledger, item);
    await expect(
      actions.handIn(ledger, [
        { ...item, operation: 'decommission' },
        service(),
      ]),
    ).rejects.toThrow('are left');
  });

  it('refuses what cannot be counted, unless it is said as what it counts', async () => {
    const budget = quota({
      id: 'budget',
      title: 'Budget',
      unit: 'EUR',
      amount: 'cost',
    });
    const items = [service({ cost: undefined })];
    await expect(actions.handIn(createLedger(budget), items)).rejects.toThrow(
      'Budget: how much one of the services takes is not known',
    );
    const ledger = createLedger({ ...budget, whenUnknown: 3 });
    await actions.handIn(ledger, items);
    expect(await actions.state(ledger)).toEqual([0, 3]);
  });

  it('leaves other requests out of a request’s own numbers', async () => {
    const ledger = createLedger(quota());
    const [one] = [
      await actions.handIn(ledger, [service()]),
      await actions.handIn(ledger, [service()]),
    ];
    const use = await database.read(db => ledger.use(db, SCOPE.owner, one));
    expect(use).toEqual([
      {
        quota: 'caches',
        title: 'Caches',
        limit: 5,
        used: 0,
        pending: 1,
        asked: 0,
      },
    ]);
  });

  it('shows an owner each limit that is theirs', async () => {
    const ledger = createLedger(
      quota({
        per: ['owner', 'environment'],
        limits: [{ owner: SCOPE.owner, limit: 9 }],
      }),
      quota({
        id: 'regions',
        title: 'By region',
        per: ['region'],
        environments: ['dev'],
      }),
      quota({ id: 'people', ownerKind: 'user' }),
      quota({ id: 'others', owners: ['group:default/others'] }),
    );
    await actions.running(ledger, service({ region: 'eu-south-1' }));
    const use = await database.read(db => ledger.use(db, SCOPE.owner));
    expect(use.map(({ title, limit, used }) => [title, limit, used])).toEqual([
      ['Caches (dev)', 9, 1],
      ['Caches (production)', 9, 0],
      ['By region (eu-west-1)', 5, 0],
      ['By region (eu-south-1)', 5, 1],
    ]);
  });

  it('counts everything anew when rules have changed', async () => {
    const items = [service(), service(), service({ cost: undefined })];
    await actions.running(createLedger(quota()), ...items);
    const ledger = createLedger({ ...quota(), amount: 'cost', limit: 60 });
    const recount = (amounts: QuotaAmount[]) =>
      database.write(tx => ledger.recount(tx, async () => amounts));
    await recount(ledger.count(SCOPE, items));
    // What is not known now is as it was: one.
    expect(await actions.state(ledger)).toEqual([52, 0]);
    await recount([]);
    expect(await actions.state(ledger)).toEqual([0, 0]);
  });
});
