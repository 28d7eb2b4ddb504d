import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import createKnex from 'knex';
import { migrateOutbox, Outbox } from '.';
import { PostgresListener } from './PostgresWakeup';
import {
  appendAll,
  createDatabases,
  createRelay,
  happened,
  migrated,
  recordingSink,
  until,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

const databases = createDatabases();
const POLL_MS = 60_000;

describe('PostgresWakeup', () => {
  const opened: Knex[] = [];

  async function database() {
    return migrated(databases, 'POSTGRES_18');
  }

  /** The same database as another backend has it, with a pool of its own. */
  function anotherBackend(knex: Knex, config: Knex.Config = {}): Knex {
    const other = createKnex({
      client: 'pg',
      connection: knex.client.config.connection,
      pool: { min: 0, max: 3 },
      ...config,
    });
    opened.push(other);
    return other;
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(knex => knex.destroy()));
  });

  it('wakes the relay of another backend far below the poll interval', async () => {
    const knex = await database();
    const sink = recordingSink('audit');
    const relay = createRelay(knex, Outbox.create({ database: knex }), [sink], {
      pollMs: POLL_MS,
    });
    await relay.start();
    const other = anotherBackend(knex);
    const outbox = Outbox.create({ database: other });
    // The first may come before the relay listens; connecting wakes it then.
    await appendAll(other, outbox, [happened('booking:1')]);
    await until(() => sink.received.length === 1);

    const start = Date.now();
    await appendAll(other, outbox, [happened('booking:1')]);
    await until(() => sink.received.length === 2);
    const took = Date.now() - start;
    await relay.stop();

    expect(took).toBeLessThan(POLL_MS / 20);
  });

  it('listens again after its connection was ended, and looks for what it missed', async () => {
    const knex = await database();
    const sink = recordingSink('audit');
    const relay = createRelay(knex, Outbox.create({ database: knex }), [sink], {
      pollMs: POLL_MS,
    });
    await relay.start();
    const other = anotherBackend(knex);
    const outbox = Outbox.create({ database: other });
    const listeners = async () =>
      (
        await other.raw(
          `SELECT pid FROM pg_stat_activity
           WHERE datname = current_database() AND query LIKE 'LISTEN callboard_outbox_%'`,
        )
      ).rows as { pid: number }[];
    await until(async () => (await listeners()).length === 1);

    const [{ pid }] = await listeners();
    await other.raw('SELECT pg_terminate_backend(?)', [pid]);
    await appendAll(other, outbox, [happened('booking:1')]);
    await until(() => sink.received.length === 1);
    await until(async () => (await listeners()).some(row => row.pid !== pid));
    await appendAll(other, outbox, [happened('booking:1')]);
    await until(() => sink.received.length === 2);
    await relay.stop();

    expect(sink.received.map(({ sequence }) => sequence)).toEqual([1, 2]);
    await until(async () => (await listeners()).length === 0);
  });

  it('does not wake the plugin in the next schema, nor itself', async () => {
    const knex = await database();
    await knex.raw('CREATE SCHEMA next_plugin');
    const neighbour = anotherBackend(knex, { searchPath: ['next_plugin'] });
    const here = Outbox.create({ database: knex });
    const there = Outbox.create({ database: neighbour });
    const hints: string[] = [];
    const listen = (client: Knex, self: string, name: string) => {
      const listener = PostgresListener.create({
        database: client,
        logger: mockServices.logger.mock(),
        self,
        onHint: () => hints.push(name),
      });
      listener.start();
      return listener;
    };
    const listeners = [
      listen(knex, here.instanceId, 'itself'),
      listen(neighbour, there.instanceId, 'next schema'),
      listen(knex, 'another backend', 'another backend'),
    ];
    await until(() => hints.length === 3);
    hints.length = 0;

    here.kick();
    here.kick();
    here.kick();
    await until(() => hints.length > 0);
    await new Promise(resolve => setTimeout(resolve, 200));
    await Promise.all(listeners.map(listener => listener.stop()));

    // One at once, and one for all that followed it.
    expect(hints).toEqual(['another backend', 'another backend']);
  });

  it('keeps the tables of two plugins in two schemas apart', async () => {
    const knex = await database();
    await knex.raw('CREATE SCHEMA next_plugin');
    const neighbour = anotherBackend(knex, { searchPath: ['next_plugin'] });
    await migrateOutbox(neighbour);
    await appendAll(neighbour, Outbox.create({ database: neighbour }), [
      happened('booking:1'),
    ]);

    expect(await knex('outbox_event')).toHaveLength(0);
    expect(await neighbour('outbox_event')).toHaveLength(1);
  });
});
