import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  lineUp,
  openBackends,
  tally,
  untilWaiting,
  upTo,
} from '../__testUtils__/backends';
import { asUser, at, expectNoOverbooking } from '../__testUtils__/world';
import { SlotTakenError } from '../errors';
import { ClaimConflict } from './ClaimTransaction';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');
const resource = (id: string) => ({ table: 'resource' as const, id });

if (databases.supports('POSTGRES_18')) {
  // Each transaction is held at a row lock until the other waits behind it.
  describe('two transactions at one lock', () => {
    let backends: Backends;
    let ids: Record<string, string>;

    beforeEach(async () => {
      backends = await openBackends(databases, 'POSTGRES_18');
      const { world } = backends;
      ids = {};
      const add = async (name: string, more: object = {}) => {
        ids[name] = (await world.resource(name, more)).id;
      };
      await add('cluster');
      await add('rack-a', { parentRef: 'resource:default/cluster' });
      await add('rack-b', { parentRef: 'resource:default/cluster' });
      await add('node', { parentRef: 'resource:default/rack-a' });
      await add('pool', { capacity: 3 });
      // The other backend knows all of it, and learns of no change by itself.
      await backends.other.inventory.latest();
    });
    afterEach(() => backends.close());

    const book = (name: string, units?: number) =>
      backends.other.bookings.create(
        backends.world.booking(name, '10:00', '11:00', {
          ...(units ? { units: { [`resource:default/${name}`]: units } } : {}),
        }),
        'user:default/researcher',
        asUser(),
      );
    const change = (name: string, what: object) =>
      backends.world.resources.update(ids[name], what, '*', admin);
    const toRackB = { parentRef: 'resource:default/rack-b' };

    const claimedBy = async (bookingId: string) =>
      (await backends.world.rows('claim'))
        .filter(claim => claim.booking_id === bookingId)
        .map(
          claim =>
            `${claim.whole ? 'whole' : 'part'} ${Object.keys(ids).find(
              name => ids[name] === claim.resource_id,
            )}`,
        )
        .sort();

    it('books below the new rack what was planned below the old one', async () => {
      const [moved, booked] = await lineUp(backends.knex, resource(ids.node), [
        () => change('node', toRackB),
        () => book('node'),
      ]);

      expect(moved.status).toBe('fulfilled');
      const { id } = (booked as PromiseFulfilledResult<{ id: string }>).value;
      expect(await claimedBy(id)).toEqual([
        'part cluster',
        'part rack-b',
        'whole node',
      ]);
    });

    it('refuses what was planned below the old rack when the new one is taken', async () => {
      await book('rack-b');
      await backends.other.inventory.latest();

      const outcomes = await lineUp(backends.knex, resource(ids.node), [
        () => change('node', toRackB),
        () => book('node'),
      ]);

      expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 1 });
      expect(outcomes[0].status).toBe('fulfilled');
      expect(await backends.world.rows('booking')).toHaveLength(1);
    });

    it('moves the claims of a booking that came just before', async () => {
      const [booked, moved] = await lineUp(backends.knex, resource(ids.node), [
        () => book('node'),
        () => change('node', toRackB),
      ]);

      expect(moved.status).toBe('fulfilled');
      const { id } = (booked as PromiseFulfilledResult<{ id: string }>).value;
      expect(await claimedBy(id)).toEqual([
        'part cluster',
        'part rack-b',
        'whole node',
      ]);
      await book('rack-a');
      await expect(book('rack-b')).rejects.toBeInstanceOf(ClaimConflict);
    });

    it('does not move a node below a rack that was booked just before', async () => {
      await book('node');

      const outcomes = await lineUp(backends.knex, resource(ids['rack-b']), [
        () => book('rack-b'),
        () => change('node', toRackB),
      ]);

      expect(tally(outcomes)).toEqual({ ok: 1, SlotTakenError: 1 });
      await expectNoOverbooking(backends.world);
    });

    it.each(['node', 'rack-a', 'cluster'])(
      'refuses a node when %s went into maintenance just before',
      async name => {
        const outcomes = await lineUp(backends.knex, resource(ids[name]), [
          () => change(name, { status: 'maintenance' }),
          () => book('node'),
        ]);

        expect(tally(outcomes)).toEqual({ ok: 1, PolicyDeniedError: 1 });
        expect(await backends.world.rows('claim')).toEqual([]);
      },
    );

    it('decides on the capacity there is once its turn has come', async () => {
      const lowered = await lineUp(backends.knex, resource(ids.pool), [
        () => change('pool', { capacity: 2 }),
        () => book('pool', 3),
      ]);
      expect(lowered[0].status).toBe('fulfilled');
      expect(lowered[1]).toMatchObject({ reason: { name: 'InputError' } });

      await change('pool', { capacity: 3 });
      await backends.other.inventory.latest();
      const [booked, refused] = await lineUp(
        backends.knex,
        resource(ids.pool),
        [() => book('pool', 3), () => change('pool', { capacity: 2 })],
      );
      const { id } = (booked as PromiseFulfilledResult<{ id: string }>).value;
      const { reason } = refused as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(SlotTakenError);
      expect(reason.details.conflicts).toMatchObject([{ bookingId: id }]);
    });

    it('lets a change of the title and a cancellation pass each other', async () => {
      const { id } = await book('node');

      const outcomes = await lineUp(backends.knex, { table: 'booking', id }, [
        () => backends.world.bookings.update(id, { title: 'B' }, 1, admin),
        () => backends.other.bookings.end(id, { kind: 'cancel' }, admin),
      ]);

      expect(tally(outcomes)).toEqual({ ok: 2 });
      expect(backends.errorCodes).toEqual([]);
      expect(await backends.world.bookings.get(id)).toMatchObject({
        status: 'cancelled',
        version: 3,
        title: 'B',
      });
    });

    it('locks in one order, whatever order things are named in', async () => {
      const { world, other } = backends;
      // One on its own whose id comes before that of one below the rack.
      const below = ['node'];
      const alone: string[] = [];
      const byId = (a: string, b: string) => (ids[a] < ids[b] ? -1 : 1);
      do {
        const n = alone.length;
        ids[`node-${n}`] = (
          await world.resource(`node-${n}`, {
            parentRef: 'resource:default/rack-a',
          })
        ).id;
        ids[`alone-${n}`] = (await world.resource(`alone-${n}`)).id;
        below.push(`node-${n}`);
        alone.push(`alone-${n}`);
        below.sort(byId).reverse();
        alone.sort(byId);
      } while (byId(alone[0], below[0]) > 0);
      await other.inventory.latest();

      const outcomes = await lineUp(
        backends.knex,
        resource(ids['rack-a']),
        [
          { names: [below[0], alone[0]], by: world },
          { names: [alone[0], below[0]], by: other },
        ].map(({ names, by }) => () => {
          const input = world.booking(names, '10:00', '11:00');
          return by.bookings.create(input, 'user:default/researcher', admin);
        }),
      );

      expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 1 });
      expect(backends.errorCodes).toEqual([]);
    });

    it('takes the locks that a new place in the tree needs', async () => {
      const { knex } = backends;
      const raise = (trx: typeof knex) =>
        trx('inventory_revision').increment('n', 1);
      let booked: Promise<unknown> = Promise.resolve();
      await knex.transaction(async maintenance => {
        await knex.transaction(async move => {
          await move('resource').where({ id: ids.node }).forUpdate();
          booked = book('node').catch(error => error);
          await untilWaiting(knex, 1);
          await move('resource')
            .where({ id: ids.node })
            .update({ parent_id: ids['rack-b'] });
          await raise(move);
          await maintenance('resource')
            .where({ id: ids['rack-b'] })
            .update({ status: 'maintenance' });
        });
        // The booker sees that the node is below rack-b now, and waits for it.
        await untilWaiting(knex, 1);
        await raise(maintenance);
      });

      expect(await booked).toMatchObject({ name: 'NotAllowedError' });
      expect(await backends.world.rows('booking')).toEqual([]);
    });

    it('turns what only the constraint notices into a conflict', async () => {
      const inTheWay = await book('node');
      await backends.world.bookings.update(
        inTheWay.id,
        { start: at('14:00'), end: at('15:00') },
        1,
        admin,
      );
      let outcome: Promise<unknown> = Promise.resolve();
      await backends.knex.transaction(async trx => {
        // Somebody claims without taking the locks.
        await trx('claim').insert({
          ...{ booking_id: inTheWay.id, resource_id: ids['rack-b'] },
          ...{ whole: true, exclusive: true, units: 1 },
          ...{
            from_at: Date.parse(at('10:30')),
            until_at: Date.parse(at('12:00')),
          },
        });
        outcome = book('rack-b').catch(error => error);
        // The foreign key of that claim holds a lock that the booker waits for.
        await new Promise(resolve => setTimeout(resolve, 300));
      });

      expect(await outcome).toBeInstanceOf(ClaimConflict);
      expect(await backends.world.rows('booking')).toHaveLength(1);
    });
  });

  it('says READ COMMITTED itself, where the database’s default is another', async () => {
    const backends = await openBackends(
      databases,
      'POSTGRES_18',
      undefined,
      async knex => {
        const { rows } = await knex.raw('SELECT current_database() AS name');
        await knex.raw(
          `ALTER DATABASE ?? SET default_transaction_isolation = 'repeatable read'`,
          [rows[0].name],
        );
      },
    );
    const { world, other, knex } = backends;
    const isolation = async (in_: typeof knex) =>
      (await in_.raw('SHOW transaction_isolation')).rows[0]
        .transaction_isolation;
    expect(await isolation(knex)).toBe('repeatable read');
    await world.database.write(async tx => {
      expect(await isolation(tx.knex)).toBe('read committed');
    });
    const { id } = await world.resource('gpu');
    await other.inventory.latest();
    const input = world.booking('gpu', '10:00', '11:00');

    const outcomes = await lineUp(
      knex,
      resource(id),
      [world, other].map(
        one => () =>
          one.bookings.create(input, 'user:default/researcher', admin),
      ),
    );

    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 1 });
    expect(backends.errorCodes).toEqual([]);
    await backends.close();
  });
}

