import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  BookingModel,
  MINUTE,
  type ModelBooking,
  type Outcome,
} from '../__testUtils__/bookingModel';
import { expectToMatch, readState, sizes } from '../__testUtils__/modelChecks';
import { asUser, createWorld, NOW, type World } from '../__testUtils__/world';
import type { BookingRecord } from './BookingRecord';
import { ClaimConflict } from './ClaimTransaction';

/*
 * Random commands against the services and against a model that shares no code
 * with them. After every command: what the model demands has happened (a
 * refusal must be justified, and so must a success), everything answered is
 * stored, a refusal has left no row behind, nothing is claimed twice, and each
 * change of a state has told exactly one event.
 *
 * CALLBOARD_PROPERTY_RUNS and CALLBOARD_PROPERTY_SECONDS make it longer.
 */
const RUNS = Number(process.env.CALLBOARD_PROPERTY_RUNS ?? 100);
const SECONDS = Number(process.env.CALLBOARD_PROPERTY_SECONDS ?? 20);

jest.setTimeout(SECONDS * 2_000 + 60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const SLOT = 30 * MINUTE;
const names = [
  'solo',
  'cluster',
  'rack-a',
  'rack-b',
  'a1',
  'a2',
  'b1',
  'pool',
  'lab',
] as const;
const start: Record<string, { parent?: string; capacity?: number }> = {
  'rack-a': { parent: 'cluster' },
  'rack-b': { parent: 'cluster' },
  a1: { parent: 'rack-a' },
  a2: { parent: 'rack-a' },
  b1: { parent: 'rack-b' },
  pool: { capacity: 3 },
  lab: { parent: 'rack-b', capacity: 2 },
};
const buffered = ['a1', 'lab', 'rack-b'];

const name = fc.constantFrom(...names);
const nth = fc.nat(50);
const time = {
  slot: fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 4, 5, -1),
  length: fc.constantFrom(1, 1, 1, 2, 2, 3, 3, 4, 4, 0),
};
const which = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const units = fc.constantFrom(1, 1, 1, 2, 2, 3);

const command = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      which,
      units,
      ...time,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      nth,
      ...time,
      stale: fc.nat(9).map(n => n === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      nth,
      length: time.length,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      nth,
      which,
      units,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('retitle' as const), nth }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'release' as const),
      nth,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      minutes: fc.constantFrom(1, 7, 30, 45, 90),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      name,
      status: fc.constantFrom(
        'active' as const,
        'active' as const,
        'maintenance' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reparent' as const),
      name,
      parent: fc.option(name, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capacity' as const),
      name,
      capacity: fc.constantFrom(undefined, 1, 2, 4),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('setup' as const),
      minutes: fc.constantFrom(0, 30, 60),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('archive' as const),
      nth: fc.nat(30).map(n => (n < 3 ? names[n + 4] : undefined)),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

describe.each(databases.eachSupportedId())('bookings on %p', id => {
  it('do what a model of them does', async () => {
    const world = await createWorld(await databases.init(id));
    await world.type('buffered');
    let commands = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }),
        async sequence => {
          const subject = await Subject.begin(world);
          for (const one of sequence) {
            await subject.run(one);
            commands++;
          }
        },
      ),
      {
        numRuns: RUNS,
        interruptAfterTimeLimit: SECONDS * 1_000,
        markInterruptAsFailure: false,
      },
    );
    expect(commands).toBeGreaterThan(100);
  });
});

const ref = (of: string) => `resource:default/${of}`;
const admin = asUser('admin');

/** The services and the model side by side. */
class Subject {
  readonly #world: World;
  readonly #model: BookingModel;
  readonly #ids: Map<string, string>;

  private constructor(
    world: World,
    model: BookingModel,
    ids: Map<string, string>,
  ) {
    this.#world = world;
    this.#model = model;
    this.#ids = ids;
  }

  static async begin(world: World): Promise<Subject> {
    await world.database.write(async tx => {
      for (const table of ['claim', 'booking', 'resource']) {
        await tx.knex(table).delete();
      }
      await tx.knex('inventory_ref').whereNot('id', world.site.id).delete();
      for (const table of ['outbox_event', 'outbox_head', 'outbox_aggregate']) {
        await tx.knex(table).delete();
      }
    });
    world.clock.now = Date.parse(NOW);
    const model = new BookingModel(world.clock.now);
    const ids = new Map<string, string>();
    for (const type of await world.rows('resource_type')) {
      ids.set(type.name, type.id);
    }
    await world.types.update(
      ids.get('buffered')!,
      { setupMinutes: 30, teardownMinutes: 60 },
      '*',
      admin,
    );
    model.types.set('plain', { setup: 0, teardown: 0 });
    model.types.set('buffered', { setup: 30, teardown: 60 });
    for (const one of names) {
      const { parent, capacity } = start[one] ?? {};
      const type = buffered.includes(one) ? 'buffered' : 'plain';
      const parentRef = parent && ref(parent);
      const made = await world.resource(one, { type, capacity, parentRef });
      ids.set(one, made.id);
      model.resources.set(one, {
        ...{ name: one, parent, capacity, type, version: 1 },
        ...{ status: 'active', archived: false },
      });
    }
    return new Subject(world, model, ids);
  }

