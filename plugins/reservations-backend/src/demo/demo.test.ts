import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { ManualClock } from '@callboard/backend-database';
import { DAY_MS, MINUTE_MS } from '../domain/intervals';
import { UsageReport } from '../domain/reports';
import { checkAgainstSchema } from '../domain/jsonSchema';
import { ReportStore } from '../reports/ReportStore';
import { createReservationsServices } from '../services';
import { readDemoFile } from './demoFile';
import { generateBookings } from './generateBookings';
import { loadDemo } from './loadDemo';

jest.setTimeout(60_000);

const EXAMPLE = join(
  resolvePackagePath('@callboard/backstage-plugin-reservations-backend'),
  '../../examples/inventory.yaml',
);
const NOW = Date.parse('2027-03-15T09:37:12.345Z');

describe('the demo', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const directory = createMockDirectory();

  async function setup(id: TestDatabaseId) {
    const clock = new ManualClock(NOW);
    const logger = mockServices.logger.mock();
    const services = await createReservationsServices({
      knex: await databases.init(id),
      clock,
      logger,
    });
    const load = (inventory: string | undefined, environment: string) =>
      loadDemo({
        auth: mockServices.auth(),
        config: mockServices.rootConfig({
          data: { callboard: { demo: { inventory } } },
        }),
        logger,
        services,
        getEnvironment: () => environment,
      });
    return {
      ...services,
      clock,
      load: (inventory: string | undefined = EXAMPLE) =>
        load(inventory, 'development'),
      loadElsewhere: () => load(EXAMPLE, 'production'),
      rows: (table: string) =>
        services.database.read(db => db.knex(table).select()),
      allBookings: () =>
        services.bookings.list({ order: 'asc', limit: 10_000 }),
    };
  }

  type Demo = Awaited<ReturnType<typeof setup>>;

  /** I1: nowhere is a resource claimed beyond its capacity. */
  async function expectNoOverbooking(demo: Demo) {
    const claims = (await demo.rows('claim')).map(claim => ({
      ...claim,
      from: Number(claim.from_at),
      until: Number(claim.until_at),
    }));
    const inventory = await demo.inventory.latest();
    for (const claim of claims) {
      const atOnce = claims.filter(
        other =>
          other.resource_id === claim.resource_id &&
          other.from <= claim.from &&
          other.until > claim.from,
      );
      const { capacity } = inventory.resource(claim.resource_id)!;
      const whole = atOnce.filter(other => other.whole);
      const units = whole.reduce((sum, other) => sum + other.units, 0);
      expect(units).toBeLessThanOrEqual(capacity ?? 1);
      expect(
        whole.length === 0 || capacity || atOnce.length === 1,
      ).toBeTruthy();
    }
    return claims;
  }

  describe.each(databases.eachSupportedId())('%p', id => {
    it('is a living portal', async () => {
      const demo = await setup(id);
      await demo.load();
      const { items } = await demo.allBookings();

      const near = items.filter(
        booking => Math.abs(booking.startAt - NOW) < 45 * DAY_MS,
      );
      expect(near.length).toBeGreaterThan(200);
      const count = (status: string) =>
        items.filter(booking => booking.status === status).length;
      expect(count('active')).toBeGreaterThanOrEqual(8);
      expect(count('confirmed')).toBeGreaterThan(100);
      expect(count('completed')).toBeGreaterThan(100);
      expect(count('released')).toBeGreaterThan(5);
      expect(count('cancelled')).toBeGreaterThan(5);
      const soon = items.filter(
        ({ status, startAt }) =>
          status === 'confirmed' && startAt < NOW + 4 * 60 * MINUTE_MS,
      );
      expect(soon.length).toBeGreaterThanOrEqual(4);
      expect(items[0].startAt).toBeLessThan(NOW - 55 * DAY_MS);
      expect(items[0].startAt).toBeGreaterThan(NOW - 62 * DAY_MS);

      const inventory = await demo.inventory.latest();
      for (const booking of items) {
        const { type } = inventory.resource(booking.resources[0].id)!;
        const minutes = (booking.endAt - booking.startAt) / MINUTE_MS;
        const { minMinutes = 0, maxMinutes = Infinity } = type.policyDefaults;
        expect(minutes).toBeLessThanOrEqual(maxMinutes);
        expect(booking.status === 'released' || minutes >= minMinutes).toBe(
          true,
        );
        expect(booking.createdAt).toBeLessThanOrEqual(booking.updatedAt);
        expect(booking.updatedAt).toBeLessThanOrEqual(NOW);
        expect(booking.createdAt).toBeLessThan(booking.startAt);
      }
      // The calendar shows no two things at once on one thing, also in the past.
      const shown = items.filter(({ status }) => status !== 'cancelled');
      for (const [index, one] of shown.entries()) {
        const [{ id: resourceId }] = one.resources;
        const clash = shown
          .slice(index + 1)
          .find(
            other =>
              other.resources[0].id === resourceId && other.startAt < one.endAt,
          );
        expect(
          inventory.resource(resourceId)?.capacity === undefined && clash,
        ).toBeFalsy();
      }
    });

    it('leaves no report empty', async () => {
      const demo = await setup(id);
      await demo.load();
      const known = await demo.inventory.latest();
      const report = UsageReport.create({
        window: { start: NOW - 30 * DAY_MS, end: NOW },
        zone: 'Europe/Rome',
        hours: 'all',
        groupBy: 'site',
        inventory: known,
        selected: [...known.resources()],
        maintenanceOf: () => [],
      });
      const batches = ReportStore.create().read(
        work => demo.database.read(work),
        { window: { start: NOW - 30 * DAY_MS, end: NOW } },
      );
      for await (const bookings of batches) {
        bookings.forEach(one => report.add(one));
      }
      const { rows, totals, trend } = report.result();
      for (const { tally } of rows) {
        expect(tally.booked.bookings).toBeGreaterThan(3);
      }
      for (const kind of ['noShow', 'cancelled', 'released'] as const) {
        const { bookings, time } = totals.tally.unused[kind];
        expect(bookings).toBeGreaterThan(2);
        expect(time).toBeGreaterThan(60 * MINUTE_MS);
      }
      expect(totals.tally.costs).toMatchObject([{ currency: 'EUR' }]);
      expect(trend.points.every(({ used }) => used > 0)).toBe(true);
    });

    it('lets a guest use something for some days', async () => {
      const demo = await setup(id);
      await demo.load();
      const { items } = await demo.accessGrants.list({ limit: 10 });
      expect(items).toMatchObject([
        {
          subjectRef: 'user:default/visitor',
          siteRef: 'resource:default/lab',
          resource: { entityRef: 'resource:default/mass-spectrometer' },
          until: NOW + 21 * DAY_MS,
        },
      ]);
    });

    it('holds exactly the time that its bookings hold', async () => {
      const demo = await setup(id);
      await demo.load();
      const claims = await expectNoOverbooking(demo);
      const { items } = await demo.allBookings();
      const claiming = new Set(claims.map(claim => claim.booking_id));
      for (const booking of items) {
        const teardown = booking.teardownMinutes * MINUTE_MS;
        const holds =
          ['pending', 'confirmed', 'active'].includes(booking.status) ||
          (['completed', 'released'].includes(booking.status) &&
            booking.endAt + teardown > NOW);
        expect(claiming.has(booking.id)).toBe(holds);
      }

      const events = await demo.rows('outbox_event');
      const announced = events.filter(({ type }) => type === 'booking.created');
      expect(new Set(announced.map(({ aggregate }) => aggregate))).toEqual(
        new Set(
          items
            .filter(({ status }) =>
              ['pending', 'confirmed', 'active'].includes(status),
            )
            .map(booking => `booking:${booking.id}`),
        ),
      );

      // Of all this nobody is told; of what comes now they are.
      await demo.database.outbox.registerSinks([{ id: 'notifications' }]);
      const due = (await demo.database.outbox.stats()).find(
        ({ sink }) => sink === 'notifications',
      );
      expect(due).toMatchObject({ pending: 0 });

      demo.clock.advance(2 * DAY_MS);
      expect(await demo.lifecycle.step()).toBeGreaterThan(5);
      await expectNoOverbooking(demo);
    });

    it('leaves alone what people have done since', async () => {
      const demo = await setup(id);
      await demo.load();
      const { items: before } = await demo.allBookings();
      const mine = await demo.bookings.create(
        {
          resourceRefs: ['resource:default/mass-spectrometer'],
          start: new Date(NOW + 100 * DAY_MS).toISOString(),
          end: new Date(NOW + 100 * DAY_MS + 60 * MINUTE_MS).toISOString(),
          title: 'Mine',
        },
        'user:default/researcher',
        {
          credentials: mockCredentials.user('user:default/researcher'),
          actor: 'user:default/researcher',
        },
      );
      await demo.load();
      const { items: after } = await demo.allBookings();
      expect(after.map(booking => booking.id)).toEqual([
        ...before.map(booking => booking.id),
        mine.id,
      ]);
    });

    it('takes up an interrupted start', async () => {
      const demo = await setup(id);
      const file = await readDemoFile(EXAMPLE);
      const context = {
        credentials: mockCredentials.service('plugin:reservations'),
        actor: 'system',
      };
      await demo.sites.create(file.sites[0], context);
      await demo.types.create(file.types[0], context);
      await demo.resources.create(file.resources[0], context);
      await demo.load();
      expect(await demo.rows('resource')).toHaveLength(file.resources.length);
      expect((await demo.allBookings()).items.length).toBeGreaterThan(200);
    });

    it('keeps away from real data and from real portals', async () => {
      const demo = await setup(id);
      await expect(demo.loadElsewhere()).rejects.toThrow(
        'refused outside development',
      );
      await demo.sites.create(
        { name: 'real', title: 'Real', timeZone: 'Europe/Rome' },
        {
          credentials: mockCredentials.service('plugin:reservations'),
          actor: 'system',
        },
      );
      await demo.load();
      expect(await demo.rows('site')).toHaveLength(1);
      expect(await demo.rows('booking')).toHaveLength(0);
    });
  });

  it('is the same every time', async () => {
    const demo = await setup('SQLITE_3');
    await demo.load();
    const file = await readDemoFile(EXAMPLE);
    const inventory = await demo.inventory.latest();
    const generate = (now: number) =>
      generateBookings({ file, inventory, now }).map(
        ({ booking: { id: _, ...booking } }) => booking,
      );
    expect(generate(NOW)).toEqual(generate(NOW));
    // Whenever the first start is, somebody is at work and somebody comes soon.
    for (const hour of [0, 3, 6, 9, 12, 15, 18, 21, 24 * 3, 24 * 200]) {
      const now = NOW + hour * 60 * MINUTE_MS;
      const bookings = generate(now);
      const active = bookings.filter(({ status }) => status === 'active');
      const soon = bookings.filter(
        ({ status, startAt }) =>
          status === 'confirmed' && startAt < now + 4 * 60 * MINUTE_MS,
      );
      expect(active.length).toBeGreaterThanOrEqual(8);
      expect(soon.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('asks for what the types ask for', async () => {
    const { types, resources, patterns, now } = await readDemoFile(EXAMPLE);
    const typeOf = (name: string) =>
      resources.find(resource => resource.name === name)!.type;
    const asked = [
      ...patterns.flatMap(({ type, parameters }) =>
        parameters.map(one => ({ type, parameters: one })),
      ),
      ...now.map(({ resource, parameters }) => ({
        type: typeOf(resource),
        parameters,
      })),
    ];
    for (const { type, parameters } of asked) {
      const schema = types.find(({ name }) => name === type)!;
      expect(() =>
        checkAgainstSchema(
          (schema.bookingParametersSchema ?? {}) as JsonObject,
          parameters,
          type,
        ),
      ).not.toThrow();
    }
  });

  it('says what is wrong with a file', async () => {
    const demo = await setup('SQLITE_3');
    const path = join(directory.path, 'inventory.yaml');
    await writeFile(
      path,
      'sites: []\ntypes: []\nnow: []\npatterns: []\nresources: [{ nam: x }]',
    );
    await expect(demo.load(path)).rejects.toThrow(/inventory.yaml.*"nam"/s);
  });
});
