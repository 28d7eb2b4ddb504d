import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  openBackends,
  tally,
  upTo,
} from '../__testUtils__/backends';
import { asUser, at, createWorld, type World } from '../__testUtils__/world';
import { databaseClock, type ManualClock } from '@callboard/backend-database';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MINUTE = 60_000;

/** `started gpu-1`, in the order in which they were told. */
async function told(world: World): Promise<string[]> {
  return (await world.events('booking'))
    .filter(({ type }) => type !== 'booking.created')
    .map(
      ({ type, data }) =>
        `${type.replace('booking.', '')} ${data.booking.title}${data.late ? ' late' : ''}`,
    );
}

async function stepAt(world: World, time: string) {
  world.clock.now = Date.parse(at(time));
  return world.lifecycle.step();
}

describe.each(databases.eachSupportedId())('the lifecycle on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
  });

  const book = (
    title: string,
    names: string | string[],
    start: string,
    end: string,
  ) => world.book(names, start, end, { title });

  it('starts and ends once, at the instant and not before', async () => {
    await world.resource('gpu');
    const booking = await book('run', 'gpu', '10:00', '11:00');

    world.clock.now = Date.parse(at('10:00')) - 1;
    expect(await world.lifecycle.step()).toBe(0);
    expect(await stepAt(world, '10:00')).toBe(1);
    expect(await world.bookings.get(booking.id)).toMatchObject({
      status: 'active',
      version: 2,
      updatedAt: Date.parse(at('10:00')),
    });
    expect(await world.lifecycle.step()).toBe(0);
    world.clock.now = Date.parse(at('11:00')) - 1;
    expect(await world.lifecycle.step()).toBe(0);
    expect(await stepAt(world, '11:00')).toBe(1);
    expect(await stepAt(world, '12:00')).toBe(0);

    expect(await world.bookings.get(booking.id)).toMatchObject({
      status: 'completed',
      version: 3,
    });
    const events = await world.events('booking');
    expect(events.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
      '1 booking.created',
      '2 booking.started',
      '3 booking.ended',
    ]);
    expect(events[2].data).toMatchObject({
      reason: 'completed',
      booking: { status: 'completed', version: 3 },
    });
  });

  it('ends before it starts, of what is due at one instant', async () => {
    await world.resource('cluster');
    await world.resource('node', { parentRef: 'resource:default/cluster' });
    await world.resource('apart');
    // Made in the opposite order, so that no id or row order helps.
    for (const hour of [12, 11, 10]) {
      const name = hour === 11 ? 'node' : 'cluster';
      await book(`${name}-${hour}`, name, `${hour}:00`, `${hour + 1}:00`);
      await book(`apart-${hour}`, 'apart', `${hour}:00`, `${hour + 1}:00`);
    }
    await stepAt(world, '10:00');
    await stepAt(world, '11:00');
    await stepAt(world, '12:00');
    await stepAt(world, '13:00');

    const order = (await told(world)).map(line => line.split(' '));
    expect(order.map(([what]) => what)).toEqual(
      [2, 2, 2, 2, 2, 2].flatMap((n, i) =>
        Array(n).fill(i % 2 ? 'ended' : 'started'),
      ),
    );
  });

  it('catches up after an outage, in order, once, and says it is late', async () => {
    await world.resource('gpu');
    await world.resource('other');
    await book('a', 'gpu', '10:00', '10:30');
    await book('b', 'gpu', '10:30', '11:15');
    await book('c', 'gpu', '11:15', '14:00');
    await book('d', 'other', '10:15', '11:15');
    await book('e', 'other', '12:00', '13:00');
    await stepAt(world, '10:00');

    expect(await stepAt(world, '12:00')).toBe(7);
    expect(await world.lifecycle.step()).toBe(0);

    const lines = await told(world);
    expect(lines.slice(0, 5)).toEqual([
      'started a',
      'started d late',
      'ended a late',
      'started b late',
      expect.stringMatching(/^ended [bd] late$/),
    ]);
    expect(lines.slice(5)).toEqual([
      expect.stringMatching(/^ended [bd] late$/),
      'started c late',
      // Due this very instant.
      'started e',
    ]);
  });

  it('keeps claims until teardown is over, and drops them some time later', async () => {
    await world.type('slow', { teardownMinutes: 30 });
    await world.type('prepared', { setupMinutes: 60 });
    await world.resource('scope', { type: 'slow' });
    await world.resource('lab', { type: 'prepared' });
    await book('run', 'scope', '10:00', '11:00');
    await book('run', 'lab', '10:00', '11:00');
    await stepAt(world, '10:00');
    await stepAt(world, '11:00');
    await stepAt(world, '11:20');

    await expect(book('next', 'scope', '11:25', '12:00')).rejects.toThrow(
      'The time is taken',
    );
    // An hour of setup before 11:55 began before the last one had ended.
    await stepAt(world, '11:50');
    await expect(book('next', 'lab', '11:55', '12:30')).rejects.toThrow(
      'The time is taken',
    );
    await book('next', 'lab', '12:00', '12:30');
    await book('next', 'scope', '11:50', '12:30');
    await stepAt(world, '18:00');
    expect(await world.rows('claim')).toEqual([]);
  });

  it('extends what is active although its type now takes longer to set up', async () => {
    const { id: type } = await world.type('bench', { setupMinutes: 0 });
    await world.resource('bench-1', { type: 'bench' });
    await book('before', 'bench-1', '09:00', '10:00');
    const active = await book('active', 'bench-1', '10:00', '11:00');
    await stepAt(world, '10:00');
    await world.types.update(type, { setupMinutes: 30 }, '*', asUser('admin'));

    const longer = await world.bookings.update(
      active.id,
      { end: at('12:00') },
      2,
      asUser(),
    );
    expect(longer).toMatchObject({ status: 'active', setupMinutes: 0 });
  });

  it('tells of what is ended early as it was, and never ends it again', async () => {
    await world.type('slow', { teardownMinutes: 30 });
    for (const name of ['one', 'two', 'three']) {
      await world.resource(name, { type: 'slow' });
    }
    const released = await book('released', 'one', '10:00', '12:00');
    const cancelled = await book('cancelled', 'two', '10:00', '12:00');
    const early = await book('early', 'three', '10:00', '12:00');
    await expect(
      world.bookings.end(released.id, { kind: 'release' }, asUser()),
    ).rejects.toThrow('has not begun');
    await world.bookings.end(early.id, { kind: 'cancel' }, asUser());
    await stepAt(world, '10:00');
    world.clock.now = Date.parse(at('10:40'));
    await world.bookings.end(released.id, { kind: 'release' }, asUser());
    await world.bookings.end(
      cancelled.id,
      { kind: 'cancel', reason: 'broken' },
      asUser(),
    );
    await stepAt(world, '13:00');

    const ended = (await world.events('booking.ended')).map(e => e.data);
    expect(ended).toMatchObject([
      { reason: 'released', booking: { end: at('10:40') } },
      { reason: 'cancelled', message: 'broken', plannedEnd: at('12:00') },
    ]);
    expect((await told(world)).sort()).toEqual([
      'cancelled early',
      'ended cancelled',
      'ended released',
      'started cancelled',
      'started released',
      'teardown_ended cancelled late',
      'teardown_ended released late',
    ]);
    const claims = await world.rows('claim');
    expect(claims.map(claim => Number(claim.until_at))).toEqual(
      claims.map(() => Date.parse(at('11:10'))),
    );
  });

  it('goes on after an error', async () => {
    await world.resource('gpu');
    await book('run', 'gpu', '10:00', '11:00');
    world.clock.now = Date.parse(at('10:00'));
    let failures = 0;
    jest.spyOn(world.inventory, 'latest').mockImplementation(async () => {
      failures++;
      throw new Error('The database is away');
    });
    world.lifecycle.start();
    while (failures === 0) {
      await sleep(10);
    }
    jest.restoreAllMocks();
    while ((await told(world)).length === 0) {
      await sleep(20);
    }
    await world.lifecycle.stop();
    expect(await told(world)).toEqual(['started run']);
  });
});

