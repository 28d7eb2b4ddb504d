import { TestDatabases } from '@backstage/backend-test-utils';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NO_ID = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';
const window = `from=${hours(0)}&to=${hours(48)}`;
const time = { start: hours(1), end: hours(2) };
const newest = { 'if-match': '*' };

describe.each(databases.eachSupportedId())('a private site on %p', id => {
  let portal: Portal;
  let world: Awaited<ReturnType<typeof furnish>>;
  let hidden: Booking;
  let mixed: Booking;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    world = await furnish(portal);
    await portal.resource({ name: 'bench', siteRef: 'resource:cloud' });
    hidden = await portal.book('insider', {
      resourceRefs: ['resource:vault-box'],
      title: 'Vault work',
      ...time,
    });
    mixed = await portal.book('insider', {
      resourceRefs: ['resource:vault-box', 'resource:bench'],
      title: 'Vault and bench',
      start: hours(5),
      end: hours(6),
    });
  });
  afterAll(() => portal.stop());

  it.each([
    'developer',
    'cloudAdmin',
    'researcher',
    'labLead',
    'visitor',
    'stranger',
    'campusPipeline',
  ] as const)('R2: is in no list that %s reads', async who => {
    for (const path of [
      '/sites',
      '/sites?archived=true&q=vault',
      '/resource-types',
      '/resource-types?q=vault',
      '/resource-types?site=resource:vault',
      '/resources',
      '/resources?archived=true',
      '/resources?q=vault',
      '/resources?ref=resource:vault-box',
      '/resources?site=resource:vault',
      '/resources?type=vault-type',
      '/bookings',
      '/bookings?order=desc',
      '/bookings?resource=resource:vault-box',
      '/bookings?resource=resource:bench',
      '/bookings?site=resource:vault',
      `/bookings?owner=${principals.insider}`,
      `/calendar?${window}`,
      `/calendar?${window}&site=resource:vault`,
      `/calendar?${window}&type=vault-type`,
      `/availability?${window}&minutes=60`,
      `/availability?${window}&resource=resource:vault-box`,
      `/availability?${window}&type=vault-type`,
    ]) {
      const answer = await portal.call(who, 'GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).not.toMatch(/vault/i);
      expect(answer.text).not.toContain(hidden.id);
      expect(answer.text).not.toContain(mixed.id);
    }
  });

  it('R2: is there for its members', async () => {
    for (const [who, path] of [
      ['insider', '/sites'],
      ['insider', '/resources?site=resource:vault'],
      ['vaultAdmin', '/bookings?site=resource:vault'],
      ['colleague', `/calendar?${window}`],
      ['operations', `/availability?${window}`],
      ['auditor', '/resource-types?site=resource:vault'],
    ] as const) {
      expect((await portal.call(who, 'GET', path)).text).toMatch(/vault/i);
    }
  });

  it('R2: answers about it as about what does not exist', async () => {
    const site = world.vault.id;
    const same: [Principal, string, string, string, Sent?, Sent?][] = [];
    const ids: [string, string][] = [
      ['/sites', site],
      ['/resource-types', world.vaultType.id],
      ['/resources', world.box.id],
      ['/bookings', hidden.id],
      ['/bookings', mixed.id],
    ];
    for (const [path, real] of ids) {
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        if (method !== 'DELETE' || path !== '/bookings') {
          same.push([
            'cloudAdmin',
            method,
            `${path}/${real}`,
            `${path}/${NO_ID}`,
            method === 'PATCH'
              ? { headers: newest, body: { title: 'Mine now' } }
              : {},
          ]);
        }
      }
    }
    for (const action of ['cancel', 'release']) {
      const path = (booking: string) => `/bookings/${booking}/${action}`;
      same.push(['cloudAdmin', 'POST', path(hidden.id), path(NO_ID)]);
    }
    const naming = (
      who: Principal,
      method: string,
      path: string,
      body: (ref: string) => object,
      real = 'resource:default/vault-box',
    ) =>
      same.push([
        who,
        method,
        path,
        path,
        { headers: newest, body: body(real) },
        { headers: newest, body: body('resource:default/nothing') },
      ]);
    const own = await portal.book('developer', {
      resourceRefs: ['resource:bench'],
      ...time,
    });
    const bench = await portal.done<{ items: { id: string }[] }>(
      'cloudAdmin',
      'GET',
      '/resources?ref=resource:bench',
    );
    for (const path of ['/bookings', '/bookings/preview']) {
      const title = path === '/bookings' ? { title: 'Run' } : {};
      naming('developer', 'POST', path, ref => ({
        resourceRefs: ['resource:bench', ref],
        ...title,
        ...time,
      }));
      naming('developer', 'POST', path, ref => ({
        resourceRefs: ['resource:bench'],
        units: { [ref]: 1 },
        ...title,
        ...time,
      }));
    }
    naming('developer', 'PATCH', `/bookings/${own.id}`, ref => ({
      resourceRefs: [ref],
    }));
    naming(
      'cloudAdmin',
      'PATCH',
      `/resources/${bench.items[0].id}`,
      parentRef => ({ parentRef }),
    );
    const add = { name: 'added', siteRef: 'resource:cloud', type: 'plain' };
    naming('cloudAdmin', 'POST', '/resources', parentRef => ({
      ...add,
      parentRef,
    }));
    naming(
      'cloudAdmin',
      'POST',
      '/resources',
      siteRef => ({ ...add, siteRef }),
      'resource:default/vault',
    );
    naming(
      'cloudAdmin',
      'POST',
      '/resource-types',
      siteRef => ({ name: 'x', title: 'X', colour: '#123456', siteRef }),
      'resource:default/vault',
    );
    same.push([
      'cloudAdmin',
      'POST',
      '/resources',
      '/resources',
      { body: { ...add, type: 'vault-type' } },
      { body: { ...add, type: 'nothing' } },
    ]);
    const preview = (replaces: string) => ({
      body: { resourceRefs: ['resource:bench'], ...time, replaces },
    });
    same.push([
      'developer',
      'POST',
      '/bookings/preview',
      '/bookings/preview',
      preview(hidden.id),
      preview(NO_ID),
    ]);
    for (const query of ['/resources', '/resource-types']) {
      const path = (name: string) => `${query}?site=resource:${name}`;
      same.push(['developer', 'GET', path('vault'), path('nothing')]);
    }

    const before = await portal.rowCounts();
    const names = [
      ...ids.flat(),
      NO_ID,
      'resource:default/vault-box',
      'resource:default/vault',
      'resource:default/nothing',
      'resource:vault',
      'resource:nothing',
    ];
    const mask = (text: string) =>
      names.reduce((masked, name) => masked.replaceAll(name, '…'), text);
    for (const [who, method, real, absent, sent, alike = sent] of same) {
      const one = await portal.call(who, method, real, sent);
      const other = await portal.call(who, method, absent, alike);
      expect([real, one.status, mask(one.text)]).toEqual([
        real,
        other.status,
        mask(other.text),
      ]);
      const isList = method === 'GET' && !/[0-9a-f-]{36}/.test(real);
      expect(one.status >= 400).toBe(!isList);
    }
    expect(await portal.rowCounts()).toEqual(before);
  });

  it('R2: a conflict with a hidden booking says when, not what', async () => {
    const refused = await portal.call('developer', 'POST', '/bookings', {
      body: {
        resourceRefs: ['resource:bench'],
        title: 'Run',
        start: hours(5),
        end: hours(6),
      },
    });
    expect(refused.status).toBe(409);
    expect(refused.body.conflicts).toEqual([
      {
        resourceRef: 'resource:default/bench',
        start: hours(5),
        end: hours(6),
        kind: 'booking',
      },
    ]);
    expect(refused.text).not.toMatch(/vault|insider/i);
    const busy = await portal.call(
      'developer',
      'GET',
      `/availability?${window}&resource=resource:bench`,
    );
    expect(busy.body.items[0].busy).toContainEqual({
      start: hours(5),
      end: hours(6),
      units: 1,
    });
    expect(busy.text).not.toMatch(/vault|insider/i);
  });

  it('shows a participant the booking they take part in, and no more', async () => {
    const shared = await portal.book('insider', {
      resourceRefs: ['resource:vault-box'],
      participants: [principals.developer],
      start: hours(8),
      end: hours(9),
    });
    const read = await portal.call(
      'developer',
      'GET',
      `/bookings/${shared.id}`,
    );
    expect(read.status).toBe(200);
    expect(read.body.actions).toEqual(['leave']);
    const listed = await portal.call('developer', 'GET', '/bookings');
    expect(listed.text).toContain(shared.id);
    expect(listed.text).not.toContain(hidden.id);
    const cancel = await portal.call(
      'developer',
      'POST',
      `/bookings/${shared.id}/cancel`,
    );
    expect(cancel.status).toBe(403);
    await portal.done('insider', 'POST', `/bookings/${shared.id}/cancel`);
  });

  it('opens and closes with the site’s members, at once', async () => {
    const site = await portal.site({ name: 'club' });
    await portal.resource({ name: 'table', siteRef: 'resource:club' });
    const booking = await portal.book('developer', {
      resourceRefs: ['resource:table'],
      ...time,
    });
    const set = (body: object) =>
      portal.done('admin', 'PATCH', `/sites/${site.id}`, {
        headers: newest,
        body,
      });
    const path = `/bookings/${booking.id}`;
    const sees = async () =>
      (await portal.call('developer', 'GET', `/sites/${site.id}`)).status;
    await set({ visibility: 'members' });
    expect(await sees()).toBe(404);
    // What is theirs stays theirs to see and to cancel, not to change.
    expect((await portal.call('developer', 'GET', path)).status).toBe(200);
    const move = await portal.call('developer', 'PATCH', path, {
      headers: newest,
      body: { end: hours(3) },
    });
    expect(move.status).toBe(403);
    expect((await portal.call('researcher', 'GET', path)).status).toBe(404);
    await set({ members: ['group:default/members'] });
    expect(await sees()).toBe(200);
    expect((await portal.call('researcher', 'GET', path)).status).toBe(200);
    await set({ members: ['group:default/lab'] });
    expect(await sees()).toBe(404);
    await portal.done('developer', 'POST', `${path}/cancel`);
  });

  it.each<[string, string, object, string]>([
    ['owner', '/bookings', { owner: principals.admin }, 'owner'],
    ['bookedBy', '/bookings', { bookedBy: principals.admin }, 'bookedBy'],
    ['status', '/bookings', { status: 'active' }, 'status'],
    ['version', '/bookings', { version: 9 }, 'version'],
    ['setupMinutes', '/bookings', { setupMinutes: 0 }, 'setupMinutes'],
    ['actions', '/bookings', { actions: ['cancel'] }, 'actions'],
    ['notices', '/bookings', { notices: [] }, 'notices'],
    ['replaces', '/bookings', { replaces: NO_ID }, 'replaces'],
    ['managedBy', '/resources', { managedBy: 'catalog' }, 'managedBy'],
    ['archived', '/resources', { archived: true }, 'archived'],
    ['entityRef', '/resources', { entityRef: 'resource:x' }, 'entityRef'],
    ['siteId', '/resources', { siteId: NO_ID }, 'siteId'],
    ['createdAt', '/sites', { createdAt: hours(0) }, 'createdAt'],
  ])('takes no %s from a body', async (_, path, more, field) => {
    const bodies: Record<string, object> = {
      '/bookings': {
        resourceRefs: ['resource:bench'],
        title: 'Run',
        start: hours(20),
        end: hours(21),
      },
      '/resources': { name: 'x', siteRef: 'resource:campus', type: 'plain' },
      '/sites': { name: 'x', title: 'X', timeZone: 'UTC' },
    };
    const answer = await portal.call('admin', 'POST', path, {
      body: { ...bodies[path], ...more },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.fields).toMatchObject([{ field }]);
  });

  it('lets nobody reach from their own site into another', async () => {
    const call = async (
      who: Principal,
      method: string,
      path: string,
      body?: object,
    ) => {
      const answer = await portal.call(who, method, path, {
        headers: newest,
        body,
      });
      return answer.status;
    };
    const loom = await portal.resource({ name: 'loom' }, 'campusAdmin');
    const campusType = await portal.type(
      { name: 'campus-type', siteRef: 'resource:campus' },
      'campusAdmin',
    );
    const resource = { name: 'x', siteRef: 'resource:cloud', type: 'plain' };
    expect(await call('campusAdmin', 'POST', '/resources', resource)).toBe(403);
    // A type and a parent stay within their site.
    for (const more of [
      { type: campusType.name },
      { parentRef: loom.entityRef },
    ]) {
      expect(
        await call('cloudAdmin', 'POST', '/resources', {
          ...resource,
          ...more,
        }),
      ).toBe(400);
    }
    const path = `/resources/${loom.id}`;
    for (const [change, status] of [
      [{ siteRef: 'resource:cloud' }, 400],
      [{ parentRef: 'resource:bench' }, 400],
      [{ type: 'vault-type' }, 400],
    ] as const) {
      expect(await call('campusAdmin', 'PATCH', path, change)).toBe(status);
    }
    expect(await call('cloudAdmin', 'PATCH', path, { title: 'X' })).toBe(403);
    const global = world.plain.id;
    expect(
      await call('campusAdmin', 'PATCH', `/resource-types/${global}`, {
        title: 'X',
      }),
    ).toBe(403);
    expect(
      await call('campusAdmin', 'POST', '/resource-types', {
        name: 'global',
        title: 'Global',
        colour: '#123456',
      }),
    ).toBe(403);

    const both = {
      resourceRefs: ['resource:loom', 'resource:bench'],
      title: 'Run',
      start: hours(10),
      end: hours(11),
    };
    expect(
      await call('campusAdmin', 'POST', '/bookings', {
        ...both,
        onBehalfOf: 'user:developer',
      }),
    ).toBe(403);
    const { id: booking } = await portal.book('developer', both);
    // Of two sites' booking neither site's admin disposes alone.
    for (const who of ['campusAdmin', 'cloudAdmin'] as const) {
      const at = `/bookings/${booking}`;
      expect(await call(who, 'PATCH', at, { title: 'X' })).toBe(403);
      expect(await call(who, 'POST', `${at}/cancel`)).toBe(403);
    }
    expect(
      await call('operations', 'POST', `/bookings/${booking}/cancel`),
    ).toBe(200);
  });

  it('records owner and booker of a booking for somebody else', async () => {
    const booking = await portal.book('vaultAdmin', {
      resourceRefs: ['resource:vault-box'],
      onBehalfOf: 'User:Insider',
      start: hours(30),
      end: hours(31),
    });
    expect(booking).toMatchObject({
      owner: principals.insider,
      bookedBy: principals.vaultAdmin,
    });
    const mine = await portal.call('insider', 'GET', '/bookings?owner=me');
    expect(mine.text).toContain(booking.id);
    const theirs = await portal.call('vaultAdmin', 'GET', '/bookings?owner=me');
    expect(theirs.text).not.toContain(booking.id);
    const cancelled = await portal.call(
      'insider',
      'POST',
      `/bookings/${booking.id}/cancel`,
    );
    expect(cancelled.status).toBe(200);
  });
});
