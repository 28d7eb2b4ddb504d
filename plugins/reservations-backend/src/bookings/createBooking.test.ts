import { TestDatabases } from '@backstage/backend-test-utils';
import {
  at,
  createWorld,
  expectNoOverbooking,
  NOW,
} from '../__testUtils__/world';
import { ClaimConflict } from './ClaimTransaction';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('booking on %p', id => {
  const createTestWorld = async () => createWorld(await databases.init(id));

  it('stores the booking, its claims and one event', async () => {
    const world = await createTestWorld();
    await world.type('slow', { setupMinutes: 120, teardownMinutes: 30 });
    await world.resource('scope', { type: 'slow' });

    const booking = await world.book('scope', '12:00', '14:00');

    expect(booking).toMatchObject({
      version: 1,
      status: 'confirmed',
      owner: 'user:default/researcher',
      startAt: Date.parse(at('12:00')),
      timeZone: 'Europe/Rome',
      setupMinutes: 120,
      teardownMinutes: 30,
      createdAt: Date.parse(NOW),
    });
    expect(await world.bookings.get(booking.id)).toEqual(booking);
    const claims = await world.rows('claim');
    expect(claims).toHaveLength(1);
    expect(Number(claims[0].from_at)).toBe(Date.parse(at('10:00')));
    expect(Number(claims[0].until_at)).toBe(Date.parse(at('14:30')));
    expect(await world.events('booking')).toEqual([
      expect.objectContaining({
        type: 'booking.created',
        aggregate: `booking:${booking.id}`,
        sequence: 1,
      }),
    ]);
  });

  it('lets bookings touch, and refuses those that overlap', async () => {
    const world = await createTestWorld();
    await world.resource('gpu');
    await world.book('gpu', '10:00', '11:00');
    await world.book('gpu', '11:00', '12:00');

    await expect(world.book('gpu', '10:30', '11:30')).rejects.toBeInstanceOf(
      ClaimConflict,
    );
    expect(await world.rows('booking')).toHaveLength(2);
    expect(await world.events('booking')).toHaveLength(2);
    await expectNoOverbooking(world);
  });

  it('keeps a three-level tree apart: a node blocks what is above and below', async () => {
    const world = await createTestWorld();
    await world.resource('cluster');
    for (const rack of ['rack-a', 'rack-b']) {
      await world.resource(rack, { parentRef: 'resource:default/cluster' });
      for (const node of ['1', '2']) {
        await world.resource(`${rack}-${node}`, {
          parentRef: `resource:default/${rack}`,
        });
      }
    }
    await world.book('rack-a-1', '10:00', '12:00');

    await world.book('rack-a-2', '10:00', '12:00');
    await world.book('rack-b', '10:00', '11:00');
    for (const taken of ['rack-a', 'cluster', 'rack-b-1', 'rack-a-1']) {
      await expect(world.book(taken, '10:30', '11:00')).rejects.toThrow(
        'The time is taken',
      );
    }
    await world.book('cluster', '12:00', '13:00');
    await expect(world.book('rack-b-2', '12:30', '13:30')).rejects.toThrow(
      'The time is taken',
    );
    await expectNoOverbooking(world);
  });

  it('reduces a cluster and its own node to the cluster, and says so', async () => {
    const world = await createTestWorld();
    await world.resource('cluster');
    await world.resource('node', { parentRef: 'resource:default/cluster' });

    const booking = await world.book(['node', 'cluster'], '10:00', '11:00');

    expect(booking.resources).toHaveLength(1);
    expect(booking.notices).toEqual([
      expect.objectContaining({
        code: 'reduced_to_ancestor',
        resourceRef: 'resource:default/node',
      }),
    ]);
    expect(await world.rows('claim')).toHaveLength(1);
  });

  it('claims an ancestor shared by several resources once', async () => {
    const world = await createTestWorld();
    await world.resource('cluster');
    await world.resource('one', { parentRef: 'resource:default/cluster' });
    await world.resource('two', { parentRef: 'resource:default/cluster' });

    await world.book(['one', 'two'], '10:00', '11:00');

    expect(await world.rows('claim')).toHaveLength(3);
    await expect(world.book('cluster', '10:00', '11:00')).rejects.toThrow();
    await expectNoOverbooking(world);
  });

  it('books all resources or none', async () => {
    const world = await createTestWorld();
    await world.resource('one');
    await world.resource('two');
    await world.book('two', '10:00', '11:00');

    await expect(
      world.book(['one', 'two'], '10:00', '11:00'),
    ).rejects.toBeInstanceOf(ClaimConflict);

    expect(await world.rows('claim')).toHaveLength(1);
    await world.book('one', '10:00', '11:00');
  });

  it('fills a pool to its units at any instant, by the peak', async () => {
    const world = await createTestWorld();
    await world.resource('licences', { capacity: 3 });
    const ref = 'resource:default/licences';
    await world.book('licences', '10:00', '11:00', { units: { [ref]: 2 } });
    await world.book('licences', '11:00', '12:00', { units: { [ref]: 2 } });

    // Two claims of two units follow each other: one unit is free throughout.
    await world.book('licences', '10:30', '11:30', { units: { [ref]: 1 } });
    await expect(
      world.book('licences', '10:45', '11:15', { units: { [ref]: 1 } }),
    ).rejects.toBeInstanceOf(ClaimConflict);
    await expectNoOverbooking(world);
  });

  it.each([
    ['start', '07:00', '10:00'],
    ['end', '10:00', '10:00'],
    ['end', '11:00', '10:00'],
    ['end', '11:00', '2029-03-15T08:00:00.000Z'],
  ])('names %s when it cannot be: %s to %s', async (field, start, end) => {
    const world = await createTestWorld();
    await world.resource('gpu');

    await expect(world.book('gpu', start, end)).rejects.toMatchObject({
      name: 'InputError',
      details: { fields: [{ field }] },
    });
    expect(await world.rows('booking')).toEqual([]);
  });

  it('refuses while the resource or one above it is not active', async () => {
    const world = await createTestWorld();
    const cluster = await world.resource('cluster');
    await world.resource('node', { parentRef: 'resource:default/cluster' });
    await world.resources.update(
      cluster.id,
      { status: 'maintenance', statusReason: 'new disks' },
      1,
      { credentials: {} as never, actor: 'user:default/admin' },
    );

    await expect(world.book('node', '10:00', '11:00')).rejects.toMatchObject({
      name: 'NotAllowedError',
      details: {
        verdicts: expect.arrayContaining([
          expect.objectContaining({
            policy: 'resource-status',
            result: 'deny',
            message: expect.stringContaining('new disks'),
          }),
        ]),
      },
    });
  });

  it('checks parameters against the type', async () => {
    const world = await createTestWorld();
    await world.type('server', {
      bookingParametersSchema: {
        properties: { vlan: { type: 'integer' } },
        required: ['vlan'],
        additionalProperties: false,
      },
    });
    await world.resource('srv', { type: 'server' });

    await expect(world.book('srv', '10:00', '11:00')).rejects.toMatchObject({
      details: { fields: [{ field: 'parameters/vlan' }] },
    });
    const booking = await world.book('srv', '10:00', '11:00', {
      parameters: { vlan: 7 },
    });
    expect(booking.parameters).toEqual({ vlan: 7 });
  });

  it('gives one slot to one of two hundred, and tells the others', async () => {
    const world = await createTestWorld();
    await world.resource('cluster');
    await world.resource('node', { parentRef: 'resource:default/cluster' });

    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        world.book(n % 2 ? 'node' : 'cluster', '10:00', '11:00'),
      ),
    );

    const failed = outcomes.flatMap(o =>
      o.status === 'rejected' ? [o.reason] : [],
    );
    expect(failed).toHaveLength(199);
    expect(failed.every(e => e instanceof ClaimConflict)).toBe(true);
    expect(await world.events('booking')).toHaveLength(1);
    await expectNoOverbooking(world);
  });
});
