import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Offering,
  Operation,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { parse } from 'yaml';
import { TEAM } from '../__testUtils__/people';
import { type Portal, startPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const demo = parse(
  readFileSync(
    resolve(__dirname, '../../../../examples/offerings.yaml'),
    'utf8',
  ),
).spec.offering;

const queue = (name: string, more: object = {}) => ({ ...demo, name, ...more });

describe.each(databases.eachSupportedId())('offerings on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
  });
  afterAll(() => portal.stop());

  const offer = (document: object) =>
    portal.done<Offering>('admin', 'POST', '/offerings', {
      body: { document },
    });

  it('are listed for who may request, each with an example that is valid', async () => {
    const { items } = await portal.done<{ items: Offering[] }>(
      'developer',
      'GET',
      '/offerings',
    );
    expect(items.map(({ title }) => title)).toEqual([
      'Aurora PostgreSQL',
      'Bucket',
      'Kubernetes nodes',
      'Load balancer',
      'PostgreSQL',
      'Redis',
    ]);
    for (const { name, example, source, document } of items) {
      expect([source, document]).toEqual(['file', undefined]);
      const preview = await portal.done(
        'developer',
        'POST',
        '/requests/preview',
        {
          body: {
            environment: 'staging',
            region: 'eu-west-1',
            owner: TEAM,
            title: 'What is needed',
            items: [
              { offering: name, operation: 'create', parameters: example },
            ],
          },
        },
      );
      expect([name, preview.fields, preview.cost.unknown]).toEqual([
        name,
        [],
        [],
      ]);
      expect(preview.cost.after).toBeGreaterThan(0);
      expect(preview.files.length).toBeGreaterThan(0);
    }
    const one = await portal.call<Offering>(
      'developer',
      'GET',
      '/offerings/redis',
    );
    expect(one.body.document).toMatchObject({ name: 'redis' });
    expect(one.headers.get('etag')).toBe('"1"');
  });

  it('are made by an admin as data, and can be requested at once', async () => {
    const made = await offer(queue('queue'));
    expect(made).toMatchObject({ name: 'queue', version: 1, source: 'portal' });
    const submitted = await portal.request(
      'developer',
      [
        {
          offering: 'queue',
          operation: 'create',
          parameters: { name: 'events' },
        },
      ],
      { owner: TEAM },
    );
    expect(submitted.cost).toMatchObject({
      unknown: [expect.stringContaining('no price is known')],
    });
    expect(submitted.cost?.after).toBeUndefined();
    await portal.bringAbout(submitted);
    const [service] = await portal.services('developer', '?q=events');
    expect(service).toMatchObject({
      status: 'ready',
      offeringVersion: 1,
      parameters: { retentionDays: 4, encrypted: true },
      observed: { retentionDays: 345600 },
    });
    expect(service.cost).toBeUndefined();
  });

  it('keep what was made with a version at that version', async () => {
    const two = queue('topic');
    await offer(two);
    const made = await portal.request(
      'developer',
      [
        {
          offering: 'topic',
          operation: 'create',
          parameters: { name: 'news' },
        },
      ],
      { owner: TEAM },
    );
    await portal.bringAbout(made);
    const document = structuredClone(two);
    document.operations.update = { parameters: ['encrypted'] };
    const changed = await portal.done<Offering>(
      'admin',
      'PATCH',
      '/offerings/topic',
      { body: { document }, headers: { 'if-match': '"1"' } },
    );
    expect(changed.version).toBe(2);
    await portal.done('admin', 'PATCH', '/offerings/topic', {
      body: { status: 'archived' },
      headers: { 'if-match': '"2"' },
    });
    const [service] = await portal.services('developer', '?q=news');
    // By its own version, although that is neither the latest nor offered any more.
    const update = await portal.request(
      'developer',
      [
        {
          offering: 'topic',
          operation: 'update',
          targetRef: service.entityRef,
          parameters: { retentionDays: 9 },
        },
      ],
      { owner: TEAM, region: undefined },
    );
    await portal.bringAbout(update);
    const after = await portal.done<Service>(
      'developer',
      'GET',
      `/services/${service.id}`,
    );
    expect(after).toMatchObject({
      status: 'ready',
      offeringVersion: 1,
      parameters: { retentionDays: 9 },
      observed: { retentionDays: 777600 },
    });
    const again = await portal.call('developer', 'POST', '/requests', {
      body: {
        title: 'Another one',
        environment: 'staging',
        region: 'eu-west-1',
        owner: TEAM,
        submit: true,
        items: [
          {
            offering: 'topic',
            operation: 'create',
            parameters: { name: 'more' },
          },
        ],
      },
    });
    expect(again.status).toBe(400);
  });

  it('are all made, changed and removed, in one request each', async () => {
    const { items: offerings } = await portal.done<{ items: Offering[] }>(
      'developer',
      'GET',
      '/offerings',
    );
    const unprotected = ({ name, example }: Offering) => ({
      ...example,
      ...(['postgresql', 'aurora-postgresql'].includes(name)
        ? { deletionProtection: false }
        : {}),
      name: `all-${name}`,
    });
    const shipped = offerings.filter(({ source }) => source === 'file');
    expect(shipped).toHaveLength(6);
    const made = await portal.bringAbout(
      await portal.request(
        'developer',
        shipped.map(one => ({
          offering: one.name,
          operation: 'create',
          parameters: unprotected(one),
        })),
        { owner: TEAM },
      ),
    );
    expect(made.status).toBe('ready');
    const services = await portal.services('developer', '?q=all-');
    expect(services.map(one => [one.status, one.statusReason])).toEqual(
      services.map(() => ['ready', undefined]),
    );
    const changes: Record<string, [Operation, Record<string, unknown>]> = {
      'aurora-postgresql': ['scale', { instances: 3 }],
      bucket: ['update', { versioning: false }],
      'load-balancer': ['update', { idleTimeoutSeconds: 120 }],
      'node-group': ['scale', { desiredSize: 5 }],
      postgresql: ['scale', { instanceClass: 'db.t4g.large' }],
      redis: ['scale', { replicas: 2 }],
    };
    const changed = await portal.bringAbout(
      await portal.request(
        'developer',
        services.map(({ offering, entityRef }) => ({
          offering,
          operation: changes[offering][0],
          targetRef: entityRef,
          parameters: changes[offering][1],
        })),
        { owner: TEAM, region: undefined },
      ),
    );
    expect(changed.status).toBe('ready');
    const removed = await portal.bringAbout(
      await portal.request(
        'developer',
        services.map(({ offering, entityRef, name }) => ({
          offering,
          operation: 'decommission',
          targetRef: entityRef,
          confirm: name,
        })),
        { owner: TEAM, region: undefined },
      ),
      services.map(({ name }) => name).join(','),
    );
    expect(removed.status).toBe('removed');
  });

  it('are refused with the fields that are wrong, and by whom it is not for', async () => {
    const wrong = await portal.call('admin', 'POST', '/offerings', {
      body: { document: queue('wrong', { example: { name: '../../main' } }) },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.fields).toEqual([
      expect.objectContaining({ field: 'example/name' }),
    ]);
    const body = { document: queue('mine') };
    for (const who of ['developer', 'reviewer', 'lead', 'auditor'] as const) {
      const answer = await portal.call(who, 'POST', '/offerings', { body });
      expect([who, answer.status]).toEqual([who, 403]);
    }
    const shipped = await portal.call('admin', 'PATCH', '/offerings/redis', {
      body: { status: 'archived' },
      headers: { 'if-match': '*' },
    });
    expect([shipped.status, shipped.body.error.message]).toEqual([
      403,
      'Redis comes from a file and is changed there',
    ]);
    const stale = await portal.call('admin', 'PATCH', '/offerings/queue', {
      body: { status: 'archived' },
      headers: { 'if-match': '"7"' },
    });
    expect(stale.status).toBe(412);
  });

  it('are made once when the same request comes twice', async () => {
    const sent = {
      body: { document: queue('once') },
      headers: { 'idempotency-key': 'offer-once' },
    };
    const [first, second] = [
      await portal.call('admin', 'POST', '/offerings', sent),
      await portal.call('admin', 'POST', '/offerings', sent),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });
});