  async run(one: Command): Promise<void> {
    const before = await sizes(this.#world);
    const { expected, actual } = await this.#do(one);
    const told = `${JSON.stringify(one)}: ${actual}`;
    if (expected !== 'either') {
      expect(told).toBe(`${JSON.stringify(one)}: ${expected}`);
    }
    if (actual !== 'ok') {
      expect(await sizes(this.#world)).toEqual(before);
    }
    expectToMatch(await readState(this.#world), this.#model, this.#ids);
  }

  async #do(
    one: Command,
  ): Promise<{ expected: Outcome | 'either'; actual: Outcome }> {
    switch (one.do) {
      case 'create':
        return this.#create(one);
      case 'move':
      case 'resize':
      case 'swap':
      case 'retitle':
        return this.#update(one);
      case 'cancel':
      case 'release':
        return this.#end(one);
      case 'advance':
        return this.#advance(one.minutes);
      case 'setup':
        return this.#setup(one.minutes);
      default:
        return this.#changeResource(one);
    }
  }

  #times({ slot, length }: { slot: number; length: number }) {
    const begin = (Math.ceil(this.#model.now / SLOT) + slot) * SLOT;
    return { start: begin, end: begin + length * SLOT };
  }

  #pick(nth: number): ModelBooking | undefined {
    const all = [...this.#model.bookings.values()];
    // Mostly one of the latest: they are the ones still alive.
    return all.at(-1 - (nth % Math.max(1, Math.min(all.length, 8))));
  }

  async #create(one: Command & { do: 'create' }) {
    const { start: from, end } = this.#times(one);
    const pools = one.which.filter(
      of => this.#model.resources.get(of)!.capacity !== undefined,
    );
    const wanted = Object.fromEntries(pools.map(of => [of, one.units]));
    const wish = { names: one.which, units: wanted, start: from, end };
    const expected = this.#model.judge({ ...wish, startChanged: true });
    const input = this.#world.booking(one.which, toIso(from), toIso(end), {
      units: byRef(wanted),
    });
    const { actual, result } = await attempt(() =>
      this.#world.bookings.create(input, admin.actor, admin),
    );
    if (result) {
      this.#model.bookings.set(result.id, {
        id: result.id,
        version: 1,
        status: 'confirmed',
        start: from,
        end,
        units: wanted,
        holds: this.#model.holdsFor(one.which, wanted, from, end),
        events: ['booking.created'],
      });
    }
    return { expected, actual };
  }

