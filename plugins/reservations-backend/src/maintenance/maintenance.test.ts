import { TestDatabases } from '@backstage/backend-test-utils';
import { ManualClock } from '@callboard/backend-database';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
} from '../__testUtils__/world';
import type { Affected } from './affectedBookings';
import type { Choice } from './settleBookings';
import { NOW } from '../__testUtils__/world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
jest.setTimeout(60_000);

const staff = asUser('operations');

const all =
  (decision: Choice['decision']) =>
  async () =>
  (one: Affected): Choice => ({
    decision: one.relation === 'direct' ? decision : 'keep',
  });

async function furnish(knex: Parameters<typeof createWorld>[0]) {
  const clock = new ManualClock(NOW);
  const world = await createWorld(knex, clock);
  await world.resource('rack');
  const one = await world.resource('node-1', {
    parentRef: 'resource:default/rack',
  });
  await world.resource('node-2', { parentRef: 'resource:default/rack' });
  const idOf = async (name: string) =>
    (await world.inventory.latest()).resourceByRef(`resource:default/${name}`)!
      .id;
  const schedule = async (
    name: string,
    from: string,
    until: string,
    decision: Choice['decision'] = 'keep',
  ) =>
    world.maintenance.create(
      {
        resourceId: await idOf(name),
        from: Date.parse(at(from)),
        until: Date.parse(at(until)),
        title: 'New disks',
      },
      all(decision),
      staff,
    );
  return { world, clock, one, schedule };
}

