import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  NewItem,
  Preview,
  QuotaUse,
  Request,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Knex } from 'knex';
import { TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  serviceRequestsConfig,
  startPortal,
} from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const STORAGE = {
  id: 'storage',
  title: 'Storage',
  unit: 'GiB',
  amount: 'parameters.storageGib',
  offerings: ['postgresql'],
  limit: 200,
};

const rule = (id: string, expr: string) => ({
  id,
  title: `The rule ${id}`,
  expr,
  message: `It is against ${id}.`,
});

const denials = (verdicts: Verdict[]) =>
  verdicts.flatMap(({ policy, result }) => (result === 'deny' ? policy : []));

describe.each(databases.eachSupportedId())('policies on %p', id => {
  let knex: Knex;
  let directory: string;
  let portal: Portal;
  let count = 0;

  const fresh = (parameters = {}) => postgres(`db-${++count}`, parameters);

  /** Instead of the one before, on what it has left. */
  async function restart(config: object = {}) {
    await portal?.stop();
    portal = await startPortal(knex, {
      config: { quotas: [STORAGE], ...config },
      directory,
    });
  }

  beforeAll(async () => {
    knex = await databases.init(id);
    directory = mkdtempSync(path.join(tmpdir(), 'callboard-policies-'));
    await restart();
  });

  afterAll(async () => {
    await portal.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const ask = (items: NewItem[], more = {}) =>
    portal.request('developer', items, { owner: TEAM, ...more });

  const storage = async (): Promise<QuotaUse> => {
    const { items } = await portal.done(
      'developer',
      'GET',
      `/quotas?owner=${encodeURIComponent(TEAM)}`,
    );
    return items[0];
  };

  it('are there for everybody to read', async () => {
    const { items } = await portal.done('developer', 'GET', '/policies');
    expect(items).toContainEqual(
      expect.objectContaining({
        id: 'storage-never-shrinks',
        severity: 'deny',
        expr: 'parameters.storageGib >= current.storageGib',
      }),
    );
  });

  it('are told while somebody fills in the form, with quota and cost', async () => {
    const preview = (parameters: object) =>
      portal.done<Preview>('developer', 'POST', '/requests/preview', {
        body: {
          environment: 'production',
          region: 'eu-west-1',
          owner: TEAM,
          costCentre: 'R-100',
          items: [
            postgres('ledger', {
              instanceClass: 'db.m7g.large',
              ...parameters,
            }),
          ],
        },
      });
    const wrong = await preview({ storageGib: 300, publiclyAccessible: true });
    expect(denials(wrong.verdicts)).toEqual([
      'production-multi-az',
      'production-deletion-protection',
      'not-public',
      'quota:storage',
    ]);
    expect(wrong.verdicts[0]).toMatchObject({
      policy: 'production-multi-az',
      result: 'deny',
      item: 0,
      field: '/multiAz',
      message: 'In production, ledger must run in more than one zone.',
      passes: 'Switch on multi-AZ.',
    });
    const right = await preview({ multiAz: true, deletionProtection: true });
    expect(right.verdicts).toEqual([]);
    expect(right).toMatchObject({
      complete: true,
      quotas: [
        { quota: 'storage', limit: 200, used: 0, pending: 0, asked: 20 },
      ],
      cost: { after: expect.any(Number), unknown: [] },
    });
  });

  it('refuse a region that is not the environment’s, wherever else it is', async () => {
    const answer = await portal.call('developer', 'POST', '/requests', {
      body: {
        title: 'Far away',
        environment: 'staging',
        regions: ['eu-west-1', 'us-east-1'],
        owner: TEAM,
        submit: true,
        items: [fresh()],
      },
    });
    expect(answer.status).toBe(403);
    expect(denials(answer.body.verdicts)).toEqual(['allowed-regions']);
    expect(answer.body.error.message).toContain('us-east-1');
  });

  it('hold what is asked for, the difference when it is scaled, and free it when it is gone', async () => {
    const submitted = await ask([fresh({ storageGib: 50 })]);
    expect(await storage()).toMatchObject({ used: 0, pending: 50 });
    await portal.bringAbout(submitted);
    expect(await storage()).toMatchObject({ used: 50, pending: 0 });
    const [{ entityRef, name }] = await portal.services(
      'developer',
      `?q=${submitted.items[0].name}`,
    );
    const change = (
      operation: 'scale' | 'decommission',
      parameters: object,
    ) => ({
      offering: 'postgresql',
      operation,
      targetRef: entityRef,
      parameters: parameters as Record<string, unknown>,
      ...(operation === 'decommission' && { confirm: name }),
    });
    const scaling = await ask([change('scale', { storageGib: 120 })]);
    expect(await storage()).toMatchObject({ used: 50, pending: 70 });
    await portal.bringAbout(scaling);
    expect(await storage()).toMatchObject({ used: 120, pending: 0 });
    const removal = await ask([change('decommission', {})]);
    expect(await storage()).toMatchObject({ used: 120, pending: 0 });
    await portal.bringAbout(removal, name);
    expect(await storage()).toMatchObject({ used: 0, pending: 0 });
  });

  it('deny at approval what they let pass before', async () => {
    const submitted = await ask([fresh()]);
    await restart({ policies: { rules: [rule('freeze', 'false')] } });
    const answer = await portal.approve('reviewer', submitted);
    expect(answer.status).toBe(403);
    expect(denials(answer.body.verdicts ?? [])).toEqual(['freeze']);
    expect(await portal.get('developer', submitted.id)).toMatchObject({
      status: 'policy_failed',
    });
    await restart();
  });

  it('deny at the merge what they let pass before', async () => {
    const submitted = await ask([fresh()]);
    await portal.approve('reviewer', submitted);
    await portal.until(submitted.id, 'pr_open');
    await restart({ policies: { rules: [rule('freeze', 'false')] } });
    const merge = await portal.call(
      'reviewer',
      'POST',
      `/requests/${submitted.id}/merge`,
      { body: {} },
    );
    expect(merge.status).toBe(403);
    expect(denials(merge.body.verdicts)).toEqual(['freeze']);
    expect(await portal.get('developer', submitted.id)).toMatchObject({
      status: 'policy_failed',
    });
    expect(
      await portal.services('developer', `?q=${submitted.items[0].name}`),
    ).toEqual([]);
    await restart();
  });

  it('deny where they cannot tell, naming the rule', async () => {
    await restart({
      policies: {
        rules: [
          { ...rule('broken', 'parameters.nope == 1'), severity: 'info' },
          { id: 'naming', enabled: false },
        ],
      },
    });
    const answer = await portal.call<{ verdicts: Verdict[] }>(
      'developer',
      'POST',
      '/requests',
      {
        body: {
          title: 'One more',
          environment: 'staging',
          region: 'eu-west-1',
          owner: TEAM,
          submit: true,
          items: [fresh()],
        },
      },
    );
    expect(answer.status).toBe(403);
    expect(answer.body.verdicts).toEqual([
      {
        policy: 'broken',
        result: 'deny',
        item: 0,
        message:
          'The rule “The rule broken” could not be checked, which counts as a no: No such key: nope',
      },
    ]);
    await restart();
  });

  it('ask for an end date where the environment does', async () => {
    const [dev] = serviceRequestsConfig.environments;
    await restart({
      environments: [{ ...dev, requiresEndDate: true, maxDays: 30 }],
    });
    const create = (endDate?: string) =>
      portal.call<Request & { verdicts: Verdict[] }>(
        'developer',
        'POST',
        '/requests',
        {
          body: {
            title: 'For a while',
            environment: 'dev',
            region: 'eu-west-1',
            owner: TEAM,
            submit: true,
            endDate,
            items: [fresh()],
          },
        },
      );
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const without = await create();
    expect(without.status).toBe(403);
    expect(denials(without.body.verdicts)).toEqual(['end-date']);
    expect((await create(inDays(-2))).status).toBe(400);
    expect((await create(inDays(40))).status).toBe(400);
    expect((await create(inDays(30))).status).toBe(201);
    await restart();
  });

  it('count what was there before a quota', async () => {
    const submitted = await ask([fresh({ storageGib: 40 })]);
    await portal.bringAbout(submitted);
    const { used } = await storage();
    await restart({ quotas: [{ ...STORAGE, id: 'other', limit: 41 }] });
    expect(await storage()).toMatchObject({ quota: 'other', used });
    await expect(ask([fresh({ storageGib: 100 })])).rejects.toThrow(
      'Storage: this asks for 100 GiB more',
    );
    await restart();
  });

  it('stop the portal at its start when one cannot be read', async () => {
    await portal.stop();
    await expect(
      startPortal(knex, {
        config: { policies: { rules: [rule('typo', 'parameter.x')] } },
        directory,
      }),
    ).rejects.toThrow(
      /Policy 'typo': expr is wrong: Unknown variable: parameter/,
    );
    portal = await startPortal(knex, { directory });
  });
});
