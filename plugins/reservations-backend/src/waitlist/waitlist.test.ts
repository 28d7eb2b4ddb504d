import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewWaitlistEntry } from '@callboard/backstage-plugin-reservations-common';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
  type World,
} from '../__testUtils__/world';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const first = asUser('first');
const second = asUser('second');

function wait(
  world: World,
  what: Partial<NewWaitlistEntry>,
  from: string,
  until: string,
  as = first,
) {
  return world.waitlist.join(
    {
      from: at(from),
      until: at(until),
      title: 'A run',
      ...what,
    },
    as,
    { owner: as.actor },
  );
}

const on = (name: string, more: Partial<NewWaitlistEntry> = {}) => ({
  resourceRef: `resource:default/${name}`,
  ...more,
});

describe.each(databases.eachSupportedId())('The waitlist on %p', id => {
  async function open() {
    const world = await createWorld(await databases.init(id));
    const state = async (entry: string) => {
      const { entry: record, hold, position } = await world.waitlist.get(entry);
      return { status: record.status, hold, position };
    };
    return { world, state };
  }

  it('holds what is cancelled for whoever came first, not for who comes now', async () => {
    const { world, state } = await open();
    await world.resource('lab');
    const run = await world.book('lab', '10:00', '12:00');
    const one = await wait(world, on('lab'), '10:00', '12:00');
    const two = await wait(world, on('lab'), '10:00', '12:00', second);
    expect(one.position).toBe(1);
    expect(two.position).toBe(2);

    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());

    const offered = await state(one.entry.id);
    expect(offered).toMatchObject({
      status: 'offered',
      hold: {
        status: 'pending',
        owner: 'user:default/first',
        startAt: Date.parse(at('10:00')),
        expiresAt: Date.parse(at('08:30')),
      },
    });
    expect(await state(two.entry.id)).toMatchObject({
      status: 'waiting',
      position: 1,
    });
    await expect(world.book('lab', '10:00', '12:00')).rejects.toThrow(
      'The time is taken',
    );
    expect((await world.events('waitlist.')).map(({ type }) => type)).toEqual([
      'waitlist.joined',
      'waitlist.joined',
      'waitlist.offered',
    ]);
    // A hold is no booking: it is in no list, and nobody cancels or changes it.
    const holdId = offered.hold!.id;
    const { items } = await world.bookings.list({ limit: 10, order: 'asc' });
    expect(items.map(booking => booking.id)).toEqual([run.id]);
    await expect(
      world.bookings.end(holdId, { kind: 'cancel' }, asUser()),
    ).rejects.toThrow('no booking yet');
    await expect(
      world.bookings.update(holdId, { title: 'Mine' }, '*', asUser()),
    ).rejects.toThrow('no booking yet');
  });

  it('makes a booking of an accepted offer, and only one', async () => {
    const { world, state } = await open();
    await world.resource('lab');
    const run = await world.book('lab', '10:00', '12:00');
    const { entry } = await wait(world, on('lab'), '10:00', '12:00');
    await expect(world.waitlist.accept(entry.id, first, {})).rejects.toThrow(
      'Nothing is offered yet',
    );
    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());

    const { hold } = await state(entry.id);
    const accepted = await world.waitlist.accept(entry.id, first, {});

    expect(accepted.entry).toMatchObject({
      status: 'accepted',
      bookingId: hold!.id,
    });
    const booking = await world.bookings.get(hold!.id);
    expect(booking).toMatchObject({
      status: 'confirmed',
      version: 1,
      owner: 'user:default/first',
      holdOf: undefined,
      expiresAt: undefined,
    });
    await expect(world.waitlist.accept(entry.id, first, {})).rejects.toThrow(
      'this entry is accepted',
    );
    const events = await world.events();
    expect(
      events
        .filter(one => one.aggregate === `booking:${hold!.id}`)
        .map(one => one.type),
    ).toEqual(['booking.created']);
    await expectNoOverbooking(world);
  });

  it('passes on what is declined, withdrawn or not answered', async () => {
    const { world, state } = await open();
    await world.resource('lab');
    const run = await world.book('lab', '10:00', '12:00');
    const entries = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const place = await wait(
        world,
        on('lab'),
        '10:00',
        '12:00',
        asUser(name),
      );
      entries.push(place.entry.id);
    }
    const [a, b, c, d] = entries;
    const system = { actor: 'system' };
    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());
    await world.waitlist.leave(a, 'decline', system);
    expect((await state(a)).status).toBe('declined');
    expect((await state(b)).status).toBe('offered');
    await world.waitlist.leave(b, 'withdraw', system);
    expect((await state(b)).status).toBe('withdrawn');
    expect((await state(c)).status).toBe('offered');

    world.clock.advance(30 * 60_000 - 1);
    await world.waitlistEngine.step();
    expect((await state(c)).status).toBe('offered');
    world.clock.advance(1);
    await expect(world.waitlist.accept(c, first, {})).rejects.toThrow('lapsed');
    await world.waitlistEngine.step();
    expect((await state(c)).status).toBe('lapsed');
    expect(await state(d)).toMatchObject({
      status: 'offered',
      hold: { expiresAt: Date.parse(at('09:00')) },
    });
    await world.waitlist.leave(d, 'decline', system);
    expect(await world.rows('claim')).toEqual([]);
    const lapsed = await world.events('waitlist.lapsed');
    expect(lapsed.map(({ data }) => data.reason)).toEqual([
      'declined',
      'withdrawn',
      'unanswered',
      'declined',
    ]);
  });

  it('lets a lapsed hold stand in nobody’s way, with no engine running', async () => {
    const { world, state } = await open();
    await world.resource('lab');
    const run = await world.book('lab', '10:00', '12:00');
    const one = await wait(world, on('lab'), '10:00', '12:00');
    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());
    await expect(world.book('lab', '11:00', '12:00')).rejects.toThrow();

    world.clock.advance(30 * 60_000);
    await world.book('lab', '11:00', '12:00');
    expect((await state(one.entry.id)).status).toBe('lapsed');
    expect(await world.events('waitlist.lapsed')).toHaveLength(1);

    // But whoever is next in line comes before who books now.
    const two = await wait(world, on('lab'), '09:30', '11:00', second);
    await world.waitlistEngine.step();
    expect((await state(two.entry.id)).status).toBe('offered');
    const three = await wait(world, on('lab'), '09:30', '11:00');
    world.clock.advance(30 * 60_000);
    await expect(world.book('lab', '09:45', '11:00')).rejects.toThrow(
      'The time is taken',
    );
    expect((await state(two.entry.id)).status).toBe('lapsed');
    expect((await state(three.entry.id)).status).toBe('offered');
  });

  it('finds the room in a window that is left, buffers included', async () => {
    const { world, state } = await open();
    await world.type('scope', { setupMinutes: 30, teardownMinutes: 30 });
    await world.resource('scope-1', { type: 'scope' });
    const run = await world.book('scope-1', '10:00', '14:00');
    await world.book('scope-1', '16:00', '18:00');
    const { entry } = await wait(
      world,
      on('scope-1', { minutes: 120 }),
      '10:00',
      '16:00',
    );

    // Ends 13:00, torn down by 13:30; the next setup is at 15:30: too short.
    await world.bookings.update(run.id, { end: at('13:00') }, '*', asUser());
    expect((await state(entry.id)).status).toBe('waiting');
    // Until 12:30: set up from 13:00, torn down by 15:30.
    await world.bookings.update(run.id, { end: at('12:00') }, '*', asUser());
    expect(await state(entry.id)).toMatchObject({
      status: 'offered',
      hold: {
        startAt: Date.parse(at('13:00')),
        endAt: Date.parse(at('15:00')),
      },
    });
    await expectNoOverbooking(world);
  });

  it('gives a node to who waits for one, and the cluster when all of it is free', async () => {
    const { world, state } = await open();
    await world.resource('cluster');
    for (const name of ['node-1', 'node-2']) {
      await world.resource(name, { parentRef: 'resource:default/cluster' });
    }
    const whole = await world.book('cluster', '10:00', '12:00');
    const node = await wait(world, on('node-2'), '10:00', '12:00');
    const all = await wait(world, on('cluster'), '10:00', '12:00', second);
    await world.bookings.end(whole.id, { kind: 'cancel' }, asUser());
    expect((await state(node.entry.id)).status).toBe('offered');
    expect((await state(all.entry.id)).status).toBe('waiting');

    await world.waitlist.accept(node.entry.id, first, {});
    const other = await world.book('node-1', '10:00', '11:00');
    const { bookingId } = (await world.waitlist.get(node.entry.id)).entry;
    await world.bookings.end(bookingId!, { kind: 'cancel' }, first);
    expect((await state(all.entry.id)).status).toBe('waiting');
    await world.bookings.end(other.id, { kind: 'cancel' }, asUser());
    expect((await state(all.entry.id)).status).toBe('offered');
    await expectNoOverbooking(world);
  });

  it('offers any of a type, one hold to each who waits', async () => {
    const { world, state } = await open();
    const names = ['box-1', 'box-2', 'box-3'];
    await world.type('box');
    for (const name of names) {
      await world.resource(name, { type: 'box' });
    }
    const any = { type: 'box', siteRef: world.site.entityRef };
    const runs = [];
    for (const name of names) {
      runs.push(await world.book(name, '10:00', '12:00'));
    }
    const one = await wait(world, any, '10:00', '12:00');
    const two = await wait(world, on('box-2'), '10:00', '12:00', second);
    expect(two.position).toBe(2);
    await world.bookings.end(runs[1].id, { kind: 'cancel' }, asUser());
    expect((await state(one.entry.id)).status).toBe('offered');
    await world.bookings.end(runs[2].id, { kind: 'cancel' }, asUser());
    expect((await state(two.entry.id)).status).toBe('waiting');
    await world.waitlist.leave(one.entry.id, 'decline', first);
    expect(await state(two.entry.id)).toMatchObject({ status: 'offered' });
    await expectNoOverbooking(world);
  });

  it('counts the units of a pool', async () => {
    const { world, state } = await open();
    await world.resource('desks', { capacity: 4 });
    const desks = (units: number) => ({
      units: { 'resource:default/desks': units },
    });
    const big = await world.book('desks', '10:00', '12:00', desks(3));
    const small = await world.book('desks', '10:00', '12:00', desks(1));
    const three = await wait(
      world,
      on('desks', { units: 3 }),
      '10:00',
      '12:00',
    );
    const one = await wait(
      world,
      on('desks', { units: 1 }),
      '10:00',
      '12:00',
      second,
    );
    // One unit is too little for the first, and enough for the second.
    await world.bookings.end(small.id, { kind: 'cancel' }, asUser());
    expect((await state(three.entry.id)).status).toBe('waiting');
    expect((await state(one.entry.id)).status).toBe('offered');
    await world.bookings.end(big.id, { kind: 'cancel' }, asUser());
    expect((await state(three.entry.id)).status).toBe('offered');
    await expectNoOverbooking(world);
    await expect(
      wait(world, on('desks', { units: 5 }), '10:00', '12:00'),
    ).rejects.toThrow('more than there is');
  });

  it('offers at once what is free, and nothing that comes too late', async () => {
    const { world, state } = await open();
    const lab = await world.resource('lab');
    const { entry } = await wait(
      world,
      on('lab', { minutes: 60 }),
      '08:00',
      '10:00',
    );
    await world.waitlistEngine.step();
    // A start that leaves the whole half hour to answer.
    expect(await state(entry.id)).toMatchObject({
      status: 'offered',
      hold: { startAt: Date.parse(at('08:30')) },
    });
    await world.resources.update(
      lab.id,
      { status: 'maintenance', statusReason: 'Broken' },
      '*',
      asUser('admin'),
    );
    const late = await wait(world, on('lab'), '12:00', '13:00', second);
    await world.waitlistEngine.step();
    expect((await state(late.entry.id)).status).toBe('waiting');
    world.clock.now = Date.parse(at('12:00'));
    await world.waitlistEngine.step();
    expect((await state(late.entry.id)).status).toBe('expired');
    expect((await world.events('waitlist.left'))[0].data.reason).toBe(
      'expired',
    );
  });

  it('keeps nobody waiting for what no rule will ever allow', async () => {
    const { world } = await open();
    await world.type('short', { policyDefaults: { maxMinutes: 60 } });
    await world.resource('box', { type: 'short' });
    await world.book('box', '10:00', '11:00');
    await expect(
      wait(world, on('box'), '10:00', '12:00'),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      details: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({ policy: 'max-length', result: 'deny' }),
        ]),
      },
    });
    await wait(world, on('box', { minutes: 60 }), '10:00', '12:00');
    await expect(
      wait(world, on('box', { minutes: 300 }), '10:00', '12:00'),
    ).rejects.toThrow('must fit');
    await expect(wait(world, {}, '10:00', '12:00')).rejects.toThrow('type');
  });

  it('asks the rules again when the offer is accepted', async () => {
    const { world, state } = await open();
    const short = await world.type('short');
    await world.resource('box', { type: 'short' });
    const run = await world.book('box', '10:00', '12:00');
    const { entry } = await wait(world, on('box'), '10:00', '12:00');
    await world.bookings.end(run.id, { kind: 'cancel' }, asUser());
    await world.types.update(
      short.id,
      { policyDefaults: { maxMinutes: 60 } },
      '*',
      asUser('admin'),
    );
    await expect(
      world.waitlist.accept(entry.id, first, {}),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect((await state(entry.id)).status).toBe('offered');
  });
});
