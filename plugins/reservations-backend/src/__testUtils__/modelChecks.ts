import type { BookingModel } from './bookingModel';
import type { World } from './world';

const TABLES = [
  'inventory_ref',
  'site',
  'resource_type',
  'resource',
  'booking',
  'booking_resource',
  'booking_participant',
  'booking_approval',
  'series',
  'maintenance_window',
  'claim',
  'waitlist_entry',
  'idempotency_key',
  'outbox_event',
  'outbox_head',
  'outbox_aggregate',
];

/** For those that are no tests themselves. */
export function expectSame(actual: unknown, expected: unknown): void {
  expect(actual).toEqual(expected);
}

/** Rows of every table, and the sum of versions: what a refusal must not move. */
export async function sizes(world: World): Promise<Record<string, number>> {
  return world.database.read(async db => {
    const row = await db.knex
      .select({
        ...Object.fromEntries(
          TABLES.map(table => [table, db.knex(table).count('*')]),
        ),
        versions: db.knex('booking').sum('version'),
        places: db.knex('resource').sum('version'),
        waits: db.knex('waitlist_entry').sum('version'),
        rules: db.knex('series').sum('version'),
        windows: db.knex('maintenance_window').sum('version'),
        revision: db.knex('inventory_revision').max('n'),
      })
      .first();
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, Number(value ?? 0)]),
    );
  });
}

export async function readState(world: World) {
  return {
    bookings: await world.rows('booking'),
    claims: (await world.rows('claim')).map(row => ({
      booking: row.booking_id as string,
      resource: row.resource_id as string,
      whole: Boolean(row.whole),
      units: Number(row.units),
      from: Number(row.from_at),
      until: Number(row.until_at),
    })),
    events: await world.events(),
  };
}

type State = Awaited<ReturnType<typeof readState>>;

/** I1, I2 and I3: what is stored is what the model says. */
export function expectToMatch(
  state: State,
  model: BookingModel,
  ids: ReadonlyMap<string, string>,
): void {
  expect(storedBookings(state)).toEqual(modelBookings(model));
  // A hold is no booking yet, and tells of none.
  const told = [...model.bookings.values()].filter(({ held }) => !held);
  expect(storedEvents(state)).toEqual(
    Object.fromEntries(
      told.map(({ id, events }) => [
        `booking:${id}`,
        events.map((type, index) => `${index + 1} ${type}`),
      ]),
    ),
  );
  for (const { id, holds } of model.bookings.values()) {
    expect([...model.inTheWay(holds, model.now, id)]).toEqual([]);
  }
  expectClaims(state, model, ids);
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

function storedBookings({ bookings }: State) {
  return bookings
    .map(row => ({
      id: row.id as string,
      status: row.status as string,
      version: row.version as number,
      start: Number(row.start_at),
      end: Number(row.end_at),
    }))
    .sort(byId);
}

function modelBookings(model: BookingModel) {
  return [...model.bookings.values()]
    .map(({ id, status, version, start, end }) => ({
      ...{ id, status, version, start, end },
    }))
    .sort(byId);
}

function storedEvents({ events }: State): Record<string, string[]> {
  const told: Record<string, string[]> = {};
  for (const { aggregate, sequence, type } of events) {
    if (aggregate.startsWith('booking:')) {
      (told[aggregate] ??= []).push(`${sequence} ${type}`);
    }
  }
  return told;
}

/**
 * From now on, the claims of a booking are its holds and what is above them, no
 * more and no less; and on no resource do two of them meet that must not.
 */
function expectClaims(
  { claims }: State,
  model: BookingModel,
  ids: ReadonlyMap<string, string>,
): void {
  const { now } = model;
  const ahead = <T extends { until: number }>(all: readonly T[]) =>
    all.filter(({ until }) => until > now);
  const say = (one: Omit<State['claims'][number], 'units'>) =>
    `${one.booking} ${one.resource} ${one.whole ? 'whole' : 'part'} ${Math.max(one.from, now)}-${one.until}`;
  const expected = [...model.bookings.values()].flatMap(booking => {
    const holds = ahead(booking.holds);
    const whole = holds.map(hold => hold.name);
    const parts = new Map<string, { from: number; until: number }>();
    for (const { name, from, until } of holds) {
      for (const above of model.above(name).filter(a => !whole.includes(a))) {
        const known = parts.get(above);
        parts.set(above, {
          from: Math.min(from, known?.from ?? from),
          until: Math.max(until, known?.until ?? until),
        });
      }
    }
    return [
      ...holds.map(hold => ({ ...hold, whole: true })),
      ...[...parts].map(([name, time]) => ({ name, ...time, whole: false })),
    ].map(({ name, from, until, whole: all }) => ({
      booking: booking.id,
      resource: ids.get(name)!,
      whole: all,
      from,
      until,
    }));
  });
  expect(ahead(claims).map(say).sort()).toEqual(expected.map(say).sort());

  const capacities = new Map(
    [...model.resources.values()].map(r => [ids.get(r.name)!, r.capacity]),
  );
  for (const claim of ahead(claims)) {
    const capacity = capacities.get(claim.resource);
    const instant = Math.max(claim.from, now);
    const there = claims.filter(
      other =>
        other.resource === claim.resource &&
        other.from <= instant &&
        instant < other.until,
    );
    if (capacity === undefined) {
      const wholes = there.filter(one => one.whole).length;
      expect(wholes === 0 || there.length === 1).toBe(true);
    } else {
      const taken = there.reduce((sum, one) => sum + one.units, 0);
      expect(taken).toBeLessThanOrEqual(capacity);
    }
  }
}