describe.each(databases.eachSupportedId())('maintenance, %s', databaseId => {
  it('refuses bookings of the resource and its parts while it lasts', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    await schedule('rack', '10:00', '12:00');
    await expect(world.book('node-1', '11:00', '13:00')).rejects.toMatchObject({
      details: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({
            policy: 'maintenance',
            result: 'deny',
            code: 'maintenance_window',
            message:
              'node-1 is part of rack, which is in maintenance until 15 Mar 2027, 13:00 CET (New disks).',
            slot: { start: at('12:00'), end: at('14:00') },
          }),
        ]),
      },
    });
    await world.book('node-1', '12:00', '13:00');
    await world.book('node-2', '09:00', '10:00');
  });

  it('counts setup and teardown as part of a booking', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    await world.type('washed', { setupMinutes: 30, teardownMinutes: 30 });
    await world.resource('scope', { type: 'washed' });
    await schedule('scope', '12:00', '13:00');
    await expect(world.book('scope', '10:00', '11:45')).rejects.toThrow(
      /in maintenance/,
    );
    await expect(world.book('scope', '13:15', '14:00')).rejects.toThrow(
      /in maintenance/,
    );
    await world.book('scope', '10:30', '11:30');
    await world.book('scope', '13:30', '14:00');
  });

  it('moves what is in the way to an equivalent resource, or later', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    const first = await world.book('node-1', '10:00', '11:00');
    const second = await world.book('node-1', '11:00', '12:00');
    await world.book('node-2', '11:00', '12:30');
    await world.resource('other-place', { status: 'maintenance' });
    const { outcomes } = await schedule('node-1', '10:30', '12:00', 'move');
    expect(outcomes).toMatchObject([
      {
        bookingId: first.id,
        outcome: 'moved',
        resourceRefs: ['resource:default/node-2'],
        start: at('10:00'),
      },
      {
        bookingId: second.id,
        outcome: 'moved',
        resourceRefs: ['resource:default/node-1'],
        start: at('12:00'),
        end: at('13:00'),
      },
    ]);
    await expectNoOverbooking(world);
    const changed = await world.events('booking.changed');
    expect(changed).toHaveLength(2);
    expect(changed[0].data).toMatchObject({
      reason: 'maintenance',
      maintenance: {
        title: 'New disks',
        resourceRef: 'resource:default/node-1',
      },
    });
    expect((await world.bookings.get(first.id)).version).toBe(2);
  });

  it('cancels, and tells why; leaves what is above alone', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    const node = await world.book('node-1', '10:00', '11:00');
    const rack = await world.book('rack', '11:00', '12:00');
    const { outcomes, window } = await schedule(
      'node-1',
      '10:30',
      '12:00',
      'cancel',
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'cancelled',
      'kept',
    ]);
    expect(await world.bookings.get(node.id)).toMatchObject({
      status: 'cancelled',
      statusReason: 'node-1 is in maintenance: New disks',
    });
    expect((await world.bookings.get(rack.id)).status).toBe('confirmed');
    expect(await world.events('booking.cancelled')).toMatchObject([
      { data: { reason: 'maintenance', maintenance: { id: window.id } } },
    ]);
    expect(await world.events('booking.affected')).toMatchObject([
      { aggregate: `booking:${rack.id}`, data: { reason: 'maintenance' } },
    ]);
    expect(await world.events('maintenance.scheduled')).toMatchObject([
      { data: { bookings: { kept: 1, cancelled: 1, moved: 0 } } },
    ]);
  });

  it('lets what has begun end when the maintenance begins', async () => {
    const { world, clock, schedule } = await furnish(
      await databases.init(databaseId),
    );
    const booking = await world.book('node-1', '08:30', '14:00');
    clock.now = Date.parse(at('09:00'));
    await world.lifecycle.step();
    const { outcomes } = await schedule('node-1', '11:00', '12:00', 'move');
    expect(outcomes).toMatchObject([
      { bookingId: booking.id, outcome: 'shortened', end: at('11:00') },
    ]);
    const soon = await schedule('node-1', '09:00', '10:00', 'cancel');
    expect(soon.outcomes).toMatchObject([{ outcome: 'cancelled' }]);
    expect(await world.events('booking.ended')).toMatchObject([
      { data: { reason: 'cancelled', maintenance: { title: 'New disks' } } },
    ]);
  });

  it('keeps what it can move nowhere, and says so', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    await world.type('lone', { policyDefaults: { horizonDays: 1 } });
    await world.resource('lone-1', { type: 'lone' });
    const booking = await world.book('lone-1', '10:00', '11:00');
    const { outcomes } = await schedule(
      'lone-1',
      '09:00',
      '2027-03-18T00:00:00.000Z',
      'move',
    );
    expect(outcomes).toMatchObject([
      {
        bookingId: booking.id,
        outcome: 'kept',
        message: 'There is no free time for it within two weeks.',
      },
    ]);
    expect(await world.bookings.get(booking.id)).toMatchObject({
      version: 1,
      startAt: Date.parse(at('10:00')),
    });
  });

  it('begins and ends to the second, also after an outage', async () => {
    const { world, clock, schedule } = await furnish(
      await databases.init(databaseId),
    );
    const { window } = await schedule('node-1', '10:00', '11:00');
    clock.now = Date.parse('2027-03-15T09:59:59.999Z');
    expect(await world.maintenanceEngine.step()).toBe(0);
    clock.now = Date.parse(at('10:00'));
    expect(await world.maintenanceEngine.step()).toBe(1);
    expect(await world.maintenance.get(window.id)).toMatchObject({
      status: 'active',
    });
    const late = await schedule('node-2', '11:00', '11:30');
    clock.now = Date.parse(at('12:00'));
    expect(await world.maintenanceEngine.step()).toBe(3);
    expect(await world.maintenanceEngine.step()).toBe(0);
    const events = await world.events('maintenance.');
    expect(
      events
        .filter(one => one.aggregate === `maintenance:${late.window.id}`)
        .map(({ type, data }) => [type, data.late]),
    ).toEqual([
      ['maintenance.scheduled', undefined],
      ['maintenance.started', true],
      ['maintenance.ended', true],
    ]);
    await world.book('node-1', '13:00', '14:00');
  });

  it('opens the resource again when it is called off or over early', async () => {
    const { world, clock, schedule } = await furnish(
      await databases.init(databaseId),
    );
    const off = await schedule('node-1', '10:00', '11:00');
    await expect(
      world.maintenance.finish(off.window.id, 'end', staff),
    ).rejects.toThrow('cancel it instead');
    await world.maintenance.finish(off.window.id, 'cancel', staff);
    await world.book('node-1', '10:00', '11:00');
    const early = await schedule('node-2', '10:00', '12:00');
    clock.now = Date.parse(at('10:30'));
    await expect(
      world.maintenance.finish(early.window.id, 'cancel', staff),
    ).rejects.toThrow('end it instead');
    await world.maintenance.finish(early.window.id, 'end', staff);
    await world.book('node-2', '11:00', '12:00');
    expect(await world.maintenanceEngine.step()).toBe(0);
    expect(
      (await world.events('maintenance.'))
        .filter(one => one.aggregate === `maintenance:${early.window.id}`)
        .map(({ type }) => type),
    ).toEqual([
      'maintenance.scheduled',
      'maintenance.started',
      'maintenance.ended',
    ]);
    await expect(
      world.maintenance.finish(early.window.id, 'end', staff),
    ).rejects.toThrow('over');
  });

  it('decides, when it is made longer, about what it did not hit before', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    const kept = await world.book('node-1', '10:00', '11:00');
    const later = await world.book('node-1', '12:00', '13:00');
    const { window } = await schedule('node-1', '10:00', '11:30');
    const { outcomes, window: changed } = await world.maintenance.update(
      window.id,
      { until: Date.parse(at('13:00')) },
      1,
      all('cancel'),
      staff,
    );
    expect(changed.version).toBe(2);
    expect(outcomes).toMatchObject([
      { bookingId: later.id, outcome: 'cancelled' },
    ]);
    expect((await world.bookings.get(kept.id)).status).toBe('confirmed');
    await expect(
      world.maintenance.update(
        window.id,
        { title: 'x' },
        1,
        all('keep'),
        staff,
      ),
    ).rejects.toMatchObject({ statusCode: 412 });
  });

  it('tells the owners when a resource is taken out of service', async () => {
    const { world, clock } = await furnish(await databases.init(databaseId));
    const now = await world.book('node-1', '08:30', '09:30');
    const soon = await world.book('node-1', '10:00', '11:00');
    const past = await world.book('node-2', '08:00', '08:30');
    clock.now = Date.parse(at('09:00'));
    await world.lifecycle.step();
    const rack = (await world.inventory.latest()).resourceByRef(
      'resource:default/rack',
    )!;
    await world.resources.update(
      rack.id,
      { status: 'unavailable', statusReason: 'No power' },
      rack.version,
      staff,
    );
    const told = await world.events('booking.affected');
    expect(told.map(({ aggregate }) => aggregate).sort()).toEqual(
      [now, soon].map(({ id }) => `booking:${id}`).sort(),
    );
    expect(told.map(({ aggregate }) => aggregate)).not.toContain(
      `booking:${past.id}`,
    );
    expect(told[0].data).toMatchObject({
      reason: 'status',
      status: {
        resourceTitle: 'rack',
        status: 'unavailable',
        message: 'No power',
      },
    });
    await world.resources.update(
      rack.id,
      { statusReason: 'No power until noon' },
      '*',
      staff,
    );
    expect(await world.events('booking.affected')).toHaveLength(2);
  });

  it('never misses a booking that is made at the same time', async () => {
    const { world, schedule } = await furnish(await databases.init(databaseId));
    for (let round = 0; round < 8; round++) {
      const day = `2027-04-${String(round + 1).padStart(2, '0')}`;
      const [made, booked] = await Promise.allSettled([
        schedule(
          'rack',
          `${day}T10:00:00.000Z`,
          `${day}T12:00:00.000Z`,
          'cancel',
        ),
        world.book('node-1', `${day}T11:00:00.000Z`, `${day}T13:00:00.000Z`),
      ]);
      expect(made.status).toBe('fulfilled');
      const became =
        booked.status === 'fulfilled'
          ? (await world.bookings.get(booked.value.id)).status
          : String(booked.reason);
      expect(became).toMatch(/^cancelled$|in maintenance/);
    }
  });
});