describe.each(databases.eachSupportedId())('two engines on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
  });
  afterEach(() => backends.close());

  const stepBoth = async () => {
    // One may find the other at work on all there is: until nobody finds any.
    let changed = 1;
    while (changed > 0) {
      const counts = await Promise.all(
        backends.both.map(one => one.lifecycle.step()),
      );
      changed = counts[0] + counts[1];
    }
  };

  it('tell everything once, and on one resource ends before starts', async () => {
    const { world } = backends;
    const clock = world.clock as ManualClock;
    await world.resource('cluster');
    const names = upTo(12).map(n => `node-${n}`);
    for (const name of names) {
      await world.resource(name, { parentRef: 'resource:default/cluster' });
    }
    // Back to back in half hours on each node; at times on all of the cluster.
    for (const slot of upTo(6)) {
      const start = new Date(Date.parse(at('10:00')) + slot * 30 * MINUTE);
      const end = new Date(start.getTime() + 30 * MINUTE).toISOString();
      const wanted = slot % 3 === 2 ? ['cluster'] : names;
      await Promise.all(
        wanted.map(name => world.book(name, start.toISOString(), end)),
      );
    }

    for (const time of ['10:00', '10:30', '12:15', '13:00']) {
      clock.now = Date.parse(at(time));
      await stepBoth();
    }

    const events = (await world.events('booking')).filter(
      ({ type }) => type !== 'booking.created',
    );
    expect(events).toHaveLength(2 * (4 * 12 + 2));
    expect(new Set(events.map(e => `${e.aggregate} ${e.type}`)).size).toBe(
      events.length,
    );
    const running = new Map<string, string>();
    for (const { type, aggregate, data } of events) {
      const refs: string[] = data.booking.resourceRefs;
      const claimed = refs.includes('resource:default/cluster')
        ? names
        : refs.map(one => one.split('/')[1]);
      for (const name of claimed) {
        // I5: nothing starts on a resource before what was there has ended.
        expect(running.get(name)).toBe(
          type === 'booking.started' ? undefined : aggregate,
        );
        if (type === 'booking.started') {
          running.set(name, aggregate);
        } else {
          running.delete(name);
        }
      }
    }
    expect(running.size).toBe(0);
  });

  if (id === 'POSTGRES_18') {
    it('start nothing where another engine is still ending something', async () => {
      const { world, other, knex } = backends;
      await world.resource('cluster');
      await world.resource('node', { parentRef: 'resource:default/cluster' });
      await world.resource('apart');
      const before = await world.book('node', '10:00', '11:00', { title: 'a' });
      await world.book('cluster', '11:00', '12:00', { title: 'b' });
      await world.book('apart', '11:00', '12:00', { title: 'c' });
      await stepAt(world, '10:00');
      await knex.transaction(async trx => {
        await trx('booking').where({ id: before.id }).forUpdate();
        world.clock.now = Date.parse(at('11:00'));

        expect(await other.lifecycle.step()).toBe(1);
        expect((await told(world)).slice(1)).toEqual(['started c']);
      });
      await other.lifecycle.step();
      expect((await told(world)).slice(2)).toEqual(['ended a', 'started b']);
    });
  }

  it('and people who end bookings agree on one end each', async () => {
    const { world } = backends;
    const clock = world.clock as ManualClock;
    const ids: string[] = [];
    for (const n of upTo(20)) {
      await world.resource(`gpu-${n}`);
      ids.push((await world.book(`gpu-${n}`, '10:00', '11:00')).id);
    }
    clock.now = Date.parse(at('10:00'));
    await stepBoth();
    clock.now = Date.parse(at('11:00'));

    const [outcomes] = await Promise.all([
      Promise.allSettled(
        ids.map((one, n) =>
          backends.both[n % 2].bookings.end(
            one,
            { kind: n % 4 < 2 ? 'cancel' : 'release' },
            asUser(),
          ),
        ),
      ),
      stepBoth(),
    ]);

    expect(
      Object.keys(tally(outcomes)).filter(
        name => !['ok', 'ConflictError'].includes(name),
      ),
    ).toEqual([]);
    const ended = await world.events('booking.ended');
    expect(ended).toHaveLength(20);
    expect(new Set(ended.map(event => event.aggregate)).size).toBe(20);
    const byPeople = ended.filter(({ data }) => data.reason !== 'completed');
    expect(byPeople).toHaveLength(tally(outcomes).ok ?? 0);
  });

  it('leave bookings alone that are being made, and miss none', async () => {
    const { world, other, both } = backends;
    const clock = world.clock as ManualClock;
    for (const n of upTo(4)) {
      await world.resource(`gpu-${n}`);
    }
    let stopped = false;
    const engines = both.map(async ({ lifecycle }) => {
      while (!stopped) {
        await lifecycle.step();
        await sleep(2);
      }
    });
    let made = 0;
    for (const round of upTo(10)) {
      const start = clock.now + 1_000;
      const outcomes = await Promise.allSettled(
        upTo(8).map(n =>
          both[n % 2].bookings.create(
            world.booking(
              `gpu-${n % 4}`,
              new Date(start).toISOString(),
              new Date(start + MINUTE).toISOString(),
              { title: `${round}` },
            ),
            'user:default/researcher',
            asUser(),
          ),
        ),
      );
      expect(tally(outcomes)).toEqual({ ok: 4, ClaimConflict: 4 });
      made += 4;
      clock.advance(MINUTE + 1_000);
    }
    stopped = true;
    await Promise.all(engines);
    clock.advance(MINUTE);
    await stepBoth();

    expect(await world.events('booking.started')).toHaveLength(made);
    expect(await world.events('booking.ended')).toHaveLength(made);
    expect(await other.lifecycle.step()).toBe(0);
  });
});

