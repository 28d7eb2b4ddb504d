import { ConfigReader } from '@backstage/config';
import { DEV, PRODUCTION } from '../policies/__testUtils__/policyInput';
import { quota, SCOPE, service } from './__testUtils__/ledgers';
import { QuotaCounter } from './quotaAmounts';
import { readQuotas } from './readQuotas';
import type { QuotaItem, QuotaRule } from './types';

const read = (quotas?: unknown) =>
  readQuotas(
    new ConfigReader({
      callboard: { serviceRequests: { quotas } },
    } as never),
  );

describe('quotas in configuration', () => {
  it('are none where nothing is said', () => {
    expect(readQuotas(new ConfigReader({}))).toEqual([]);
    expect(read()).toEqual([]);
  });

  it('count services of an owner where nothing else is said', () => {
    expect(read([{ id: 'all', limit: 20 }])).toEqual([
      {
        id: 'all',
        title: 'all',
        per: ['owner'],
        amount: '1',
        limit: 20,
        limits: [],
      },
    ]);
  });

  it('are as they are written', () => {
    const rule = {
      id: 'storage',
      title: 'Storage',
      unit: 'GiB',
      per: ['owner', 'environment'],
      owners: ['group:default/research'],
      ownerKind: 'group',
      environments: ['dev'],
      offerings: ['postgresql'],
      categories: ['database'],
      amount: 'parameters.storageGib',
      whenUnknown: 10,
      limit: 100,
      limits: [{ owner: 'group:default/research', limit: 200 }],
    };
    expect(read([rule])).toEqual([rule]);
    expect(read([{ ...rule, amount: 2.5 }])).toMatchObject([{ amount: '2.5' }]);
  });

  it.each<[unknown, string]>([
    ['all', 'quotas must be a list'],
    [[null], 'quotas[0]'],
    [[{ id: 'all' }], 'quotas[0].limit'],
    [[{ id: 'all', limit: -1 }], 'quotas[0].limit'],
    [
      [{ id: 'All of it', limit: 1 }],
      'quotas[0].id: must be words in kebab case',
    ],
    [
      [
        { id: 'a', limit: 1 },
        { id: 'a', limit: 2 },
      ],
      "quotas has 'a' twice",
    ],
    [[{ id: 'a', limit: 1, per: ['team'] }], 'quotas[0].per'],
    [[{ id: 'a', limit: 1, per: ['owner', 'owner'] }], 'says something twice'],
    [[{ id: 'a', limit: 1, offerings: [] }], 'quotas[0].offerings'],
    [[{ id: 'a', limit: 1, envs: ['dev'] }], 'envs'],
    [
      [{ id: 'a', limit: 1, amount: '1 +' }],
      "Quota 'a': amount cannot be read",
    ],
    [
      [{ id: 'a', limit: 1, amount: 'true' }],
      "Quota 'a': amount gives a bool, not a number",
    ],
    [[{ id: 'a', limit: 1, amount: 'price' }], "Quota 'a': amount is wrong"],
    [
      [
        {
          id: 'a',
          limit: 1,
          per: [],
          limits: [{ owner: 'group:default/a', limit: 2 }],
        },
      ],
      'quotas[0].limits are limits of owners, and it is not per owner',
    ],
  ])('%j is refused', (quotas, message) => {
    expect(() => read(quotas)).toThrow(message);
  });
});

describe('what counts', () => {
  const count = (rule: Partial<QuotaRule>, item: Partial<QuotaItem> = {}) =>
    QuotaCounter.create([quota(rule)])
      .count(SCOPE, [service({ serviceId: 'one', ...item })])
      .map(({ amount, subject }) => [subject.id, amount]);

  it('is what a quota is about', () => {
    const key = 'caches|group:default/research';
    expect(count({})).toEqual([[key, 1]]);
    expect(count({ offerings: ['postgresql'] })).toEqual([]);
    expect(count({ offerings: ['redis'], categories: ['cache'] })).toEqual([
      [key, 1],
    ]);
    expect(count({ categories: ['database'] })).toEqual([]);
    expect(count({ environments: [PRODUCTION.name] })).toEqual([]);
    expect(count({ environments: [DEV.name] })).toEqual([[key, 1]]);
    expect(count({ owners: ['group:default/others'] })).toEqual([]);
    expect(count({ ownerKind: 'user' })).toEqual([]);
    expect(count({ ownerKind: 'group' })).toEqual([[key, 1]]);
  });

  it('counts for whose the service is', () => {
    const owner = 'user:default/developer';
    expect(count({}, { owner })).toEqual([[`caches|${owner}`, 1]]);
    expect(count({ ownerKind: 'group' }, { owner })).toEqual([]);
  });

  it('counts for whom it is said', () => {
    expect(count({ per: [] })).toEqual([['caches', 1]]);
    expect(count({ per: ['region', 'environment', 'owner'] })).toEqual([
      ['caches|group:default/research|dev|eu-west-1', 1],
    ]);
  });

  it.each<[string, Partial<QuotaItem>, number | undefined]>([
    ['parameters.storageGib', {}, 10],
    ['parameters.storageGib * 2', {}, 20],
    ['cost', {}, 25.5],
    ['env.production ? 2.0 : 0.5', {}, 0.5],
    ['region == "eu-west-1" && owner.startsWith("group:") ? 1 : 0', {}, 1],
    ['item.offering == "redis" ? 3 : 1', {}, 3],
    ['has(parameters.replicas) ? parameters.replicas : 1', {}, 1],
    // Unknown:
    ['cost', { cost: undefined }, undefined],
    ['parameters.replicas', {}, undefined],
    [
      'parameters.storageGib',
      { parameters: { storageGib: 'many' } },
      undefined,
    ],
    ['parameters.storageGib', { parameters: { storageGib: -5 } }, undefined],
    ['parameters.storageGib', { parameters: { storageGib: true } }, undefined],
    ['1.0 / 0.0', {}, undefined],
    // What goes counts nothing, whatever it was.
    ['cost', { operation: 'decommission', cost: undefined }, 0],
  ])('%s of %j: %s', (amount, item, expected) => {
    expect(count({ amount }, item)[0][1]).toBe(expected);
  });
});
