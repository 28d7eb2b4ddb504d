import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { CallContext } from '@callboard/backend-access';
import type {
  NewBooking,
  NewResource,
  NewResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import { ManualClock, type Reader } from '@callboard/backend-database';
import { createReservationsServices } from '../services';

/** When the tests' clock starts. */
export const NOW = '2027-03-15T08:00:00.000Z';

export const asUser = (name = 'researcher'): CallContext => ({
  credentials: mockCredentials.user(`user:default/${name}`),
  actor: `user:default/${name}`,
});

/** A site with a type, and short ways to make and book resources on it. */
export async function createWorld(knex: Knex, clock = new ManualClock(NOW)) {
  const services = await createReservationsServices({
    knex,
    clock,
    logger: mockServices.logger.mock(),
  });
  const context = asUser('admin');
  const site = await services.sites.create(
    { name: 'campus', title: 'Campus', timeZone: 'Europe/Rome' },
    context,
  );

  const type = (name: string, more: Partial<NewResourceType> = {}) =>
    services.types.create(
      { name, title: name, colour: '#1f6feb', ...more },
      context,
    );
  const resource = (name: string, more: Partial<NewResource> = {}) =>
    services.resources.create(
      { name, title: name, siteRef: site.entityRef, type: 'plain', ...more },
      context,
    );
  const booking = (
    names: string | string[],
    start: string,
    end: string,
    more: Partial<NewBooking> = {},
  ): NewBooking => ({
    resourceRefs: [names].flat().map(name => `resource:default/${name}`),
    start: at(start),
    end: at(end),
    title: 'A run',
    ...more,
  });
  const book = (
    names: string | string[],
    start: string,
    end: string,
    more: Partial<NewBooking> = {},
    as = asUser(),
  ) => services.bookings.create(booking(names, start, end, more), as.actor, as);

  await type('plain');
  return {
    ...services,
    clock,
    site,
    type,
    resource,
    booking,
    book,
    rows: (table: string) =>
      services.database.read(db => db.knex(table).select()),
    /** Type and aggregate of every event so far, in order. */
    events: (prefix?: string) =>
      services.database.read(db => readEvents(db, prefix)),
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

async function readEvents(db: Reader, type?: string) {
  const rows = await db
    .knex('outbox_event')
    .orderBy('pos')
    .select('type', 'aggregate', 'sequence', 'data');
  return rows
    .filter(row => type === undefined || row.type.startsWith(type))
    .map(row => ({
      type: row.type as string,
      aggregate: row.aggregate as string,
      sequence: Number(row.sequence),
      data: typeof row.data === 'string' ? JSON.parse(row.data) : row.data,
    }));
}

/** Lets the engine do what is due once it is `time`. */
export async function stepAt(world: World, time: string): Promise<void> {
  world.clock.now = Date.parse(at(time));
  await world.lifecycle.step();
}

/** `10:00` on the tests' day, or an instant as it is. */
export function at(time: string): string {
  return /^\d\d:\d\d$/.test(time) ? `2027-03-15T${time}:00.000Z` : time;
}

/**
 * I1 and part of I2: nowhere is a resource claimed beyond its capacity, and
 * every booking that holds time has its claims.
 */
export async function expectNoOverbooking(world: World): Promise<void> {
  const claims = await world.rows('claim');
  const inventory = await world.inventory.latest();
  for (const a of claims) {
    const capacity = inventory.resource(a.resource_id)?.capacity;
    const rivals = claims.filter(
      b =>
        b.resource_id === a.resource_id &&
        Number(b.from_at) < Number(a.until_at) &&
        Number(b.until_at) > Number(a.from_at),
    );
    if (capacity === undefined) {
      const clashing = rivals.filter(
        b => b.id !== a.id && (a.whole || b.whole),
      );
      expect(clashing).toEqual([]);
    } else {
      const atStart = rivals.filter(
        b => Number(b.from_at) <= Number(a.from_at),
      );
      const units = atStart.reduce((sum, b) => sum + b.units, 0);
      expect(units).toBeLessThanOrEqual(capacity);
    }
  }
}