it.each(databases.eachSupportedId())(
  'starts within a second by the clock of %p',
  async id => {
    const backends = await openBackends(databases, id, databaseClock);
    const { world, other } = backends;
    await world.resource('gpu');
    world.lifecycle.start();
    other.lifecycle.start();
    const reached = async (bookingId: string, status: string) => {
      while ((await world.bookings.get(bookingId)).status !== status) {
        await sleep(10);
      }
      return (await world.bookings.get(bookingId)).updatedAt;
    };
    // The best of three: a busy machine may hold up one of them, an engine that
    // looks too seldom holds up all.
    const delays: { start: number; end: number }[] = [];
    for (let n = 0; n < 3; n += 1) {
      const start = Date.now() + 2_500;
      const { id: bookingId } = await world.book(
        'gpu',
        new Date(start).toISOString(),
        new Date(start + 1_000).toISOString(),
      );
      delays.push({
        start: (await reached(bookingId, 'active')) - start,
        end: (await reached(bookingId, 'completed')) - start - 1_000,
      });
    }
    await Promise.all(backends.both.map(one => one.lifecycle.stop()));

    const starts = delays.map(({ start }) => start);
    const ends = delays.map(({ end }) => end);
    expect(Math.min(...starts, ...ends)).toBeGreaterThanOrEqual(0);
    expect(Math.min(...starts)).toBeLessThan(1_000);
    expect(Math.min(...ends)).toBeLessThan(1_000);
    expect(await told(world)).toHaveLength(6);
    await backends.close();
  },
);