describe.each(databases.eachSupportedId())('the backstop on %p', id => {
  it('refuses claims that overlap, unless both are part or none exclusive', async () => {
    const backends = await openBackends(databases, id);
    const { world, knex } = backends;
    const gpu = await world.resource('gpu');
    const booking = await world.book('gpu', '20:00', '21:00');
    const claim = (from: string, until: string, more: object = {}) =>
      knex('claim').insert({
        ...{ booking_id: booking.id, resource_id: gpu.id, units: 1 },
        ...{ whole: true, exclusive: true, ...more },
        ...{ from_at: Date.parse(at(from)), until_at: Date.parse(at(until)) },
      });
    const overlap = /claim_no_overlap/;
    await claim('10:00', '12:00');
    await claim('14:00', '16:00', { whole: false });

    await expect(claim('11:00', '13:00')).rejects.toThrow(overlap);
    await expect(claim('09:00', '17:00', { whole: false })).rejects.toThrow(
      overlap,
    );
    await expect(claim('15:00', '15:30')).rejects.toThrow(overlap);
    await claim('12:00', '14:00');
    await claim('15:00', '17:00', { whole: false });
    await claim('10:00', '12:00', { exclusive: false });
    await expect(
      knex('claim')
        .where({ from_at: Date.parse(at('12:00')) })
        .update({ until_at: Date.parse(at('14:30')) }),
    ).rejects.toThrow(overlap);
    await backends.close();
  });
});

