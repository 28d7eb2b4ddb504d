import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import { type DomainEvent, Outbox, migrateOutbox, retryOnBusy } from '.';
import {
  appendAll,
  createRelay,
  happened,
  recordingSink,
  sequencesByAggregate,
  until,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

// Two backends on one file, each with its own connection. They do not wait for
// each other in the driver, which would stop the whole process here, so that
// every collision is an SQLITE_BUSY that somebody has to handle.
describe.each(['wal', 'delete'])('one SQLite file, journal %s', journal => {
  let folder: string;
  let backends: Knex[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'callboard-outbox-'));
    backends = upTo(2).map(() =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: path.join(folder, 'plugin.sqlite') },
        useNullAsDefault: true,
        pool: {
          min: 1,
          max: 1,
          afterCreate: (
            connection: { pragma(sql: string): void },
            done: () => void,
          ) => {
            connection.pragma('busy_timeout = 0');
            connection.pragma(`journal_mode = ${journal}`);
            done();
          },
        },
      }),
    );
  });

  afterEach(async () => {
    await Promise.all(backends.map(knex => knex.destroy()));
    await rm(folder, { recursive: true, force: true });
  });

  it('migrates once and delivers each event exactly once, in order', async () => {
    await Promise.all(backends.map(knex => migrateOutbox(knex)));
    expect(await backends[0]('callboard_outbox_migrations')).toHaveLength(3);

    const received: DomainEvent[] = [];
    const outboxes = backends.map(database => Outbox.create({ database }));
    const relays = backends.map((database, index) =>
      createRelay(
        database,
        outboxes[index],
        [recordingSink('audit', { into: received })],
        { pollMs: 20, concurrency: 3, batchSize: 3 },
      ),
    );
    for (const relay of relays) {
      await relay.start();
    }
    await Promise.all(
      backends.map(async (knex, index) => {
        for (const n of upTo(25)) {
          await retryOnBusy(() =>
            appendAll(knex, outboxes[index], [
              happened('booking:both'),
              happened(`booking:${index}`, { data: { n } }),
              ...upTo(3).map(m => happened(`booking:many-${m}`)),
            ]),
          );
        }
      }),
    );
    await until(
      async () =>
        (await retryOnBusy(() => outboxes[0].stats()))[0].pending === 0,
    );
    await Promise.all(relays.map(relay => relay.stop()));

    expect(received).toHaveLength(250);
    expect(new Set(received.map(({ id }) => id)).size).toBe(250);
    expect(sequencesByAggregate(received)).toEqual({
      'booking:0': upTo(25),
      'booking:1': upTo(25),
      'booking:both': upTo(50),
      'booking:many-1': upTo(50),
      'booking:many-2': upTo(50),
      'booking:many-3': upTo(50),
    });
  });
});
