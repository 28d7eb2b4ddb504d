import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  Diff,
  NewItem,
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const NEEDED = 'resource:default/staging-eu-west-1-needed';

const catalogue: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'staging-eu-west-1-needed', namespace: 'default' },
    relations: [
      { type: 'dependencyOf', targetRef: 'component:default/shop' },
      { type: 'dependencyOf', targetRef: 'component:default/ledger' },
    ],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', namespace: 'default' },
  },
];

describe.each(databases.eachSupportedId())('services on %p', id => {
  let portal: Portal;
  let count = 0;
  const fresh = (parameters = {}) => postgres(`svc-${++count}`, parameters);

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id), {
      entities: catalogue,
      config: {
        quotas: [
          { id: 'caches', title: 'Caches', categories: ['cache'], limit: 3 },
        ],
      },
    });
  });
  afterAll(() => portal.stop());

  async function made(item: NewItem, more = {}): Promise<Service> {
    const request = await portal.request('developer', [item], {
      owner: TEAM,
      ...more,
    });
    await portal.bringAbout(request);
    const name = (item.parameters as { name: string }).name;
    const [service] = await portal.services('developer', `?q=${name}`);
    return service;
  }

  const onService = (
    { entityRef, offering }: Service,
    operation: NewItem['operation'],
    rest: Partial<NewItem> = {},
  ): NewItem => ({ offering, operation, targetRef: entityRef, ...rest });

  const setSandbox = (service: Service, behaviour: string) =>
    portal.done('operations', 'PUT', `/services/${service.id}/sandbox`, {
      body: { behaviour },
    });

  const eventually = async (
    service: Service,
    matches: (service: Service) => boolean,
  ): Promise<Service> => {
    let last = service;
    for (let attempt = 0; attempt < 400; attempt++) {
      last = await portal.done('admin', 'GET', `/services/${service.id}`);
      if (matches(last)) {
        return last;
      }
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    throw new Error(`It stays ${JSON.stringify(last, undefined, 2)}`);
  };

  it('scales by one field, with every other byte the same', async () => {
    const service = await made(fresh({ storageGib: 20 }));
    const scale = await portal.request('developer', [
      onService(service, 'scale', { parameters: { storageGib: 50 } }),
    ]);
    const { files } = await portal.done<Diff>(
      'reviewer',
      'GET',
      `/requests/${scale.id}/diff`,
    );
    expect(files).toHaveLength(1);
    const changed = files[0].diff
      .split('\n')
      .filter(line => /^[+-]/.test(line))
      .map(line => line.replace(/\s+/g, ' ').trim());
    expect(changed).toEqual([
      '- allocatedStorage: 20',
      '+ allocatedStorage: 50',
    ]);
    await portal.bringAbout(scale);
    const after = await eventually(service, one => one.status === 'ready');
    expect(after.parameters).toMatchObject({ storageGib: 50 });
    const { items } = await portal.done(
      'developer',
      'GET',
      `/services/${service.id}/history`,
    );
    expect(items).toMatchObject([
      {
        operation: 'scale',
        actor: 'user:default/developer',
        changes: [{ parameter: 'storageGib', before: 20, after: 50 }],
        appliedAt: expect.any(String),
      },
      { operation: 'create' },
    ]);
  });

  it('is not ready with the old size, whatever its conditions say', async () => {
    const service = await made(fresh({ storageGib: 20 }));
    await setSandbox(service, 'old-size');
    const scale = await portal.request('developer', [
      onService(service, 'scale', { parameters: { storageGib: 60 } }),
    ]);
    await portal.approve('reviewer', scale);
    await portal.until(scale.id, 'pr_open');
    await portal.done('reviewer', 'POST', `/requests/${scale.id}/merge`);
    await portal.until(scale.id, 'reconciling');
    const waiting = await eventually(
      service,
      one => one.status === 'updating' && /20/.test(one.statusReason ?? ''),
    );
    expect(waiting.conditions).toContainEqual(
      expect.objectContaining({ type: 'Ready', status: 'True' }),
    );
    await setSandbox(service, 'normal');
    await portal.until(scale.id, 'ready');
  });

  it('says what is stuck, and what is not well any more', async () => {
    const service = await made(fresh());
    await setSandbox(service, 'degraded');
    expect(
      await eventually(service, one => one.status === 'degraded'),
    ).toMatchObject({ statusReason: expect.any(String) });
    await setSandbox(service, 'normal');
    await eventually(service, one => one.status === 'ready');
  });

  it('goes in two steps with its name typed, and is gone when it is gone', async () => {
    const service = await made(fresh({ deletionProtection: true }));
    const end = onService(service, 'decommission', { confirm: service.name });
    const body = {
      title: 'Not needed any more',
      environment: 'staging',
      submit: true,
      items: [end],
    };
    const guarded = await portal.call('developer', 'POST', '/requests', {
      body,
    });
    expect(guarded.status).toBe(403);
    await portal.bringAbout(
      await portal.request('developer', [
        onService(service, 'update', {
          parameters: { deletionProtection: false },
        }),
      ]),
    );
    const untyped = await portal.call('developer', 'POST', '/requests', {
      body: { ...body, items: [{ ...end, confirm: 'something' }] },
    });
    expect(untyped.status).toBe(400);
    await setSandbox(service, 'undeletable');
    const request = await portal.request('developer', [end]);
    expect(request.approvalsNeeded).toBe(2);
    await portal.approve('reviewer', request);
    await portal.approve('reviewer2', request);
    await portal.until(request.id, 'pr_open');
    const unsaid = await portal.call(
      'reviewer',
      'POST',
      `/requests/${request.id}/merge`,
    );
    expect(unsaid.status).toBe(400);
    await portal.done('reviewer', 'POST', `/requests/${request.id}/merge`, {
      body: { confirm: service.name },
    });
    await eventually(service, one => one.status === 'removing');
    await setSandbox(service, 'normal');
    await portal.until(request.id, 'removed');
    expect(await portal.services('developer', `?q=${service.name}`)).toEqual(
      [],
    );
    // Its name may be used again.
    await made(postgres(service.name));
  });

  it('stays where something depends on it', async () => {
    const service = await made(postgres('needed'));
    expect(service.entityRef).toBe(NEEDED);
    expect(
      await portal.done(
        'developer',
        'GET',
        `/services/${service.id}/dependents`,
      ),
    ).toMatchObject({
      items: [{ entityRef: 'component:default/shop' }],
      hidden: 1,
    });
    const refused = await portal.call('developer', 'POST', '/requests', {
      body: {
        title: 'Away with it',
        environment: 'staging',
        submit: true,
        items: [onService(service, 'decommission', { confirm: service.name })],
      },
    });
    expect(refused).toMatchObject({
      status: 403,
      text: expect.stringContaining('2 entities in the catalog depend on'),
    });
  });

  it('is made in several regions and several at once, with a status for each', async () => {
    const name = `wide-${++count}`;
    const request = await portal.request(
      'developer',
      [
        postgres(name),
        {
          offering: 'bucket',
          operation: 'create',
          parameters: {
            name: `files-${count}-${id === 'SQLITE_3' ? 's' : 'p'}`,
          },
        },
      ],
      { region: undefined, regions: ['eu-west-1', 'eu-central-1'] },
    );
    const { files } = await portal.done<Diff>(
      'reviewer',
      'GET',
      `/requests/${request.id}/diff`,
    );
    expect(
      new Set(files.map(file => file.path.split('/').slice(0, 4).join('/'))),
    ).toEqual(
      new Set(
        ['eu-west-1', 'eu-central-1'].flatMap(region =>
          request.items.map(item => `services/staging/${region}/${item.name}`),
        ),
      ),
    );
    const ready = await portal.bringAbout(request);
    for (const item of ready.items) {
      expect(item.placements.map(one => [one.region, one.status])).toEqual([
        ['eu-west-1', 'ready'],
        ['eu-central-1', 'ready'],
      ]);
    }
    const elsewhere = await portal.call('developer', 'POST', '/requests', {
      body: {
        title: 'Far away',
        environment: 'staging',
        region: 'us-east-1',
        submit: true,
        items: [fresh()],
      },
    });
    expect(elsewhere.status).toBe(403);
  });

  it('lets exactly as many in as a quota allows, and gives back once', async () => {
    const cache = (): NewItem => ({
      offering: 'redis',
      operation: 'create',
      parameters: {
        name: `cache-${++count}`,
        nodeType: 'cache.t4g.micro',
      },
    });
    const wanted = await Promise.all(
      Array.from({ length: 50 }, () =>
        portal.call<Request>('developer', 'POST', '/requests', {
          body: {
            title: 'One of many',
            environment: 'staging',
            region: 'eu-west-1',
            owner: TEAM,
            submit: true,
            items: [cache()],
          },
        }),
      ),
    );
    const passed = wanted.filter(({ status }) => status === 201);
    expect(passed).toHaveLength(3);
    expect(wanted.filter(({ status }) => status === 403)).toHaveLength(47);
    const [{ body: first }] = passed;
    const back = await Promise.all(
      [1, 2].map(() =>
        portal.call('developer', 'POST', `/requests/${first.id}/withdraw`),
      ),
    );
    expect(back.map(({ status }) => status).sort()).toEqual([200, 409]);
    const again = await Promise.all(
      [1, 2].map(() =>
        portal.call('developer', 'POST', '/requests', {
          body: {
            title: 'One more',
            environment: 'staging',
            region: 'eu-west-1',
            owner: TEAM,
            submit: true,
            items: [cache()],
          },
        }),
      ),
    );
    expect(again.map(({ status }) => status).sort()).toEqual([201, 403]);
  });

  it('is one pull request with one commit in the repository', async () => {
    const request = await portal.request('developer', [fresh()]);
    await portal.bringAbout(request);
    const log = execFileSync(
      'git',
      [
        'log',
        '--oneline',
        '--no-merges',
        '--',
        `services/staging/eu-west-1/${request.items[0].name}`,
      ],
      { cwd: path.join(portal.directory, 'gitops.git'), encoding: 'utf8' },
    );
    expect(log.trim().split('\n')).toHaveLength(1);
  });

  it('finds what somebody asked for, among what the caller may see', async () => {
    const { requestId } = await made(fresh());
    const asked = (who: Parameters<typeof portal.done>[0], by: string) =>
      portal.done(who, 'GET', `/requests?limit=200&requestedBy=${by}`);
    expect(await asked('reviewer', 'user:default/developer')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: requestId }),
      ]),
    });
    const nothing = { items: [] };
    expect(await asked('reviewer', 'user:default/nobody')).toEqual(nothing);
    expect(await asked('stranger', 'user:default/developer')).toEqual(nothing);
    const wrong = await portal.call(
      'reviewer',
      'GET',
      '/requests?requestedBy=x',
    );
    expect(wrong.status).toBe(400);
  });

  it('is not there for another team', async () => {
    const service = await made(fresh());
    for (const who of ['stranger', 'visitor'] as const) {
      for (const route of [
        `/services/${service.id}`,
        `/services/${service.id}/history`,
        `/services/${service.id}/metrics`,
        `/services/${service.id}/dependents`,
        `/requests/${service.requestId}`,
        `/requests/${service.requestId}/diff`,
        `/requests/${service.requestId}/timeline`,
        `/requests/${service.requestId}/comments`,
      ]) {
        const answer = await portal.call(who, 'GET', route);
        expect([route, answer.status]).toEqual([route, 404]);
      }
    }
    expect(await portal.services('stranger')).toEqual([]);
    const sneaky = await portal.call('stranger', 'POST', '/requests', {
      body: {
        title: 'Mine now',
        environment: 'staging',
        submit: true,
        items: [
          onService(service, 'scale', { parameters: { storageGib: 99 } }),
        ],
      },
    });
    expect(sneaky.status).toBe(400);
  });
});
