import { TestDatabases } from '@backstage/backend-test-utils';
import { type Backends, openBackends, upTo } from '../__testUtils__/backends';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
  type World,
} from '../__testUtils__/world';
import type { ManualClock } from '@callboard/backend-database';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MINUTE = 60_000;

/** `setup_started run`, with what it is about where that is not all. */
async function told(world: World): Promise<string[]> {
  return (await world.events('booking'))
    .filter(({ type }) => type !== 'booking.created')
    .map(({ type, data }) => {
      const { booking, resources, late } = data;
      const names = resources.map((one: { name: string }) => one.name);
      const part = names.length < booking.resourceRefs.length;
      return [
        type.replace('booking.', ''),
        booking.title,
        ...(part ? [`(${names})`] : []),
        ...(late ? ['late'] : []),
      ].join(' ');
    });
}

describe.each(databases.eachSupportedId())('setup and teardown on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
    await world.type('lab', { setupMinutes: 60, teardownMinutes: 30 });
    await world.resource('lab-1', { type: 'lab' });
    await world.resource('desk');
  });

  const book = (
    title: string,
    names: string | string[],
    start: string,
    end: string,
  ) => world.book(names, start, end, { title });
  const stepAt = (time: string, more = 0) => {
    world.clock.now = Date.parse(at(time)) + more;
    return world.lifecycle.step();
  };

  it('are told once, at their instants and not before', async () => {
    const { id: booking } = await book('run', 'lab-1', '10:00', '11:00');
    await book('plain', 'desk', '10:00', '11:00');
    expect(await stepAt('09:00', -1)).toBe(0);
    expect(await stepAt('09:00')).toBe(1);
    expect(await stepAt('09:30')).toBe(0);
    expect(await world.bookings.get(booking)).toMatchObject({
      status: 'confirmed',
      version: 1,
    });
    expect(await stepAt('10:00')).toBe(2);
    expect(await stepAt('11:00')).toBe(2);
    expect(await stepAt('11:30', -1)).toBe(0);
    expect(await stepAt('11:30')).toBe(1);
    expect(await stepAt('13:00')).toBe(0);

    expect((await told(world)).filter(line => !line.includes('plain'))).toEqual(
      ['setup_started run', 'started run', 'ended run', 'teardown_ended run'],
    );
    expect((await told(world)).filter(line => line.includes('plain'))).toEqual([
      'started plain',
      'ended plain',
    ]);
  });

  it('are told in order after an outage, and say that they are late', async () => {
    // Touching, buffers included; made in the opposite order.
    await book('c', 'lab-1', '14:30', '15:00');
    await book('b', 'lab-1', '12:30', '13:00');
    await book('a', 'lab-1', '10:00', '11:00');
    expect(await stepAt('13:30')).toBe(9);

    expect(await told(world)).toEqual([
      'setup_started a late',
      'started a late',
      'ended a late',
      'teardown_ended a late',
      'setup_started b late',
      'started b late',
      'ended b late',
      // Due this very instant.
      'teardown_ended b',
      'setup_started c',
    ]);
  });

  it('are told for each resource at its own time', async () => {
    await book('both', ['lab-1', 'desk'], '10:00', '11:00');
    await book('next', 'desk', '11:00', '12:00');
    for (const time of ['09:00', '10:00', '11:00', '11:30', '12:00']) {
      await stepAt(time);
    }

    // The desk is the next booker's while the laboratory is torn down.
    expect(await told(world)).toEqual([
      'setup_started both (lab-1)',
      'started both',
      'ended both',
      'started next',
      'teardown_ended both (lab-1)',
      'ended next',
    ]);
    const [setup] = await world.events('booking.setup_started');
    expect(setup.data.resources).toHaveLength(1);
  });

  it('follow what is given back early', async () => {
    const booking = await book('run', 'lab-1', '10:00', '13:00');
    await stepAt('09:00');
    await stepAt('10:00');
    world.clock.now = Date.parse(at('10:20'));
    await world.bookings.end(booking.id, { kind: 'release' }, asUser());
    expect(await stepAt('10:50', -1)).toBe(0);
    expect(await stepAt('10:50')).toBe(1);
    expect(await stepAt('15:00')).toBe(0);

    expect(await told(world)).toEqual([
      'setup_started run',
      'started run',
      'ended run',
      'teardown_ended run',
    ]);
  });

  it('tear down what was set up and then cancelled, before anybody else comes', async () => {
    await world.type('prepared', { setupMinutes: 60 });
    await world.resource('prepared-1', { type: 'prepared' });
    const names = ['lab-1', 'prepared-1', 'desk'];
    const run = await book('run', names, '10:00', '13:00');
    const never = await book('never', 'lab-1', '15:00', '16:00');
    await stepAt('09:00');
    world.clock.now = Date.parse(at('09:20'));
    await world.bookings.end(never.id, { kind: 'cancel' }, asUser());
    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());

    // The teardown of half an hour is still before it, and the desk was free.
    await expect(book('x', 'lab-1', '10:45', '11:00')).rejects.toThrow('taken');
    await book('next', 'lab-1', '10:50', '11:00');
    await book('now', 'desk', '09:20', '09:30');
    await expectNoOverbooking(world);
    for (const time of ['09:20', '09:50', '12:00']) {
      await stepAt(time);
    }
    const lines = await told(world);
    expect(lines.slice(0, 4)).toEqual([
      'setup_started run (lab-1,prepared-1)',
      'cancelled never',
      'cancelled run',
      // No teardown of its own, but it was set up.
      'teardown_ended run (prepared-1)',
    ]);
    expect(lines.filter(line => /run|next/.test(line)).slice(3)).toEqual([
      'teardown_ended run (lab-1)',
      'setup_started next',
      'started next late',
      'ended next late',
      'teardown_ended next late',
    ]);
  });

  it('are told again for what moves away after it was set up', async () => {
    const booking = await book('run', 'lab-1', '10:00', '11:00');
    await stepAt('09:00');
    world.clock.now = Date.parse(at('09:30'));
    const nearer = await world.bookings.update(
      booking.id,
      { start: at('10:15'), end: at('11:15') },
      booking.version,
      asUser(),
    );
    expect(await world.lifecycle.step()).toBe(0);
    await world.bookings.update(
      booking.id,
      { start: at('14:00'), end: at('15:00') },
      nearer.version,
      asUser(),
    );
    for (const time of ['10:00', '13:00', '14:00']) {
      await stepAt(time);
    }

    expect(await told(world)).toEqual([
      'setup_started run',
      'changed run',
      'changed run',
      'teardown_ended run',
      'setup_started run',
      'started run',
    ]);
    expect((await world.events('booking.teardown_ended'))[0].data.reason).toBe(
      'moved',
    );
  });

  it('come with the first step for what is booked at short notice', async () => {
    world.clock.now = Date.parse(at('09:30'));
    await book('run', 'lab-1', '10:00', '11:00');
    expect(await world.lifecycle.step()).toBe(1);
    await stepAt('10:00');

    expect(await told(world)).toEqual([
      'setup_started run late',
      'started run',
    ]);
  });
});

