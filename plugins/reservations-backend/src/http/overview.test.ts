import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Booking,
  Overview,
} from '@callboard/backstage-plugin-reservations-common';
import {
  furnish,
  hours,
  type Portal,
  type Principal,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/*
 * The company has, at the campus, a bench and a desk (one unit each) and a pool
 * of four: 6 units, 144 unit-hours a day. In the private vault stands one box.
 *
 *   yesterday   bench 6 h                         = 6 of 144
 *   today       pool, 2 units for 3 h             = 6 of 144
 *   that week   both                              = 12 of 1008
 *   vault, today  box 12 h                        = 12 of 24
 */
describe.each(databases.eachSupportedId())('the overview on %p', id => {
  let portal: Portal;
  // Where it is noon, so that no day ends while this runs.
  const east = 12 - new Date().getUTCHours();
  const zone = `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
  const local = Date.now() + east * HOUR_MS;
  const today = local - (local % DAY_MS) - east * HOUR_MS;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    await furnish(portal);
    await portal.resource({ name: 'bench' });
    await portal.resource({ name: 'desk' });
    await portal.resource({ name: 'pool', capacity: 4 });
    await past('bench', today - DAY_MS + HOUR_MS, 6);
    await past('pool', today + HOUR_MS, 3, 2);
    await past('vault-box', today, 12);
  });
  afterAll(() => portal.stop());

  let later = 100;

  /** A booking that has been, put where no request may put one. */
  async function past(name: string, start: number, length: number, units = 1) {
    later += 24;
    const ref = `resource:default/${name}`;
    const { id: booking } = await portal.book('admin', {
      resourceRefs: [ref],
      ...(units > 1 ? { units: { [ref]: units } } : {}),
      start: hours(later),
      end: hours(later + 1),
    });
    const times = { start_at: start, end_at: start + length * HOUR_MS };
    await portal.knex('claim').where({ booking_id: booking }).delete();
    await portal
      .knex('booking_resource')
      .where({ booking_id: booking })
      .update(times);
    await portal
      .knex('booking')
      .where({ id: booking })
      .update({ ...times, status: 'completed' });
  }

  const overview = (who: Principal, query: Record<string, string> = {}) =>
    portal.call<Overview>(
      who,
      'GET',
      `/overview?${new URLSearchParams({ zone, ...query })}`,
    );

  it('says how busy what is in sight is, as it can be worked out by hand', async () => {
    const { use } = (await overview('developer')).body;
    expect(use.today).toBeCloseTo(6 / 144, 6);
    expect(use.week).toBeCloseTo(12 / 1008, 6);
    expect(use.trend).toHaveLength(30);
    expect(use.trend.slice(-2).map(({ hours: used }) => used)).toEqual([6, 6]);
    expect(use.trend[0]).toMatchObject({ share: 0, hours: 0 });

    const { body: all } = await overview('admin');
    expect(all.use.today).toBeCloseTo(18 / 168, 6);
    const { body: vault } = await overview('insider', {
      site: 'resource:default/vault',
    });
    expect(vault.use.today).toBeCloseTo(12 / 24, 6);
  });

  it('counts what is free of what is in sight', async () => {
    const seen = (await overview('developer')).body.freeNow;
    expect(seen).toEqual([
      { type: 'plain', title: 'plain', free: 3, total: 3 },
    ]);
    const all = (await overview('admin')).body.freeNow;
    expect(all.map(({ type }) => type)).toEqual(['plain', 'vault-type']);

    const desk = await portal.done<{ items: { id: string; title: string }[] }>(
      'admin',
      'GET',
      '/resources?q=desk',
    );
    await portal.done('admin', 'PATCH', `/resources/${desk.items[0].id}`, {
      headers: { 'if-match': '*' },
      body: { status: 'maintenance' },
    });
    // Two of four units taken leave the pool free, four do not.
    const from = new Date(Date.now() - 60_000).toISOString();
    const pool = 'resource:default/pool';
    for (const [units, free] of [
      [2, 2],
      [2, 1],
    ]) {
      await portal.book('developer', {
        resourceRefs: [pool],
        units: { [pool]: units },
        start: from,
        end: hours(1),
      });
      expect((await overview('developer')).body.freeNow).toEqual([
        { type: 'plain', title: 'plain', free, total: 3 },
      ]);
    }
  });

  it('lists what is mine, what comes first first, and what needs me', async () => {
    const site = 'resource:default/campus';
    const type = await portal.type({
      name: 'asked',
      policyDefaults: { approval: { required: true } },
    });
    await portal.resource({ name: 'beam', type: type.name });
    const made: Booking[] = [];
    for (const n of [6, 4, 2]) {
      made.push(
        await portal.book('researcher', {
          resourceRefs: ['resource:default/beam'],
          start: hours(n),
          end: hours(n + 1),
        }),
      );
    }
    const { body } = await overview('researcher', { site });
    expect(body.mine).toMatchObject({ active: 0, upcoming: 3 });
    expect(body.mine.next.map(one => one.id)).toEqual(
      made.map(one => one.id).reverse(),
    );
    expect(body.needs).toEqual({
      approvals: 0,
      offers: 0,
      checkIns: 0,
      problems: 0,
      failedDeliveries: 0,
    });

    const { body: asked } = await overview('campusAdmin');
    expect(asked.needs.approvals).toBe(3);
    const { body: elsewhere } = await overview('campusAdmin', {
      site: 'resource:default/cloud',
    });
    expect(elsewhere.needs.approvals).toBe(0);
  });

  it('asks to check in to what is open for it, not to what is weeks away', async () => {
    const type = await portal.type({
      name: 'attended',
      policyDefaults: { checkIn: { opensMinutes: 240, withinMinutes: 10 } },
    });
    await portal.resource({ name: 'stage', type: type.name });
    for (const n of [2, 48, 500]) {
      await portal.book('researcher', {
        resourceRefs: ['resource:default/stage'],
        start: hours(n),
        end: hours(n + 1),
      });
    }
    const { body } = await overview('researcher');
    expect(body.needs.checkIns).toBe(1);
  });

  it('has nothing for a stranger, and takes no zone that is none', async () => {
    const { body } = await overview('stranger');
    expect(body).toMatchObject({
      mine: { active: 0, upcoming: 0, next: [] },
      freeNow: [],
      use: { today: 0, week: 0 },
    });
    const refused = await overview('developer', { zone: 'Mars/Olympus' });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ fields: [{ field: 'zone' }] });
  });
});
