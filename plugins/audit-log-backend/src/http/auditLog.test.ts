import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { CAMPUS, CLOUD } from '../__testUtils__/chains';
import { type Principal } from '../__testUtils__/people';
import {
  bookingEvent,
  type Portal,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const columns: Principal[] = [
  'admin',
  'campusAdmin',
  'operations',
  'member',
  'auditor',
  'visitor',
  'gone',
  'plugin',
  'external',
  'account',
  'nobody',
];

//                   admn camp oper memb audi visi gone plug exte acco nobo
const SOME = '       200 200 200 200 200 403 403 200 403 200 401';
const ON_CAMPUS = '  200 200 404 404 200 404 404 200 404 200 401';
const ON_CLOUD = '   200 404 404 404 200 404 404 200 404 404 401';
const READERS = '    200 403 403 403 200 403 403 200 403 200 401';
const PLUGINS = '    403 403 403 403 403 403 403 202 403 403 401';

describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal({
      reservations: await databases.init(id),
      audit: await databases.init(id),
    });
    for (const name of ['campus', 'cloud']) {
      await portal.reserve('POST', '/sites', {
        name,
        title: name,
        timeZone: 'UTC',
        admins:
          name === 'campus'
            ? ['group:default/campus-team']
            : ['user:default/admin'],
      });
    }
  });
  afterAll(() => portal.stop());

  const list = async (query: string, who: Principal = 'auditor') =>
    (
      await portal.done<{ items: Entry[]; nextCursor?: string }>(
        who,
        'GET',
        `/entries${query}`,
      )
    ).items;

  it('shows what was announced: who, what, when, before and after', async () => {
    const [event] = await portal.announce({
      type: 'booking.changed',
      occurredAt: '2027-03-01T10:00:00.000Z',
      correlationId: 'series-1',
      aggregate: 'booking:6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
      data: {
        booking: { title: 'Longer', end: 2, status: 'confirmed' },
        before: { title: 'Short', end: 1 },
        reason: 'transferred',
      },
    });
    const entry = await portal.done('auditor', 'GET', `/entries/${event.id}`);
    expect(entry).toMatchObject({
      id: event.id,
      at: '2027-03-01T10:00:00.000Z',
      plugin: 'reservations',
      kind: 'event',
      action: 'booking.changed',
      outcome: 'succeeded',
      actor: 'user:default/member',
      subject: {
        kind: 'booking',
        id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
        title: 'Longer',
      },
      siteRefs: [CAMPUS],
      correlationId: 'series-1',
      changed: ['title', 'end'],
      before: { title: 'Short', end: 1 },
      after: { title: 'Longer', end: 2, status: 'confirmed' },
      data: { reason: 'transferred' },
    });
    for (const about of [
      'resource:default/node-1',
      'resource:default/CLUSTER',
      'resource:node-1',
      'group:default/members',
      CAMPUS,
      event.aggregate,
      '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    ]) {
      const query = `?from=2027-03-01T00:00:00Z&to=2027-03-02T00:00:00Z&subject=${encodeURIComponent(about)}`;
      expect((await list(query)).map(({ id: one }) => one)).toEqual([event.id]);
    }
  });

  it('filters before it pages, and pages stay while new entries come', async () => {
    const others = Array.from({ length: 30 }, (_, n) => ({
      occurredAt: `2027-04-01T10:00:${String(n).padStart(2, '0')}.000Z`,
      actor: n % 3 === 0 ? 'user:default/few' : 'user:default/many',
      type: n % 2 === 0 ? 'booking.created' : 'endpoint.created',
    }));
    const events = await portal.announce(...others);
    const few = events.filter(({ actor }) => actor === 'user:default/few');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query: string = `?actor=user:default/few&limit=3${cursor ? `&cursor=${cursor}` : ''}`;
      const page = await portal.done('auditor', 'GET', `/entries${query}`);
      seen.push(...page.items.map((entry: Entry) => entry.id));
      cursor = page.nextCursor;
      await portal.announce({
        actor: 'user:default/few',
        type: 'late.one',
        occurredAt: '2027-12-01T00:00:00.000Z',
      });
    } while (cursor);
    expect(seen).toEqual(few.map(event => event.id).reverse());
    const within = 'from=2027-04-01T00:00:00Z&to=2027-04-02T00:00:00Z';
    expect(await list(`?${within}&limit=100`)).toHaveLength(30);
    expect(await list(`?${within}&action=endpoint.*`)).toHaveLength(15);
    expect(
      await list(`?${within}&action=booking.*&action=nothing`),
    ).toHaveLength(15);
    expect(await list(`?${within}&plugin=webhooks`)).toEqual([]);
    expect(await list(`?${within}&kind=access`)).toEqual([]);
    expect(await list(`?${within}&outcome=denied&outcome=failed`)).toEqual([]);
    expect(await list(`?${within}&site=${CLOUD}`)).toEqual([]);
    expect(await list(`?${within}&site=${CAMPUS}&limit=100`)).toHaveLength(30);
    expect(await list(`?${within}&q=FEW%20endpoint`)).toHaveLength(5);
    expect(await list(`?${within}&q=%25`)).toEqual([]);
    expect(await list(`?q=${few[0].id}`)).toHaveLength(1);
    expect((await portal.done('auditor', 'GET', '/actions')).items).toEqual(
      expect.arrayContaining(['booking.created', 'endpoint.created']),
    );
  });

  it('is as visible as its sites, for everybody', async () => {
    const [campus, cloud, both, none] = await portal.announce(
      { refs: { site: CAMPUS } },
      { refs: { site: CLOUD } },
      { refs: { site: [CAMPUS, CLOUD] } },
      { refs: {} },
    );
    const table: [string, string, string, string, unknown?][] = [
      ['a list', 'GET', '/entries', SOME],
      ['names of actions', 'GET', '/actions', SOME],
      ['an export', 'GET', '/entries/export?to=2000-01-01T00:00:00Z', SOME],
      ['an entry', 'GET', `/entries/${campus.id}`, ON_CAMPUS],
      ['one elsewhere', 'GET', `/entries/${cloud.id}`, ON_CLOUD],
      ['one of two sites', 'GET', `/entries/${both.id}`, ON_CLOUD],
      ['one of no site', 'GET', `/entries/${none.id}`, ON_CLOUD],
      [
        'one that is not',
        'GET',
        `/entries/${randomUUID()}`,
        ON_CLOUD.replaceAll('200', '404'),
      ],
      ['a check', 'POST', '/verify', READERS],
      ['the review', 'GET', '/access-review', READERS],
      ['its changes', 'GET', '/access-review/changes', READERS],
      ['an event', 'POST', '/events', PLUGINS, { events: [bookingEvent()] }],
      ['an access', 'POST', '/accesses', PLUGINS, { entries: [anAccess()] }],
    ];
    for (const [what, method, path, expected, body] of table) {
      const statuses: number[] = [];
      for (const who of columns) {
        statuses.push((await portal.call(who, method, path, body)).status);
      }
      expect(`${what} ${statuses.join(' ')}`).toBe(
        `${what} ${expected.trim().split(/\s+/).join(' ')}`,
      );
    }
    const sees = async (who: Principal) =>
      (await list('?limit=500', who)).map(entry => entry.id);
    expect(await sees('campusAdmin')).toContain(campus.id);
    expect(await sees('campusAdmin')).not.toContain(both.id);
    expect(await sees('campusAdmin')).not.toContain(none.id);
    expect(await sees('account')).toContain(campus.id);
    expect(await sees('account')).not.toContain(cloud.id);
    expect(await sees('member')).toEqual([]);
    const file = await portal.call(
      'campusAdmin',
      'GET',
      '/entries/export?format=jsonl',
    );
    expect(file.text).toContain(campus.id);
    expect(file.text).not.toContain(cloud.id);
    expect(file.text).not.toContain(both.id);
  });

  it('refuses no event for its text or size, and never loses who did it', async () => {
    const id1 = randomUUID();
    const strange = JSON.stringify({
      events: [
        bookingEvent({
          id: id1,
          type: 'odd\0type\ud800',
          actor: '  ',
          aggregate: 'nothing',
          occurredAt: 'yesterday',
          refs: {
            [`k${'x'.repeat(5000)}`]: 'y'.repeat(10_000),
            site: 'not a ref / at all',
          },
          data: {
            text: 'z'.repeat(3_000_000),
            list: Array.from({ length: 5_000 }, (_, n) => n),
            nul: '\0\ud800',
          },
        }),
      ],
    }).replace(
      '"nul"',
      `"deep":${'['.repeat(5_000)}${']'.repeat(5_000)},"__proto__":{"polluted":true},"nul"`,
    );
    const answer = await portal.call('plugin', 'POST', '/events', strange);
    expect(answer.status).toBe(202);
    const entry = await portal.done('auditor', 'GET', `/entries/${id1}`);
    expect(entry.actor).toBe('system:unknown');
    expect(entry.action).toBe('odd\0type\ud800');
    expect(entry.cut).toEqual([expect.stringContaining('data')]);
    expect(entry.at).toBe(entry.recordedAt);
    expect(JSON.stringify(entry).length).toBeLessThan(200_000);
    expect(({} as any).polluted).toBeUndefined();
    expect((await portal.done('auditor', 'POST', '/verify')).valid).toBe(true);
    const again = await portal.call('plugin', 'POST', '/events', strange);
    expect(again.status).toBe(202);
    expect(await list(`?q=${id1}`)).toHaveLength(1);
  });

  it('records accesses in the name of the plugin that sent them', async () => {
    const access = anAccess({ data: { plugin: 'forged' } });
    await portal.done('plugin', 'POST', '/accesses', { entries: [access] });
    expect(
      await portal.done('auditor', 'GET', `/entries/${access.id}`),
    ).toMatchObject({
      plugin: 'reservations',
      kind: 'access',
      action: 'access.denied',
      outcome: 'denied',
      actor: 'user:default/visitor',
      request: { method: 'DELETE', path: '/api/reservations/sites/1' },
    });
    expect(
      await list('?outcome=denied&actor=user:default/visitor'),
    ).not.toHaveLength(0);
    const refused = await portal.call('plugin', 'POST', '/accesses', {
      entries: [{ ...anAccess(), outcome: 'perhaps' }],
    });
    expect(refused.status).toBe(400);
  });

  it('writes a file that opens nothing, and says who took it', async () => {
    await portal.announce({
      actor: '=cmd|calc',
      occurredAt: '2027-05-01T10:00:00.000Z',
      data: { booking: { title: '+1,"two"\nlines' } },
    });
    const filter = 'from=2027-05-01T00:00:00Z&to=2027-05-02T00:00:00Z';
    const csv = await portal.call(
      'auditor',
      'GET',
      `/entries/export?format=csv&${filter}`,
    );
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-log-.*\.csv"$/,
    );
    expect(csv.text).toContain(`,"'=cmd|calc",`);
    expect(csv.text).toContain(`,"'+1,""two""\nlines",`);
    const jsonl = await portal.call(
      'auditor',
      'GET',
      `/entries/export?format=jsonl&${filter}`,
    );
    const lines = jsonl.text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toHaveLength(1);
    expect(lines[0].after.title).toBe('+1,"two"\nlines');
    const [taken] = await list('?action=audit-log.exported&limit=1');
    expect(taken.actor).toBe('user:default/auditor');
    expect(
      await portal.done('auditor', 'GET', `/entries/${taken.id}`),
    ).toMatchObject({
      data: { format: 'jsonl', from: Date.parse('2027-05-01T00:00:00Z') },
    });
  });

  it('breaks off an export that fails on the way', async () => {
    await portal.announce(
      ...Array.from({ length: 700 }, () => ({ type: 'many.things' })),
    );
    await portal
      .knex('entry')
      .where({ action: 'many.things' })
      .orderBy('position')
      .limit(1)
      .first()
      .then(row =>
        portal
          .knex('entry')
          .where({ position: row.position })
          .update({ sealed: '{"broken' }),
      );
    await expect(
      portal.call(
        'auditor',
        'GET',
        '/entries/export?format=jsonl&action=many.things',
      ),
    ).rejects.toThrow();
    expect(
      (await portal.done('auditor', 'POST', '/verify')).firstBroken,
    ).toMatchObject({
      reason: 'edited',
    });
  });

  it('offers the same as actions', async () => {
    const listed = await portal.invoke('campusAdmin', 'list-audit-entries', {
      actions: ['booking.*'],
      limit: 2,
    });
    expect(listed.body.output.entries).toHaveLength(2);
    const refused = await portal.invoke('campusAdmin', 'verify-audit-log');
    expect(refused.status).toBe(403);
    const verified = await portal.invoke('auditor', 'verify-audit-log');
    expect(verified.body.output).toMatchObject({ valid: false });
    const named = await portal.invoke('auditor', 'list-audit-actions');
    expect(named.body.output.actions).toEqual(
      (await portal.done('auditor', 'GET', '/actions')).items,
    );
    const { entries } = listed.body.output;
    for (const who of columns) {
      for (const { id: one } of entries) {
        const routed = await portal.call(who, 'GET', `/entries/${one}`);
        const acted = await portal.invoke(who, 'get-audit-entry', {
          id: one.toUpperCase(),
        });
        expect([who, acted.status, acted.body.output?.entry]).toEqual([
          who,
          routed.status,
          routed.status === 200 ? routed.body : undefined,
        ]);
      }
    }
  });
});

function anAccess(more: object = {}) {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    action: 'access.denied',
    outcome: 'denied',
    actor: 'user:default/visitor',
    request: { method: 'DELETE', path: '/api/reservations/sites/1' },
    ...more,
  };
}
