import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Attempt,
  Delivery,
} from '@callboard/backstage-plugin-webhooks-common';
import type { Knex } from 'knex';
import { CAMPUS, CLOUD, type Portal } from '../__testUtils__/portal';
import { startFurnished } from '../__testUtils__/startFurnished';
import { latencyBucket, statsBucket } from '../domain/latency';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const NODE = 'resource:default/node-1';
const REMOTE = 'resource:default/remote-1';

describe.each(databases.eachSupportedId())('the log on %p', id => {
  let portal: Portal;
  let campus: string;
  let cloud: string;
  const bookingId = randomUUID();

  const list = async (
    query: string,
    who: 'admin' | 'campusAdmin' | 'member' = 'admin',
  ) =>
    portal.done<{ items: Delivery[]; nextCursor?: string }>(
      who,
      'GET',
      `/deliveries?${query}`,
    );
  const found = async (query: string) =>
    (await list(query)).items.map(
      ({ endpointTitle, eventType }) => `${endpointTitle}: ${eventType}`,
    );

  beforeAll(async () => {
    portal = await startFurnished(databases, id);
    campus = (await portal.endpoint({ title: 'Campus doors' })).id;
    cloud = (
      await portal.endpoint({
        title: 'Cloud bills',
        url: 'https://bills.example.com/',
        scope: { kind: 'site', ref: CLOUD },
      })
    ).id;
    portal.receiver.answer = ({ url }) => (url.includes('bills') ? 503 : 200);
    await portal.publish({ aggregate: `booking:${bookingId}` });
    await portal.publish({ type: 'machine.stopped' });
    await portal.publish({ refs: { site: [CLOUD], resources: [REMOTE] } });
  });
  afterAll(() => portal.stop());

  it('is newest first, and narrowed by every filter', async () => {
    const started = 'Campus doors: machine.started';
    const stopped = 'Campus doors: machine.stopped';
    const bill = 'Cloud bills: machine.started';
    expect(await found('')).toEqual([bill, stopped, started]);
    expect(await found(`endpoint=${campus}`)).toEqual([stopped, started]);
    expect(await found(`entity=${NODE}`)).toEqual([stopped, started]);
    expect(await found('entity=Resource:Node-1')).toEqual([stopped, started]);
    expect(await found(`entity=${CLOUD}`)).toEqual([bill]);
    expect(await found('type=machine.stopped')).toEqual([stopped]);
    expect(
      await found('type=machine.stopped&type=machine.started'),
    ).toHaveLength(3);
    expect(await found('status=delivered')).toEqual([stopped, started]);
    expect(await found('status=pending')).toEqual([bill]);
    expect(await found('status=dead')).toEqual([]);
    expect(await found('status=pending&status=delivered')).toHaveLength(3);
    const [first] = (await list('')).items;
    expect(await found(`event=${first.eventId}`)).toEqual([bill]);
    expect(await found(`from=${first.createdAt}`)).toEqual([bill]);
    expect(await found(`to=${first.createdAt}`)).toEqual([stopped, started]);
  });

  it('is searched for words and ids', async () => {
    const started = 'Campus doors: machine.started';
    const stopped = 'Campus doors: machine.stopped';
    const bill = 'Cloud bills: machine.started';
    const [first] = (await list('')).items;
    expect(await found('q=DOORS')).toEqual([stopped, started]);
    expect(await found('q=doors+stopped')).toEqual([stopped]);
    expect(await found('q=remote')).toEqual([bill]);
    expect(await found('q=503')).toEqual([bill]);
    expect(await found('q=http_status')).toEqual([bill]);
    expect(await found(`q=${first.id.toUpperCase()}`)).toEqual([bill]);
    expect(await found(`q=${first.eventId}`)).toEqual([bill]);
    expect(await found(`q=${bookingId}`)).toEqual([started]);
    expect(await found('q=%25')).toEqual([]);
    expect(await found('q=d_ors')).toEqual([]);
    expect(await found('q=nothing')).toEqual([]);
  });

  it('finds what was made in a stretch of time, hours apart and side by side', async () => {
    const all = (await list('')).items;
    const hour = 3_600_000;
    const at = (index: number) => Date.now() - [0, 1, 1][index] * hour;
    const times = all.map((_, index) => at(index));
    for (const [index, { id: one }] of all.entries()) {
      await portal
        .knex('delivery')
        .where({ id: one })
        .update({ created_at: times[index] });
    }
    const iso = (ms: number) => new Date(ms).toISOString();
    const ids = async (query: string) =>
      (await list(query)).items.map(one => one.id);
    const expected = (from: number, to: number) =>
      all
        .filter((_, index) => times[index] >= from && times[index] < to)
        .map(one => one.id);
    for (const [from, to] of [
      [times[2] - 1, times[2] + 1],
      [times[2] - 1, times[2] + hour / 2],
      [times[1] - hour, times[0] + 1],
      [times[0], times[0] + 1],
      [times[0] - 1000, times[0]],
      [times[0] + 1, times[0] + hour],
    ]) {
      expect(await ids(`from=${iso(from)}&to=${iso(to)}`)).toEqual(
        expected(from, to),
      );
    }
    for (const { id: one, createdAt } of all) {
      await portal
        .knex('delivery')
        .where({ id: one })
        .update({ created_at: Date.parse(createdAt) });
    }
  });

  it('is paged without a gap', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(`limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.items).toHaveLength(1);
      seen.push(page.items[0].id);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual((await list('')).items.map(one => one.id));
    const bad = await portal.call('admin', 'GET', '/deliveries?cursor=bm8');
    expect([bad.status, bad.body.fields[0].field]).toEqual([
      400,
      'query.cursor',
    ]);
  });

  it('shows each what is theirs', async () => {
    expect((await list('', 'campusAdmin')).items).toHaveLength(2);
    expect((await list('q=bills', 'campusAdmin')).items).toEqual([]);
    expect((await list(`endpoint=${cloud}`, 'campusAdmin')).items).toEqual([]);
    expect((await list('', 'member')).items).toEqual([]);
  });

  it('shows every attempt as it was, and redelivers as the same delivery', async () => {
    const [bill] = (await list('status=pending')).items;
    expect(bill).toMatchObject({
      attempts: 1,
      lastStatus: 503,
      lastErrorClass: 'http_status',
      resourceRefs: [REMOTE],
      sending: false,
      actions: ['redeliver'],
    });
    expect(Date.parse(bill.nextAttemptAt!)).toBeGreaterThan(Date.now());
    portal.receiver.answer = () => 200;
    await portal.done('operations', 'POST', `/deliveries/${bill.id}/redeliver`);
    await portal.settle();
    const { items, nextCursor } = await portal.done<{
      items: Attempt[];
      nextCursor: string;
    }>('admin', 'GET', `/deliveries/${bill.id}/attempts?limit=1`);
    expect(items).toMatchObject([
      {
        number: 2,
        trigger: 'manual',
        actor: 'user:default/operations',
        outcome: 'delivered',
        durationMs: expect.any(Number),
        request: {
          headers: { 'webhook-id': bill.id, 'webhook-signature': '•••' },
          body: expect.stringContaining('machine.started'),
        },
        response: { status: 200, body: 'answered 200', truncated: false },
      },
    ]);
    const rest = await portal.done(
      'admin',
      'GET',
      `/deliveries/${bill.id}/attempts?cursor=${nextCursor}`,
    );
    expect(rest.items).toMatchObject([
      {
        number: 1,
        trigger: 'auto',
        outcome: 'failed',
        response: { status: 503 },
      },
    ]);
    expect(
      await portal.done('admin', 'GET', `/deliveries/${bill.id}`),
    ).toMatchObject({
      status: 'delivered',
      attempts: 2,
      about: [CLOUD, REMOTE].sort(),
    });
    const ids = portal.requests
      .filter(one => one.url.includes('bills'))
      .map(one => one.headers['webhook-id']);
    expect(ids).toEqual([bill.id, bill.id]);
  });

  it('replays by filter, and refuses a filter that says two things', async () => {
    const replay = (body: object) =>
      portal.call('admin', 'POST', `/endpoints/${campus}/replay`, { body });
    expect(
      (await replay({ status: 'delivered', eventType: 'machine.stopped' }))
        .body,
    ).toEqual({ queued: 1 });
    await portal.settle();
    const now = new Date().toISOString();
    for (const [body, field] of [
      [{ from: now }, 'body'],
      [{ since: now, status: 'dead' }, 'status'],
      [{ since: now, eventType: 'machine.stopped' }, 'eventType'],
      [{ deliveryIds: [randomUUID()], from: now }, 'from'],
      [{ odd: 1 }, 'odd'],
    ] as const) {
      const answer = await replay(body);
      expect([answer.status, answer.body.fields[0].field]).toEqual([
        400,
        field,
      ]);
    }
    expect((await replay({ deliveryIds: [randomUUID()] })).body).toEqual({
      queued: 0,
    });
    const other = await portal.call('admin', 'POST', '/deliveries/redeliver', {
      body: { eventType: 'machine.stopped' },
    });
    expect(other.status).toBe(400);
  });

  it('tells how endpoints answer, in numbers and as a series', async () => {
    const at = Date.now() - 3_600_000;
    await countAttempts(portal.knex, cloud, at, 10, { delivered: 90 });
    await countAttempts(portal.knex, cloud, at, 4_000, {
      delivered: 6,
      failed: 2,
    });
    await countAttempts(portal.knex, cloud, at - 30 * 24 * 3_600_000, 1, {
      failed: 1000,
    });
    const health = await portal.done(
      'admin',
      'GET',
      `/endpoints/${cloud}/health`,
    );
    expect(health).toMatchObject({
      hours: 24,
      deliveries: 100,
      delivered: 97,
      failed: 3,
    });
    expect(health.successRate).toBeCloseTo(97 / 100);
    expect(health.p50Ms).toBeLessThan(13);
    expect(health.p95Ms).toBeGreaterThan(3_999);
    expect(health.p95Ms).toBeLessThan(5_001);
    expect(health.series).toHaveLength(48);
    const sum = health.series.reduce(
      (all: number, one: any) => all + one.delivered + one.failed,
      0,
    );
    expect(sum).toBe(100);
    expect(health.lastSuccessAt).toBeDefined();
    const hour = await portal.done(
      'admin',
      'GET',
      `/endpoints/${cloud}/health?hours=1`,
    );
    expect(hour.deliveries).toBe(2);
    const { items } = await portal.done(
      'admin',
      'GET',
      '/endpoints?health=true&q=bills',
    );
    expect(items[0].health).toMatchObject({ deliveries: 100 });
    const month = await portal.done(
      'admin',
      'GET',
      `/endpoints/${cloud}/health?hours=719`,
    );
    expect(month.series.length).toBeLessThanOrEqual(48);
  });

  it('says at a glance what is not well, and since when', async () => {
    portal.receiver.answer = ({ url }) => (url.includes('bills') ? 500 : 200);
    const before = Date.now() - 1000;
    await portal.publish({ refs: { site: [CLOUD], resources: [REMOTE] } });
    const dashboard = await portal.done('admin', 'GET', '/dashboard');
    expect(dashboard).toMatchObject({
      healthy: false,
      endpoints: { active: 2, failing: 1, paused: 0, disabled: 0 },
      failing: [
        { endpointId: cloud, title: 'Cloud bills', lastError: 'HTTP 500' },
      ],
      createIn: { everywhere: true, siteRefs: [] },
    });
    expect(Date.parse(dashboard.since)).toBeGreaterThan(before);
    expect(dashboard.deliveries24h).toMatchObject({ pending: 1, dead: 0 });
    expect(dashboard.deliveries24h.failed).toBeGreaterThan(3);
    expect(await portal.done('campusAdmin', 'GET', '/dashboard')).toMatchObject(
      {
        healthy: true,
        endpoints: { active: 1, failing: 0 },
        createIn: { everywhere: false, siteRefs: [CAMPUS] },
      },
    );
    expect(await portal.done('auditor', 'GET', '/dashboard')).toMatchObject({
      healthy: false,
      createIn: { everywhere: false, siteRefs: [] },
    });
  });
});

async function countAttempts(
  knex: Knex,
  endpointId: string,
  at: number,
  latencyMs: number,
  counted: { delivered?: number; failed?: number },
): Promise<void> {
  await knex('attempt_stats').insert({
    endpoint_id: endpointId,
    bucket_at: statsBucket(at),
    latency_bucket: latencyBucket(latencyMs),
    delivered: counted.delivered ?? 0,
    failed: counted.failed ?? 0,
  });
}
