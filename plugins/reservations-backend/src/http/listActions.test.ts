import { TestDatabases } from '@backstage/backend-test-utils';
import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];
const CAMPUS = 'resource:default/campus';

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('list actions on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
  });
  afterAll(() => portal.stop());

  const name = () => {
    count += 1;
    return `campus-thing-${count}`;
  };
  const invoke = (who: Principal, action: string, input: object = {}) =>
    portal.invoke(who, action, input);

  const lists: [action: string, key: string, path: string][] = [
    ['list-sites', 'sites', '/sites'],
    ['list-resource-types', 'types', '/resource-types'],
    ['list-resources', 'resources', '/resources'],
    ['list-access-grants', 'grants', '/access-grants'],
    ['list-my-access-grants', 'grants', '/me/access-grants'],
    ['list-certification-holdings', 'holdings', '/certification-holdings'],
    ['list-my-certifications', 'holdings', '/me/certifications'],
    ['list-maintenance', 'windows', '/maintenance-windows'],
    ['list-problems', 'problems', '/problems'],
    ['list-waitlist', 'entries', '/waitlist'],
    ['list-ssh-keys', 'keys', '/me/ssh-keys'],
    ['list-my-team', 'members', '/me/team'],
  ];

  it.each(lists)('%s has what the route shows', async (action, key, path) => {
    await portal.grant({});
    const { id: bench } = await portal.resource({ name: name() });
    await portal.done('admin', 'POST', `/resources/${bench}/problems`, {
      body: { title: 'It hums' },
    });
    const own = /^\/me\/(ssh-keys|team)/.test(path);
    for (const who of everyone) {
      const routed = await portal.call(
        who,
        'GET',
        own ? path : `${path}?limit=500`,
      );
      const acted = await invoke(who, action, own ? {} : { limit: 500 });
      expect([who, acted.status]).toEqual([who, routed.status]);
      const idsOf = (items?: { id?: string }[]) =>
        items?.map(item => item.id ?? item);
      expect([who, idsOf(acted.body.output?.[key])]).toEqual([
        who,
        idsOf(routed.body.items),
      ]);
    }
  });

  it('narrow lists, and page them', async () => {
    const titled = async () =>
      portal.resource({ name: name(), title: 'Spectrometer' });
    const [one, two] = [await titled(), await titled()];
    const first = await invoke('researcher', 'list-resources', {
      q: 'spectrometer',
      site: CAMPUS,
      type: 'plain',
      status: 'active',
      limit: 1,
    });
    const { resources, nextCursor } = first.body.output;
    const second = await invoke('researcher', 'list-resources', {
      q: 'spectrometer',
      site: CAMPUS,
      type: 'plain',
      status: 'active',
      limit: 1,
      cursor: nextCursor,
    });
    const found = [...resources, ...second.body.output.resources];
    expect(found.map((item: Resource) => item.id).sort()).toEqual(
      [one.id, two.id].sort(),
    );
    expect(second.body.output.nextCursor).toBeUndefined();
    const named = await invoke('researcher', 'list-resources', {
      resourceRefs: [one.entityRef],
    });
    expect(named.body.output.resources).toEqual([
      await portal.done('researcher', 'GET', `/resources/${one.id}`),
    ]);
  });

  it.each<[string, string, object]>([
    ['site', 'list-resources', { site: '../x' }],
    ['type', 'list-resources', { type: 'a b' }],
    ['q', 'list-sites', { q: 'a\0' }],
    ['q', 'list-projects', { q: 'a\0' }],
    ['siteRef', 'list-certifications', { siteRef: 'a\0' }],
    ['from', 'list-maintenance', { from: 'tomorrow' }],
    ['to', 'get-availability', { from: hours(2), to: hours(1) }],
    ['minutes', 'get-availability', { from: '', to: '', minutes: 0 }],
    ['owner', 'list-waitlist', { owner: 'somebody\0' }],
    ['site', 'export-inventory', { site: 'a b c' }],
    ['until', 'update-access-grant', { until: 'tomorrow' }],
    ['resourceRef', 'preview-maintenance', { until: hours(1) }],
    ['code', 'get-project-usage', { code: 'a\0' }],
  ])('refuse a bad %s for %s', async (field, action, input) => {
    const known =
      action === 'update-access-grant'
        ? { id: (await portal.grant({})).id, version: 1 }
        : {};
    const answer = await invoke('admin', action, { ...known, ...input });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.error)).toContain(field);
  });

  it('list bookings by where they are, and by what they are to the caller', async () => {
    const { entityRef } = await portal.resource({
      name: name(),
      policies: { approval: { required: true } },
    });
    const asked = await portal.book('researcher', {
      resourceRefs: [entityRef],
      start: hours(1),
      end: hours(2),
      participants: [principals.developer],
    });
    for (const [who, input, query] of [
      ['campusAdmin', { awaiting: 'me' }, 'awaiting=me'],
      ['developer', { participant: 'me' }, 'participant=me'],
      ['developer', { siteRefs: [CAMPUS] }, `site=${CAMPUS}`],
      ['developer', { types: ['plain'] }, 'type=plain'],
    ] as const) {
      const routed = await portal.call(who, 'GET', `/bookings?${query}`);
      const acted = await invoke(who, 'list-bookings', input);
      const idsOf = (items: { id: string }[]) => items.map(item => item.id);
      expect(idsOf(acted.body.output.bookings)).toEqual(
        idsOf(routed.body.items),
      );
      expect(idsOf(routed.body.items)).toContain(asked.id);
    }
  });

  it('look at what is free, and write down what there is', async () => {
    const { entityRef } = await portal.resource({ name: name() });
    const asked = { from: hours(1), to: hours(5), resourceRefs: [entityRef] };
    const free = await invoke('researcher', 'get-availability', {
      ...asked,
      minutes: 30,
    });
    expect(free.body.output.resources).toMatchObject([
      { resourceRef: entityRef, busy: [], next: { resourceRef: entityRef } },
    ]);
    for (const who of everyone) {
      const routed = await portal.call(who, 'GET', '/inventory/export');
      const acted = await invoke(who, 'export-inventory');
      expect([who, acted.status, acted.body.output?.file]).toEqual([
        who,
        routed.status,
        routed.status === 200 ? routed.body : undefined,
      ]);
    }
  });

  it('let an access grant end later, and not one that changed', async () => {
    const grant = await portal.grant({});
    const input = { id: grant.id, version: grant.version };
    for (const who of everyone) {
      const { id: other } = await portal.grant({});
      const until = hours(50);
      const routed = await portal.call(
        who,
        'PATCH',
        `/access-grants/${other}`,
        { headers: { 'if-match': '*' }, body: { until } },
      );
      const acted = await invoke(who, 'update-access-grant', {
        id: (await portal.grant({})).id,
        version: 1,
        until,
      });
      expect([who, acted.status]).toEqual([who, routed.status]);
    }
    const later = await invoke('campusAdmin', 'update-access-grant', {
      ...input,
      until: hours(60),
    });
    expect(later.body.output.grant).toMatchObject({ until: hours(60) });
    const stale = await invoke('campusAdmin', 'update-access-grant', {
      ...input,
      until: hours(70),
    });
    expect(stale.status).toBe(412);
  });

  it('say which bookings maintenance would hit', async () => {
    const { entityRef } = await portal.resource({ name: name() });
    const booking = await portal.book('researcher', {
      resourceRefs: [entityRef],
      start: hours(1),
      end: hours(2),
    });
    const asked = { resourceRef: entityRef, until: hours(3) };
    const told = await invoke('campusAdmin', 'preview-maintenance', asked);
    expect(JSON.stringify(told.body.output.affected)).toContain(booking.id);
    const refused = await invoke('researcher', 'preview-maintenance', asked);
    expect(refused.status).toBe(403);
  });
});
