import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  openBackends,
  tally,
  upTo,
} from '../__testUtils__/backends';
import { asUser, at, expectNoOverbooking } from '../__testUtils__/world';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('two backends on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
  });
  afterEach(() => backends.close());

  /** Books through one backend or the other. */
  const bookBy = (
    n: number,
    names: string | string[],
    start: string,
    end: string,
    more: object = {},
    as = asUser(),
  ) =>
    backends.both[n % 2].bookings.create(
      backends.world.booking(names, start, end, more),
      as.actor,
      as,
    );

  const buildTree = async () => {
    const { world } = backends;
    await world.resource('cluster');
    await world.resource('rack', { parentRef: 'resource:default/cluster' });
    for (const n of upTo(4)) {
      await world.resource(`node-${n}`, { parentRef: 'resource:default/rack' });
    }
  };

  it('gives one slot to one of a thousand', async () => {
    await backends.world.resource('gpu');

    const outcomes = await Promise.allSettled(
      upTo(1000).map(n => bookBy(n, 'gpu', '10:00', '11:00')),
    );

    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 999 });
    expect(await backends.world.rows('booking')).toHaveLength(1);
    expect(await backends.world.events('booking')).toHaveLength(1);
    expect(backends.errorCodes.filter(code => code === '40P01')).toEqual([]);
    await expectNoOverbooking(backends.world);
  });

  it('gives a cluster, its rack or its node to one of a thousand', async () => {
    await buildTree();
    const path = ['cluster', 'rack', 'node-0'];

    const outcomes = await Promise.allSettled(
      upTo(1000).map(n => bookBy(n, path[n % 3], '10:00', '11:00')),
    );

    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 999 });
    expect(backends.errorCodes.filter(code => code === '40P01')).toEqual([]);
    await expectNoOverbooking(backends.world);
  });

  it('gives a cluster to one, or each of its nodes to one', async () => {
    await buildTree();
    const names = ['cluster', 'node-0', 'node-1', 'node-2', 'node-3'];
    // Another slot for each round: who comes first differs.
    for (const round of upTo(6)) {
      const start = new Date(Date.parse(at('10:00')) + round * 3_600_000);
      const end = new Date(start.getTime() + 3_600_000);
      const wishes = upTo(100).map(n => names[(n + round) % names.length]);

      const outcomes = await Promise.allSettled(
        wishes.map((name, n) =>
          bookBy(n >> 1, name, start.toISOString(), end.toISOString()),
        ),
      );

      const won = wishes
        .filter((_, n) => outcomes[n].status === 'fulfilled')
        .sort();
      expect([['cluster'], names.slice(1)]).toContainEqual(won);
      expect(tally(outcomes)).toEqual({
        ok: won.length,
        ClaimConflict: 100 - won.length,
      });
    }
    await expectNoOverbooking(backends.world);
  });

  it('never passes a pool of units, and refuses nobody who fits', async () => {
    await backends.world.resource('licences', { capacity: 97 });
    const units = upTo(200).map(n => 1 + ((n * 7) % 3));

    const outcomes = await Promise.allSettled(
      units.map((wanted, n) =>
        // Times differ, all overlap 11:00.
        bookBy(n >> 1, 'licences', n % 3 ? '10:00' : '10:30', '12:00', {
          units: { 'resource:default/licences': wanted },
        }),
      ),
    );

    const taken = units.filter((_, n) => outcomes[n].status === 'fulfilled');
    const total = taken.reduce((sum, n) => sum + n, 0);
    expect(total).toBeLessThanOrEqual(97);
    // Units are only ever taken: who does not fit in the end was refused rightly.
    const refused = units.filter((_, n) => outcomes[n].status === 'rejected');
    expect(refused.filter(wanted => wanted <= 97 - total)).toEqual([]);
    expect(tally(outcomes)).toEqual({
      ok: taken.length,
      ClaimConflict: refused.length,
    });
    await expectNoOverbooking(backends.world);
  });

  it('makes one booking of a hundred requests with one key', async () => {
    await backends.world.resource('gpu');
    const as = {
      ...asUser(),
      idempotency: {
        principal: 'user:default/researcher',
        route: 'POST /bookings',
        key: 'one',
        requestHash: 'same',
      },
    };

    const made = await Promise.all(
      upTo(100).map(n => bookBy(n, 'gpu', '10:00', '11:00', {}, as)),
    );

    expect(new Set(made.map(booking => booking.id)).size).toBe(1);
    expect(made[99]).toEqual(made[0]);
    expect(await backends.world.rows('booking')).toHaveLength(1);
    expect(await backends.world.events('booking')).toHaveLength(1);
    const another = {
      ...as,
      idempotency: { ...as.idempotency, requestHash: 'another' },
    };
    await expect(
      bookBy(1, 'gpu', '14:00', '15:00', {}, another),
    ).rejects.toMatchObject({ name: 'UnprocessableError' });
    expect(await backends.world.rows('booking')).toHaveLength(1);
  });

  it('keeps no answer of a refused request: it may be sent again', async () => {
    await backends.world.resource('gpu');
    const inTheWay = await bookBy(0, 'gpu', '10:00', '11:00');
    const as = {
      ...asUser(),
      idempotency: {
        principal: 'user:default/researcher',
        route: 'POST /bookings',
        key: 'two',
        requestHash: 'same',
      },
    };
    await expect(bookBy(0, 'gpu', '10:00', '11:00', {}, as)).rejects.toThrow(
      'The time is taken',
    );
    expect(await backends.world.rows('idempotency_key')).toEqual([]);

    await backends.other.bookings.end(inTheWay.id, { kind: 'cancel' }, as);
    await expect(
      bookBy(
        1,
        'gpu',
        '10:00',
        '11:00',
        {},
        { ...as, idempotency: { ...as.idempotency, key: 'three' } },
      ),
    ).resolves.toMatchObject({ status: 'confirmed' });
  });

  it('moves bookings that touch onto freed time', async () => {
    await buildTree();
    const { world, other } = backends;
    const first = await bookBy(0, ['node-0', 'node-1'], '10:00', '11:00');
    const second = await bookBy(1, ['node-0', 'node-2'], '11:00', '12:00');

    // Onto part of its own time, then both along, the later one first.
    await world.bookings.update(
      second.id,
      { start: at('11:30'), end: at('12:30') },
      1,
      asUser(),
    );
    await other.bookings.update(
      first.id,
      { start: at('10:30'), end: at('11:30') },
      1,
      asUser(),
    );
    await world.bookings.update(first.id, { end: at('11:00') }, 2, asUser());
    await other.bookings.update(second.id, { start: at('11:00') }, 2, asUser());

    await expect(
      world.bookings.update(second.id, { start: at('10:45') }, 3, asUser()),
    ).rejects.toThrow('The time is taken');
    expect((await world.bookings.get(second.id)).version).toBe(3);
    await expectNoOverbooking(world);
  });

  it('refuses both of two bookings that want each other’s time', async () => {
    await backends.world.resource('gpu');
    const first = await bookBy(0, 'gpu', '10:00', '11:00');
    const second = await bookBy(1, 'gpu', '11:00', '12:00');

    const outcomes = await Promise.allSettled([
      backends.world.bookings.update(
        first.id,
        { start: at('11:00'), end: at('12:00') },
        1,
        asUser(),
      ),
      backends.other.bookings.update(
        second.id,
        { start: at('10:00'), end: at('11:00') },
        1,
        asUser(),
      ),
    ]);

    expect(tally(outcomes)).toEqual({ ClaimConflict: 2 });
  });

  it('lets one of several edits of one version through', async () => {
    await backends.world.resource('gpu');
    const { id: booking } = await bookBy(0, 'gpu', '10:00', '11:00');

    const outcomes = await Promise.allSettled(
      upTo(20).map(n =>
        backends.both[n % 2].bookings.update(
          booking,
          n % 4 < 2
            ? { title: `Edit ${n}` }
            : { end: at(`1${2 + (n % 3)}:00`) },
          1,
          asUser(),
        ),
      ),
    );

    expect(tally(outcomes)).toEqual({ ok: 1, PreconditionFailedError: 19 });
    expect((await backends.world.bookings.get(booking)).version).toBe(2);
    expect(await backends.world.events('booking')).toHaveLength(2);
    expect(await backends.world.rows('claim')).toHaveLength(1);
  });

  it('cancels once, whatever is edited meanwhile', async () => {
    const { both } = backends;
    await backends.world.resource('gpu');
    for (const round of upTo(8)) {
      const start = new Date(Date.parse(at('10:00')) + round * 7_200_000);
      const ends = new Date(start.getTime() + 3_600_000).toISOString();
      const { id: booking } = await bookBy(
        round,
        'gpu',
        start.toISOString(),
        ends,
      );

      const cancels = Promise.allSettled(
        upTo(10).map(n =>
          both[n % 2].bookings.end(booking, { kind: 'cancel' }, asUser()),
        ),
      );
      const [edit] = await Promise.allSettled([
        backends.other.bookings.update(
          booking,
          round % 2
            ? { title: 'Edited' }
            : { end: new Date(start.getTime() + 5_400_000).toISOString() },
          1,
          asUser(),
        ),
      ]);

      // A cancellation names no version: it must never fail for an edit's sake.
      expect(tally(await cancels)).toEqual({ ok: 1, ConflictError: 9 });
      const stored = await backends.world.bookings.get(booking);
      expect(stored.status).toBe('cancelled');
      expect(stored.version).toBe(edit.status === 'fulfilled' ? 3 : 2);
      const told = (await backends.world.events('booking'))
        .filter(event => event.aggregate === `booking:${booking}`)
        .map(event => event.type);
      expect(told).toEqual(
        edit.status === 'fulfilled'
          ? ['booking.created', 'booking.changed', 'booking.cancelled']
          : ['booking.created', 'booking.cancelled'],
      );
    }
    expect(await backends.world.rows('claim')).toEqual([]);
    // The order of locks is the same for all of them.
    expect(backends.errorCodes.filter(code => code === '40P01')).toEqual([]);
  });

  it('books many resources in any order without a deadlock', async () => {
    await buildTree();
    const names = ['cluster', 'rack', 'node-0', 'node-1', 'node-2', 'node-3'];
    for (const name of ['x', 'y', 'z']) {
      await backends.world.resource(name);
      names.push(name);
    }
    const shuffled = (n: number) =>
      names
        .map((name, i) => ({ name, key: ((i + 1) * (n * 7919 + 13)) % 101 }))
        .sort((a, b) => a.key - b.key)
        .slice(0, 2 + (n % 3))
        .map(({ name }) => name);

    const outcomes = await Promise.allSettled(
      upTo(200).map(n =>
        bookBy(n, shuffled(n), `1${n % 6}:00`, `1${(n % 6) + 1}:30`),
      ),
    );

    const counts = tally(outcomes);
    expect(Object.keys(counts).sort()).toEqual(['ClaimConflict', 'ok']);
    expect(backends.errorCodes.filter(code => code === '40P01')).toEqual([]);
    await expectNoOverbooking(backends.world);
  });

  it('books while nodes are moved between racks', async () => {
    const { world, other } = backends;
    await buildTree();
    await world.resource('shelf', { parentRef: 'resource:default/cluster' });
    const { id: node } = (
      await world.resources.list({ limit: 10, q: 'node-0' })
    ).items[0];
    const moves = (async () => {
      const counts: Record<string, number> = {};
      for (const n of upTo(12)) {
        const parentRef = `resource:default/${n % 2 ? 'rack' : 'shelf'}`;
        const [outcome] = await Promise.allSettled([
          world.resources.update(node, { parentRef }, '*', asUser('admin')),
        ]);
        const name = Object.keys(tally([outcome]))[0];
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    })();

    const names = ['node-0', 'rack', 'shelf', 'node-1'];
    const outcomes = await Promise.allSettled(
      upTo(60).map(n =>
        other.bookings.create(
          world.booking(names[n % 4], `1${n % 5}:00`, `1${n % 5}:45`),
          'user:default/researcher',
          asUser(),
        ),
      ),
    );

    const moved = await moves;
    expect(
      Object.keys(moved).filter(k => !['ok', 'SlotTakenError'].includes(k)),
    ).toEqual([]);
    expect(Object.keys(tally(outcomes)).sort()).toEqual([
      'ClaimConflict',
      'ok',
    ]);
    await expectNoOverbooking(world);
    await expectPartClaimsOfAncestors(backends);
  });
});

/** Every whole claim has its part claims, on the ancestors of today. */
async function expectPartClaimsOfAncestors({ world }: Backends) {
  const inventory = await world.inventory.latest();
  const claims = await world.rows('claim');
  const expected = claims
    .filter(claim => claim.whole)
    .flatMap(claim =>
      inventory
        .ancestors(inventory.resource(claim.resource_id)!)
        .map(above => `${claim.booking_id} ${above.id}`),
    );
  const parts = claims
    .filter(claim => !claim.whole)
    .map(claim => `${claim.booking_id} ${claim.resource_id}`);
  expect(parts.sort()).toEqual([...new Set(expected)].sort());
}