it('shares one SQLite file with another process', async () => {
  const backends = await openBackends(databases, 'SQLITE_3');
  const { world } = backends;
  await world.resource('cluster');
  await world.resource('node', { parentRef: 'resource:default/cluster' });
  const slots = 30;
  const children = upTo(2).map(() =>
    fork(
      path.join(__dirname, '..', '__testUtils__', 'bookerProcess.ts'),
      [backends.filename, String(slots), '4'],
      {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
      },
    ),
  );
  await Promise.all(children.map(child => messageWith(child, 'ready')));
  const answers = children.map(child =>
    messageWith<{ counts: Record<string, number> }>(child, 'counts'),
  );
  children.forEach(child => child.send('go'));
  const counts = await Promise.all(answers);

  const total: Record<string, number> = {};
  for (const [name, n] of counts.flatMap(one => Object.entries(one.counts))) {
    total[name] = (total[name] ?? 0) + n;
  }
  expect(total).toEqual({ ok: slots, ClaimConflict: 2 * 4 * slots - slots });
  expect(await world.rows('booking')).toHaveLength(slots);
  expect(await world.events('booking')).toHaveLength(slots);
  await expectNoOverbooking(world);
  await backends.close();
});

/** The next message with that in it; the transpiler sends some of its own. */
function messageWith<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: object) => {
      if (key in message) {
        resolve(message as T);
      }
    });
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The other process ended with code ${code}`)),
    );
  });
}
