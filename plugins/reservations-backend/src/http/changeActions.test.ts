import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Series,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  principals,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';
import { aReport } from '../__testUtils__/reports';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const everyone = Object.keys(principals) as Principal[];
const VAULT_BOX = 'resource:default/vault-box';
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

jest.setTimeout(120_000);

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;
  let count = 0;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({ name: 'bench' });
  });
  afterAll(() => portal.stop());

  /** A free hour of its own each time. */
  const run = (ref = VAULT_BOX) => {
    count += 1;
    return {
      resourceRefs: [ref],
      start: hours(count * 2),
      end: hours(count * 2 + 1),
    };
  };
  const booked = (more: object = {}) =>
    portal.book('insider', { ...run(), ...more });
  const daily = { recurrence: { rule: 'FREQ=DAILY;COUNT=3' } };
  /** Of something of its own. */
  const series = async () => {
    count += 1;
    const { entityRef } = await portal.resource({
      name: `vault-thing-${count}`,
      siteRef: 'resource:default/vault',
      type: 'vault-type',
    });
    return booked({ resourceRefs: [entityRef], ...daily });
  };
  const read = <T>(path: string) => portal.done<T>('admin', 'GET', path);
  const statusesOf = async (seriesId: string | undefined) =>
    (await read<Series>(`/series/${seriesId}`)).items.map(one => one.status);
  const newest: Sent['headers'] = { 'if-match': '*' };

  const doings: [
    action: string,
    make: () => Promise<Booking>,
    route: (one: Booking) => [method: string, path: string, sent?: Sent],
    input: (one: Booking) => object,
  ][] = [
    [
      'get-booking',
      booked,
      one => ['GET', `/bookings/${one.id}`],
      one => ({ id: one.id.toUpperCase() }),
    ],
    [
      'update-booking',
      booked,
      one => [
        'PATCH',
        `/bookings/${one.id}`,
        { headers: newest, body: { title: 'Other' } },
      ],
      one => ({
        id: one.id.toUpperCase(),
        version: one.version,
        title: 'Other',
      }),
    ],
    [
      'get-series',
      series,
      one => ['GET', `/series/${one.seriesId}`],
      one => ({ id: one.seriesId }),
    ],
    [
      'update-series',
      series,
      one => [
        'PATCH',
        `/series/${one.seriesId}`,
        { headers: newest, body: { title: 'Other' } },
      ],
      one => ({ id: one.seriesId, version: 1, title: 'Other' }),
    ],
    [
      'preview-booking',
      booked,
      ({ resourceRefs, start, end }) => [
        'POST',
        '/bookings/preview',
        { body: { resourceRefs, start, end } },
      ],
      ({ resourceRefs, start, end }) => ({ resourceRefs, start, end }),
    ],
  ];

  it.each(doings)(
    '%s for whom the route does',
    async (action, make, route, input) => {
      const statuses = new Set<number>();
      for (const who of everyone) {
        const [method, path, sent] = route(await make());
        const routed = await portal.call(who, method, path, sent);
        const acted = await portal.invoke(who, action, input(await make()));
        expect([who, acted.status, acted.body.error?.name]).toEqual([
          who,
          routed.status,
          routed.body.error?.name,
        ]);
        statuses.add(acted.status);
      }
      expect(statuses).toContain(200);
      expect(statuses).toContain(404);
      expect(statuses).toContain(401);
    },
  );

  it('move a booking, and charge, fill and rename it', async () => {
    const one = await booked();
    const { start, end } = run();
    const change = {
      start,
      end,
      title: 'Another run',
      purpose: 'Calibration',
      participants: [principals.colleague],
    };
    const answer = await portal.invoke('insider', 'update-booking', {
      id: one.id,
      version: one.version,
      ...change,
    });
    expect(answer.body.output.booking).toMatchObject({
      id: one.id,
      version: one.version + 1,
      title: 'Another run',
      start,
      end,
    });
    expect(await read(`/bookings/${one.id}`)).toMatchObject(change);
  });

  it('change, and cancel, those of a series that are meant', async () => {
    const first = await series();
    const { items } = await read<Series>(`/series/${first.seriesId}`);
    const second = await read<Booking>(`/bookings/${items[1].id}`);
    const answer = await portal.invoke('insider', 'update-booking', {
      id: second.id,
      version: second.version,
      apply: 'following',
      title: 'Later ones',
    });
    expect(answer.status).toBe(200);
    const titles = await Promise.all(
      items.map(
        async one => (await read<Booking>(`/bookings/${one.id}`)).title,
      ),
    );
    expect(titles).toEqual(['A run', 'Later ones', 'Later ones']);

    const other = await series();
    const cancelled = await portal.invoke('insider', 'cancel-booking', {
      id: other.id,
      apply: 'all',
      reason: 'rain',
    });
    expect(cancelled.body.output.booking.status).toBe('cancelled');
    expect(new Set(await statusesOf(other.seriesId))).toEqual(
      new Set(['cancelled']),
    );
    const single = await booked();
    const wrong = await portal.invoke('insider', 'cancel-booking', {
      id: single.id,
      apply: 'all',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('apply');
  });

  it('give a series another rule, and say what was booked', async () => {
    const first = await series();
    const answer = await portal.invoke('insider', 'update-booking', {
      id: first.id,
      version: first.version,
      apply: 'all',
      recurrence: { rule: 'FREQ=DAILY;COUNT=5' },
    });
    expect(answer.body.output.series).toMatchObject({ booked: 2, skipped: [] });
  });

  it('refuse what has changed since, and change nothing', async () => {
    const one = await booked();
    const first = await series();
    await portal.done('insider', 'PATCH', `/bookings/${one.id}`, {
      headers: newest,
      body: { title: 'By somebody else' },
    });
    await portal.done('insider', 'PATCH', `/series/${first.seriesId}`, {
      headers: newest,
      body: { title: 'By somebody else' },
    });
    const stale: [string, object][] = [
      ['update-booking', { id: one.id, version: one.version, title: 'Mine' }],
      ['update-series', { id: first.seriesId, version: 1, title: 'Mine' }],
    ];
    for (const [action, input] of stale) {
      const answer = await portal.invoke('insider', action, input);
      expect([action, answer.status, answer.body.error.name]).toEqual([
        action,
        412,
        'PreconditionFailedError',
      ]);
      expect(answer.body.error.message).toMatch(/changed/);
    }
    expect(await read(`/bookings/${one.id}`)).toMatchObject({
      title: 'By somebody else',
    });
  });

  it('refuse a taken time with a sentence', async () => {
    const [taken, one] = [await booked(), await booked()];
    const answer = await portal.invoke('insider', 'update-booking', {
      id: one.id,
      version: one.version,
      start: taken.start,
      end: taken.end,
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('is taken');
    const preview = await portal.invoke('insider', 'preview-booking', {
      resourceRefs: [VAULT_BOX],
      replaces: one.id,
      start: taken.start,
      end: taken.end,
    });
    expect(preview.body.output.conflicts).toHaveLength(1);
    expect(preview.body.output.suggestions.length).toBeGreaterThan(0);
    const rows = await portal.rowCounts();
    const rule = await portal.invoke('insider', 'preview-booking', {
      ...run(),
      ...daily,
    });
    expect(rule.body.output.occurrences).toHaveLength(3);
    expect(await portal.rowCounts()).toEqual(rows);
  });

  it.each<[string, string, object]>([
    ['title', 'update-booking', { title: ' ' }],
    ['title', 'update-booking', { title: 'a\0' }],
    ['start', 'update-booking', { start: 'tomorrow' }],
    ['units', 'update-booking', { units: { a: 0.5 } }],
    ['owner', 'update-booking', { owner: 'user:default/admin' }],
    ['version', 'update-booking', { version: '*', title: 'Other' }],
    ['apply', 'update-booking', { apply: 'some', title: 'Other' }],
    ['title', 'update-series', { title: ' ' }],
    ['start', 'update-series', { start: hours(1) }],
    ['end', 'preview-booking', { resourceRefs: ['a'], start: hours(1) }],
  ])('refuse a bad %s for %s', async (field, action, more) => {
    const one = action === 'update-series' ? await series() : await booked();
    const known = {
      'update-booking': { id: one.id, version: one.version },
      'update-series': { id: one.seriesId, version: 1 },
    }[action];
    const rows = await portal.rowCounts();
    const answer = await portal.invoke('insider', action, {
      ...known,
      ...more,
    });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.error)).toContain(field);
    expect(await portal.rowCounts()).toEqual(rows);
  });

  it('refuse a change without a version, or of nothing', async () => {
    const one = await booked();
    for (const [input, status] of [
      [{ id: one.id, title: 'Other' }, 400],
      [{ id: one.id, version: one.version }, 400],
      [{ id: UNKNOWN, version: 1, title: 'Other' }, 404],
    ] as const) {
      const answer = await portal.invoke('insider', 'update-booking', input);
      expect(answer.status).toBe(status);
    }
  });

  it('take a project, as the route does', async () => {
    await portal.done('admin', 'POST', '/projects', {
      body: {
        code: 'optics',
        title: 'Optics',
        siteRef: 'resource:default/vault',
        holders: [principals.insider],
        budget: { kind: 'hours', amount: 100 },
      },
    });
    const made = await portal.invoke('insider', 'create-booking', {
      ...run(),
      title: 'Charged',
      project: 'optics',
    });
    const { id: one, version } = made.body.output.booking;
    expect(await read(`/bookings/${one}`)).toMatchObject({ project: 'optics' });
    const freed = await portal.invoke('insider', 'update-booking', {
      id: one,
      version,
      project: null,
    });
    expect(freed.status).toBe(200);
    expect(await read<Booking>(`/bookings/${one}`)).not.toHaveProperty(
      'project',
    );
  });

  it('show how setting up goes, and never how to get in', async () => {
    const one = await booked();
    await portal.done('webhooks', 'POST', `/bookings/${one.id}/provisioning`, {
      body: aReport({ access: { host: 'canary.example.com' } }),
    });
    const shown = await portal.call('insider', 'GET', `/bookings/${one.id}`);
    expect(shown.text).toContain('canary');
    const told = await portal.invoke('insider', 'get-booking', { id: one.id });
    expect(told.body.output.booking).toMatchObject({
      id: one.id,
      provisioning: { status: 'ready' },
      link: `/reservations?booking=${one.id}`,
    });
    expect(told.text).not.toContain('canary');
  });
});
