import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import {
  type Backends,
  fileConfig,
  openBackends,
  quiet,
  upTo,
} from '../__testUtils__/backends';
import { createWorld, type World } from '../__testUtils__/world';
import type { Writer } from '@callboard/backend-database';
import { openDatabase } from './openDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const raise = (tx: Writer) => tx.knex('inventory_revision').increment('n', 1);
const event = {
  type: 'site.changed',
  aggregate: 'site:one',
  actor: 'user:default/admin',
  data: {},
};

describe.each(databases.eachSupportedId())('the database on %p', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
  });

  it('refuses a read or a write beside the transaction that is open', async () => {
    const { database } = world;
    await expect(
      database.write(() => database.read(db => db.knex('site'))),
    ).rejects.toThrow('must use the write’s own handle');
    await expect(database.write(() => database.write(raise))).rejects.toThrow(
      'must use the outer one’s handle',
    );
    // What another request does meanwhile is no business of this one.
    await Promise.all(
      upTo(5).map(n =>
        n % 2
          ? database.write(raise)
          : database.read(db => db.knex('site').select()),
      ),
    );
  });

  it('leaves nothing behind of a command that fails, not even an event', async () => {
    const { database } = world;
    const before = await world.events();
    const kicked = jest.fn();
    const stop = database.outbox.onKick(kicked);

    await expect(
      database.write(async tx => {
        await raise(tx);
        await tx.knex('site').update({ title: 'Half done' });
        await database.outbox.append(tx.knex, [event]);
        throw new Error('No');
      }),
    ).rejects.toThrow('No');

    expect(await world.events()).toEqual(before);
    expect(await world.rows('site')).toMatchObject([{ title: 'Campus' }]);
    expect(kicked).not.toHaveBeenCalled();
    await database.write(tx => database.outbox.append(tx.knex, [event]));
    expect(kicked).toHaveBeenCalled();
    stop();
  });

  it.each(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])(
    'runs a write again after %s, from the start',
    async code => {
      const [{ n: before }] = await world.rows('inventory_revision');
      let runs = 0;
      const result = await world.database.write(async tx => {
        await raise(tx);
        runs++;
        if (runs < 4) {
          throw Object.assign(new Error('not now'), { code });
        }
        return 'done';
      });
      expect({ result, runs }).toEqual({ result: 'done', runs: 4 });
      const [{ n: after }] = await world.rows('inventory_revision');
      expect(Number(after)).toBe(Number(before) + 1);
    },
  );

  it('does not run a write again after any other error', async () => {
    const command = jest.fn(async () => {
      throw Object.assign(new Error('no'), { code: '23514' });
    });
    await expect(world.database.write(command)).rejects.toThrow('no');
    expect(command).toHaveBeenCalledTimes(1);
  });
});

describe.each(databases.eachSupportedId())('two pools on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
  });
  afterEach(() => backends.close());

  it('lose no update that reads before it writes', async () => {
    const { world, both } = backends;
    const [{ n: before }] = await world.rows('inventory_revision');
    await Promise.all(
      upTo(40).map(k =>
        both[k % 2].database.write(async tx => {
          const query = tx.knex('inventory_revision');
          const row = await (tx.postgres ? query.forUpdate() : query).first();
          await tx.knex('inventory_revision').update({ n: Number(row.n) + 1 });
        }),
      ),
    );
    const [{ n: after }] = await world.rows('inventory_revision');
    expect(Number(after)).toBe(Number(before) + 40);
  });

  it('wait for one another’s transactions without an error', async () => {
    const { world, other } = backends;
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const first = world.database.write(async tx => {
      await raise(tx);
      await held;
    });
    setTimeout(release, 800);
    const [{ n: before }] = await other.database.read(db =>
      db.knex('inventory_revision').select(),
    );
    await other.database.write(raise);
    await first;
    const [{ n: after }] = await world.rows('inventory_revision');
    expect(Number(after)).toBe(Number(before) + 2);
  });

  it('migrate an empty database once when they start together', async () => {
    const config =
      id === 'SQLITE_3'
        ? fileConfig(`${backends.filename}-empty`)
        : (await databases.init(id)).client.config;
    const pools = upTo(3).map(() => createKnex({ ...config, log: quiet }));

    const opened = await Promise.all(pools.map(knex => openDatabase({ knex })));

    await Promise.all(opened.map(database => database.write(raise)));
    const rows = await opened[0].read(db => db.knex('inventory_revision'));
    expect(rows.map(({ n }) => Number(n))).toEqual([1 + 3]);
    await Promise.all(pools.map(knex => knex.destroy()));
  });
});

it('takes the write lock of an SQLite file before it reads', async () => {
  const backends = await openBackends(databases, 'SQLITE_3');
  const { world, other } = backends;
  const order: string[] = [];
  const write = (name: string, one: Pick<World, 'database'>) =>
    one.database.write(async tx => {
      order.push(`${name} in`);
      await tx.knex('site').select();
      await new Promise(resolve => setTimeout(resolve, 30));
      await raise(tx);
      order.push(`${name} out`);
    });
  await Promise.all([write('a', world), write('b', other), write('c', world)]);

  // Nobody is let in before the one inside is out, nor thrown out half-way.
  expect(order.map(entry => entry.split(' ')[1])).toEqual([
    'in',
    'out',
    'in',
    'out',
    'in',
    'out',
  ]);
  await backends.close();
});