describe.each(databases.eachSupportedId())('two engines on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
  });
  afterEach(() => backends.close());

  it('tell setups and teardowns once, and keep them apart on each resource', async () => {
    const { world, both } = backends;
    const clock = world.clock as ManualClock;
    await world.type('node', { setupMinutes: 10, teardownMinutes: 20 });
    await world.resource('rack');
    const names = upTo(8).map(n => `node-${n}`);
    for (const name of names) {
      await world.resource(name, {
        type: 'node',
        parentRef: 'resource:default/rack',
      });
    }
    const start = Date.parse(at('10:00'));
    for (const slot of upTo(4)) {
      const from = new Date(start + slot * 60 * MINUTE).toISOString();
      const to = new Date(start + (slot * 60 + 30) * MINUTE).toISOString();
      await Promise.all(names.map(name => world.book(name, from, to)));
    }
    for (let minute = 0; minute < 6 * 60; minute += 45) {
      clock.now = start + minute * MINUTE;
      for (let changed = 1; changed > 0;) {
        const counts = await Promise.all(both.map(one => one.lifecycle.step()));
        changed = counts[0] + counts[1];
      }
    }

    const events = (await world.events('booking')).filter(
      ({ type }) => type !== 'booking.created',
    );
    expect(events).toHaveLength(4 * 4 * 8);
    for (const name of names) {
      const mine = events
        .filter(({ data }) => data.resources[0].name === name)
        .map(({ type, aggregate }) => ({ type, aggregate }));
      const inOrder = [...new Set(mine.map(one => one.aggregate))].flatMap(
        aggregate =>
          ['setup_started', 'started', 'ended', 'teardown_ended'].map(what => ({
            type: `booking.${what}`,
            aggregate,
          })),
      );
      expect(mine).toEqual(inOrder);
    }
  });
});