  async #update(one: Command & { do: 'move' | 'resize' | 'swap' | 'retitle' }) {
    const booking = this.#pick(one.nth);
    if (!booking) {
      return { expected: 'ok' as const, actual: 'ok' as const };
    }
    const time =
      one.do === 'move'
        ? this.#times(one)
        : one.do === 'resize'
          ? { end: booking.start + one.length * SLOT }
          : {};
    const swapped = one.do === 'swap' ? one.which : undefined;
    const refs = swapped ?? booking.holds.map(hold => hold.name);
    const pools = refs.filter(
      of => this.#model.resources.get(of)!.capacity !== undefined,
    );
    const wanted = swapped
      ? Object.fromEntries(
          pools.map(of => [of, (one as { units: number }).units]),
        )
      : Object.fromEntries(booking.holds.map(hold => [hold.name, hold.units]));
    const wish = {
      names: refs,
      units: wanted,
      start: booking.start,
      end: booking.end,
      ...time,
    };
    const startChanged = wish.start !== booking.start;
    const claimsChanged =
      swapped !== undefined || startChanged || wish.end !== booking.end;
    const stale = one.do === 'move' && one.stale;
    const active = booking.status === 'active';
    const judge = (): Outcome | 'either' => {
      if (stale) {
        return 'stale';
      }
      if (!['confirmed', 'active'].includes(booking.status)) {
        return 'conflict';
      }
      if (active && (startChanged || swapped)) {
        return 'input';
      }
      return claimsChanged
        ? this.#model.judge({ ...wish, startChanged, except: booking })
        : 'ok';
    };
    const expected = judge();
    const { actual, result } = await attempt(() =>
      this.#world.bookings.update(
        booking.id,
        {
          title: 'Another title',
          ...('start' in time ? { start: toIso(time.start) } : {}),
          ...('end' in time ? { end: toIso(time.end) } : {}),
          ...(swapped
            ? { resourceRefs: swapped.map(ref), units: byRef(wanted) }
            : {}),
        },
        stale ? booking.version + 1 : booking.version,
        admin,
      ),
    );
    if (result) {
      booking.version++;
      booking.events.push('booking.changed');
      if (claimsChanged) {
        booking.holds = this.#model.holdsFor(
          refs,
          wanted,
          wish.start,
          wish.end,
          active ? booking.holds : [],
        );
        booking.start = wish.start;
        booking.end = wish.end;
      }
    }
    return { expected, actual };
  }

  async #end(one: Command & { do: 'cancel' | 'release' }) {
    const booking = this.#pick(one.nth);
    if (!booking) {
      return { expected: 'ok' as const, actual: 'ok' as const };
    }
    const { actual } = await attempt(() =>
      this.#world.bookings.end(booking.id, { kind: one.do }, admin),
    );
    return { expected: this.#model.end(booking, one.do), actual };
  }

  async #advance(minutes: number) {
    const before = await this.#world.events('booking');
    this.#world.clock.advance(minutes * MINUTE);
    await this.#world.lifecycle.step();
    const expected = this.#model.advance(this.#world.clock.now);
    const told = (await this.#world.events('booking'))
      .slice(before.length)
      .map(({ type, aggregate, data }) => ({
        id: aggregate.slice('booking:'.length),
        type,
        late: data.late === true,
        at: type === 'booking.started' ? data.booking.start : data.booking.end,
      }));
    const order = told.map(({ at, type }) => `${at} ${type}`);
    expect(order).toEqual([...order].sort());
    expect(told.map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
    return { expected: 'ok' as const, actual: 'ok' as const };
  }

  async #setup(minutes: number) {
    const { actual } = await attempt(() =>
      this.#world.types.update(
        this.#ids.get('buffered')!,
        { setupMinutes: minutes },
        '*',
        admin,
      ),
    );
    this.#model.types.get('buffered')!.setup = minutes;
    this.#model.disturbed = true;
    return { expected: 'ok' as const, actual };
  }

  async #changeResource(
    one: Command & { do: 'status' | 'reparent' | 'capacity' | 'archive' },
  ) {
    const of = one.do === 'archive' ? one.nth : one.name;
    if (of === undefined) {
      return { expected: 'ok' as const, actual: 'ok' as const };
    }
    const { resources } = this.#model;
    const resource = resources.get(of)!;
    const id = this.#ids.get(of)!;
    const children = [...resources.values()].filter(r => r.parent === of);
    const update = (change: object) =>
      attempt(() =>
        this.#world.resources.update(id, change, resource.version, admin),
      );
    if (one.do === 'archive') {
      const { actual } = await attempt(() =>
        this.#world.resources.archive(id, admin),
      );
      resource.version += resource.archived ? 0 : 1;
      resource.archived = true;
      return { expected: 'ok' as const, actual };
    }
    if (one.do === 'status') {
      const { actual } = await update({ status: one.status });
      resource.version++;
      resource.status = one.status;
      return { expected: 'ok' as const, actual };
    }
    const parent = one.do === 'reparent' ? one.parent : undefined;
    const impossible =
      one.do === 'capacity'
        ? one.capacity !== undefined && children.some(r => !r.archived)
        : parent !== undefined &&
          (this.#model.isBelow(parent, of) ||
            resources.get(parent)!.archived ||
            resources.get(parent)!.capacity !== undefined);
    const { actual, error } = await update(
      one.do === 'reparent'
        ? { parentRef: parent === undefined ? null : ref(parent) }
        : { capacity: one.capacity ?? 'exclusive' },
    );
    if (impossible) {
      return { expected: 'input' as const, actual };
    }
    const { misfits } = this.#model.tryChange(
      of,
      one.do === 'reparent' ? { parent } : { capacity: one.capacity },
    );
    if (misfits.size > 0) {
      const listed = (
        error as { details?: { conflicts: { bookingId: string }[] } }
      ).details?.conflicts.map(conflict => conflict.bookingId);
      expect(new Set(listed)).toEqual(misfits);
      return { expected: 'conflict' as const, actual };
    }
    resource.version++;
    return { expected: 'ok' as const, actual };
  }
}

const toIso = (instant: number) => new Date(instant).toISOString();
const byRef = (of: Record<string, number>) =>
  Object.fromEntries(Object.entries(of).map(([key, n]) => [ref(key), n]));
const keyOf = (one: { id: string; type: string; late: boolean }) =>
  `${one.id} ${one.type} ${one.late}`;

async function attempt<T = BookingRecord>(
  run: () => Promise<T>,
): Promise<{ actual: Outcome; result?: T; error?: unknown }> {
  try {
    return { actual: 'ok', result: await run() };
  } catch (error) {
    if (error instanceof ClaimConflict) {
      return { actual: 'conflict', error };
    }
    const outcome = (
      {
        InputError: 'input',
        NotAllowedError: 'denied',
        ConflictError: 'conflict',
        SlotTakenError: 'conflict',
        PolicyDeniedError: 'denied',
        PreconditionFailedError: 'stale',
      } as Record<string, Outcome>
    )[(error as Error).name];
    if (!outcome) {
      throw error;
    }
    return { actual: outcome, error };
  }
}
