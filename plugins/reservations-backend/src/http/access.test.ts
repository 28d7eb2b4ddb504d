import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  AccessGrant,
  Booking,
} from '@callboard/backstage-plugin-reservations-common';
import {
  eventually,
  furnish,
  hours,
  minutes,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const inSeconds = (count: number) =>
  new Date(Date.now() + count * 1000).toISOString();
const window = `from=${minutes(-60)}&to=${hours(48)}`;
const VAULT = 'resource:default/vault';

describe.each(databases.eachSupportedId())('access grants on %p', id => {
  let portal: Portal;
  let ids: { vault: string; vaultType: string; rack: string; box: string };
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    const { vault, vaultType, box } = await furnish(portal);
    const inVault = { siteRef: VAULT, type: 'vault-type' };
    const rack = await portal.resource({ name: 'rack', ...inVault });
    const parentRef = rack.entityRef;
    await portal.resource({ name: 'node', parentRef, ...inVault });
    await portal.type({ name: 'unused', siteRef: VAULT });
    ids = {
      vault: vault.id,
      vaultType: vaultType.id,
      rack: rack.id,
      box: box.id,
    };
  });
  afterAll(() => portal.stop());
  afterEach(async () => {
    const { items } = await portal.done<{ items: AccessGrant[] }>(
      'admin',
      'GET',
      '/access-grants?status=active&status=upcoming&limit=500',
    );
    for (const grant of items) {
      await portal.done('admin', 'POST', `/access-grants/${grant.id}/revoke`);
    }
  });

  /** A free hour of its own each time, from tomorrow on. */
  const run = (ref = 'resource:default/node') => {
    count += 1;
    return {
      title: 'A run',
      resourceRefs: [ref],
      start: hours(24 + count),
      end: hours(25 + count),
    };
  };
  const far = { siteRef: VAULT, until: hours(24 * 30) };
  const namesOf = async (path: string, who: Principal = 'guest') => {
    const { items } = await portal.done<{ items: { name: string }[] }>(
      who,
      'GET',
      path,
    );
    return items.map(({ name }) => name).sort();
  };
  const events = async (type: string): Promise<any[]> => {
    const rows = await portal.knex('outbox_event').where({ type });
    return rows.map(({ data }) =>
      typeof data === 'string' ? JSON.parse(data) : data,
    );
  };

  it('open one resource with its parts, its types and its site, and nothing else', async () => {
    expect(await namesOf('/sites')).not.toContain('vault');
    await portal.grant({ ...far, resourceRef: 'resource:default/rack' });

    expect(await namesOf(`/resources?site=${VAULT}`)).toEqual(['node', 'rack']);
    expect(await namesOf(`/resource-types?site=${VAULT}`)).toEqual([
      'vault-type',
    ]);
    const site = await portal.done<any>('guest', 'GET', `/sites/${ids.vault}`);
    expect(site).toMatchObject({
      title: 'vault',
      admins: [],
      members: [],
      actions: [],
    });
    const box = await portal.call('guest', 'GET', `/resources/${ids.box}`);
    expect(box.status).toBe(404);
    expect(await namesOf('/sites', 'stranger')).not.toContain('vault');
  });

  it('show when something is taken, and not by whom', async () => {
    await portal.grant({ ...far, resourceRef: 'resource:default/rack' });
    const theirs = await portal.book('insider', {
      ...run(),
      title: 'Secret experiment',
    });
    const mine = await portal.book('guest', run());
    const calendar = await portal.call(
      'guest',
      'GET',
      `/calendar?from=${hours(20)}&to=${hours(24 * 4)}`,
    );
    expect(calendar.body.items.map((one: Booking) => one.id)).toEqual([
      mine.id,
    ]);
    expect(calendar.body.taken).toContainEqual({
      resourceRef: 'resource:default/node',
      start: theirs.start,
      end: theirs.end,
      units: 1,
    });
    const taken = await portal.call('guest', 'POST', '/bookings', {
      body: { ...run(), start: theirs.start, end: theirs.end },
    });
    expect(taken.status).toBe(409);
    expect(taken.body.conflicts).toHaveLength(1);
    for (const answer of [calendar, taken]) {
      expect(answer.text).not.toMatch(/insider|Secret/);
    }
    const member = await portal.call(
      'colleague',
      'GET',
      `/calendar?from=${hours(20)}&to=${hours(24 * 4)}`,
    );
    expect(member.body.taken).toEqual([]);
  });

  it('end by themselves, on every path, and are announced once', async () => {
    const until = inSeconds(3);
    const before = (await events('grant.ended')).length;
    await portal.grant({ siteRef: VAULT, until });
    const paths = [
      `/sites/${ids.vault}`,
      `/resources/${ids.rack}`,
      `/resource-types/${ids.vaultType}`,
    ];
    const lists = [
      '/sites',
      '/resources',
      '/resources?q=rack',
      '/resource-types',
      `/availability?${window}`,
      `/calendar?${window}`,
    ];
    for (const path of paths) {
      expect((await portal.call('guest', 'GET', path)).status).toBe(200);
    }
    const seen = await portal.call('guest', 'GET', '/resources');
    expect(seen.text).toContain('vault');

    await new Promise(wake =>
      setTimeout(wake, Date.parse(until) - Date.now() + 50),
    );
    for (const path of paths) {
      const answer = await portal.call('guest', 'GET', path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    for (const path of lists) {
      const answer = await portal.call('guest', 'GET', path);
      expect([path, /vault|rack/.test(answer.text)]).toEqual([path, false]);
    }
    for (const path of ['/bookings', '/bookings/preview']) {
      const answer = await portal.call('guest', 'POST', path, { body: run() });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const mine = await portal.done<{ items: AccessGrant[] }>(
      'guest',
      'GET',
      '/me/access-grants?status=ended',
    );
    expect(mine.items.map(({ status }) => status)).toContain('ended');
    await eventually(
      async () => (await events('grant.ended')).length,
      length => length === before + 1,
    );
    await new Promise(wake => setTimeout(wake, 1_500));
    expect(await events('grant.ended')).toHaveLength(before + 1);
  });

  it('have not begun before their time', async () => {
    await portal.grant({ ...far, from: hours(1) });
    const site = await portal.call('guest', 'GET', `/sites/${ids.vault}`);
    expect(site.status).toBe(404);
    const { items } = await portal.done<{ items: AccessGrant[] }>(
      'guest',
      'GET',
      '/me/access-grants?status=upcoming',
    );
    expect(items).toMatchObject([{ siteTitle: 'vault', actions: [] }]);
  });

  it('limit a booking, its preview, its moves, and what is suggested', async () => {
    const until = hours(20);
    await portal.grant({ siteRef: VAULT, until });
    const denied = [
      {
        policy: 'access-grant',
        result: 'deny',
        code: 'access_ends',
        passes: `An end until ${until}`,
        resourceRef: 'resource:default/node',
      },
    ];
    const long = { ...run(), start: hours(19), end: hours(21) };
    const booked = await portal.call('guest', 'POST', '/bookings', {
      body: long,
    });
    expect(booked.status).toBe(403);
    const refused = booked.body.verdicts.filter(
      (one: any) => one.result === 'deny',
    );
    expect(refused).toMatchObject(denied);
    expect(refused[0].message).toMatch(/^Your access to node ends on /);
    const { title: _, ...asked } = long;
    const preview = await portal.call('guest', 'POST', '/bookings/preview', {
      body: asked,
    });
    expect(
      preview.body.verdicts.filter((one: any) => one.result === 'deny'),
    ).toMatchObject(denied);
    for (const { end } of preview.body.suggestions) {
      expect(end <= until).toBe(true);
    }
    expect(preview.body.suggestions).not.toHaveLength(0);

    const mine = await portal.book('guest', { ...long, end: until });
    const moved = await portal.call('guest', 'PATCH', `/bookings/${mine.id}`, {
      headers: { 'if-match': '*' },
      body: { end: hours(21) },
    });
    expect(moved.status).toBe(403);
    expect(
      moved.body.verdicts.filter((one: any) => one.result === 'deny'),
    ).toMatchObject(denied);
    // Whose it is is limited, whoever moves it.
    const byAdmin = await portal.call(
      'vaultAdmin',
      'PATCH',
      `/bookings/${mine.id}`,
      { headers: { 'if-match': '*' }, body: { end: hours(21) } },
    );
    expect(byAdmin.status).toBe(403);
    expect(byAdmin.body.error.message).toContain('user:default/guest’s access');
    const shorter = await portal.call(
      'guest',
      'PATCH',
      `/bookings/${mine.id}`,
      { headers: { 'if-match': '*' }, body: { start: hours(19.5) } },
    );
    expect(shorter.status).toBe(200);
    const slot = await portal.call(
      'guest',
      'GET',
      `/availability?from=${hours(19)}&to=${hours(30)}&minutes=120&resource=resource:default/vault-box`,
    );
    expect(slot.body.items).toHaveLength(1);
    expect(slot.body.items[0].next).toBeUndefined();
  });

  it('limit nobody who has more, and join where they touch', async () => {
    await portal.grant({
      subjectRef: 'user:default/colleague',
      siteRef: VAULT,
      until: hours(2),
    });
    await portal.book('colleague', run());
    await portal.grant({ siteRef: VAULT, until: hours(24 * 10) });
    await portal.grant({
      siteRef: VAULT,
      from: hours(24 * 10),
      until: hours(24 * 12),
    });
    const across = {
      ...run(),
      start: hours(24 * 10 - 1),
      end: hours(24 * 10 + 1),
    };
    expect((await portal.book('guest', across)).owner).toBe(
      'user:default/guest',
    );
  });

  it('say which bookings a shorter or revoked one leaves without access', async () => {
    const grant = await portal.grant(far);
    const early = await portal.book('guest', {
      ...run(),
      start: hours(3),
      end: hours(4),
    });
    const late = await portal.book('guest', run());
    await portal.book('insider', run());
    const path = `/access-grants/${grant.id}`;
    const stale = await portal.call('vaultAdmin', 'PATCH', path, {
      headers: { 'if-match': '"7"' },
      body: { until: hours(5) },
    });
    expect(stale.status).toBe(412);
    const shorter = await portal.call<AccessGrant>(
      'vaultAdmin',
      'PATCH',
      path,
      { headers: { 'if-match': '"1"' }, body: { until: hours(5) } },
    );
    expect(shorter.body).toMatchObject({ version: 2, until: hours(5) });
    expect(shorter.body.affectedBookings).toContain(late.id);
    expect(shorter.body.affectedBookings).not.toContain(early.id);
    const revoked = await portal.call<AccessGrant>(
      'vaultAdmin',
      'POST',
      `${path}/revoke`,
    );
    expect(revoked.body.status).toBe('revoked');
    expect(revoked.body.affectedBookings).toEqual(
      expect.arrayContaining([early.id, late.id]),
    );
    const gone = await portal.call('guest', 'GET', `/sites/${ids.vault}`);
    expect(gone.status).toBe(404);
    const kept = await portal.call('guest', 'GET', `/bookings/${late.id}`);
    expect(kept.status).toBe(200);
    const moved = await portal.call('guest', 'PATCH', `/bookings/${late.id}`, {
      headers: { 'if-match': '*' },
      body: { end: hours(30) },
    });
    expect(moved.status).toBe(403);
    const again = await portal.call('vaultAdmin', 'POST', `${path}/revoke`);
    expect(again.status).toBe(409);
  });

  it('are for groups too, and for nobody whom the catalog does not know', async () => {
    await portal.grant({ ...far, subjectRef: 'group:default/visitors' });
    const visitor = await portal.call('visitor', 'GET', `/sites/${ids.vault}`);
    expect(visitor.status).toBe(200);
    const guest = await portal.call('guest', 'GET', `/sites/${ids.vault}`);
    expect(guest.status).toBe(404);

    for (const [field, body] of [
      ['subjectRef', { subjectRef: 'user:default/nobody-known' }],
      ['subjectRef', { subjectRef: 'resource:default/rack' }],
      ['resourceRef', { resourceRef: 'resource:default/nowhere' }],
      ['until', { until: minutes(-1) }],
      ['until', { from: hours(3), until: hours(2) }],
      ['from', { from: minutes(-30) }],
    ] as const) {
      const answer = await portal.call('admin', 'POST', '/access-grants', {
        body: Object.assign({ subjectRef: principals.guest }, far, body),
      });
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.body.fields[0].field).toBe(field);
    }
  });

  it('cannot be given by who looks after another site', async () => {
    const elsewhere = await portal.resource({ name: `other-${count}` });
    for (const [who, body, status] of [
      ['cloudAdmin', far, 404],
      ['cloudAdmin', { ...far, siteRef: 'resource:default/campus' }, 403],
      ['guest', far, 403],
      ['vaultAdmin', { ...far, resourceRef: elsewhere.entityRef }, 400],
      ['vaultAdmin', { ...far, grantedBy: 'user:default/admin' }, 400],
      ['vaultAdmin', { ...far, role: 'admin' }, 400],
    ] as const) {
      const answer = await portal.call(who, 'POST', '/access-grants', {
        body: { subjectRef: 'user:default/guest', ...body },
      });
      expect([who, body, answer.status]).toEqual([who, body, status]);
    }
  });
});
