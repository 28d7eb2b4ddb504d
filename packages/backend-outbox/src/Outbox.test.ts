import { randomUUID } from 'node:crypto';
import { migrateOutbox, Outbox } from '.';
import {
  appendAll,
  createDatabases,
  createRelay,
  drain,
  happened,
  migrated,
  recordingSink,
  sequencesByAggregate,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

const databases = createDatabases();

describe.each(databases.eachSupportedId())('Outbox, %p', databaseId => {
  it('migrates once when several backends start together', async () => {
    const knex = await databases.init(databaseId);
    await Promise.all([
      migrateOutbox(knex),
      migrateOutbox(knex),
      migrateOutbox(knex),
    ]);
    await migrateOutbox(knex);

    expect(await knex('callboard_outbox_migrations')).toHaveLength(3);
    expect(await knex.schema.hasTable('knex_migrations')).toBe(false);
  });

  it('returns and stores the event as it was given', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit');
    await outbox.registerSinks([sink]);
    const data = {
      title: 'NUL \u0000, half a pair \ud800, "quotes", {braces}, ?, \\, ünï',
      nested: { list: [1, null, true], empty: {} },
    };

    const [written] = await appendAll(knex, outbox, [
      {
        type: 'booking.confirmed',
        aggregate: 'booking:1',
        actor: 'plugin:reservations',
        occurredAt: new Date('2026-03-29T01:30:00.123Z'),
        orderingKeys: ['booking:1', 'resource:"a,b"'],
        refs: { site: 'campus', resources: ['r1', 'r2'], owner: undefined },
        correlationId: 'request-7',
        version: 2,
        data,
      },
    ]);

    expect(written).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'booking.confirmed',
      aggregate: 'booking:1',
      sequence: 1,
      actor: 'plugin:reservations',
      occurredAt: '2026-03-29T01:30:00.123Z',
      orderingKeys: ['booking:1', 'resource:"a,b"'],
      refs: { site: 'campus', resources: ['r1', 'r2'] },
      correlationId: 'request-7',
      version: 2,
      data,
    });
    await drain(createRelay(knex, outbox, [sink]));
    expect(sink.received).toEqual([written]);
  });

  it('fills in what is left out, with the time of the database', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });

    const before = Date.now();
    const [event] = await appendAll(knex, outbox, [happened('booking:1')]);

    expect(event).toMatchObject({
      version: 1,
      orderingKeys: ['booking:1'],
      refs: {},
    });
    expect(event).not.toHaveProperty('correlationId');
    const occurredAt = Date.parse(event.occurredAt);
    expect(Math.abs(occurredAt - before)).toBeLessThan(5_000);
  });

  it.each([
    ['actor', { actor: '' }],
    ['actor', { actor: '  ' }],
    ['actor', { actor: undefined as unknown as string }],
    ['type', { type: '' }],
    ['aggregate', { aggregate: '' }],
    ['aggregate', { aggregate: 'booking:\0' }],
    ['correlationId', { correlationId: 'half \ud800' }],
    ['version', { version: 0 }],
    ['occurredAt', { occurredAt: new Date(NaN) }],
    ['data', { data: undefined as unknown as {} }],
  ])('refuses an event with a bad %s', async (field, change) => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });

    await expect(
      appendAll(knex, outbox, [
        happened('booking:1'),
        happened('booking:2', change),
      ]),
    ).rejects.toThrow(`"${field}"`);
    expect(await knex('outbox_event')).toHaveLength(0);
  });

  it('refuses to append outside of a transaction', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const notATransaction = knex as unknown as Parameters<Outbox['append']>[0];

    await expect(
      outbox.append(notATransaction, [happened('booking:1')]),
    ).rejects.toThrow('inside a transaction');
  });

  it('emits nothing from a transaction that is rolled back', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit');
    const relay = createRelay(knex, outbox, [sink]);
    await relay.step();

    await expect(
      knex.transaction(async tx => {
        await outbox.append(tx, [happened('booking:1'), happened('booking:2')]);
        throw new Error('changed our mind');
      }),
    ).rejects.toThrow('changed our mind');
    expect(await drain(relay)).toBe(0);

    const [next] = await appendAll(knex, outbox, [happened('booking:1')]);
    expect(next.sequence).toBe(1);
    expect(await drain(relay)).toBe(1);
    expect(sink.received.map(({ id }) => id)).toEqual([next.id]);
  });

  it('numbers many events of many aggregates, in the order given', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex, sinkIds: ['audit'] });
    await appendAll(knex, outbox, [happened('booking:b')]);

    const statements: string[] = [];
    const written = await knex.transaction(async tx => {
      tx.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      return outbox.append(
        tx,
        upTo(300).map(n =>
          happened(`booking:${'abc'[n % 3]}`, { data: { n } }),
        ),
      );
    });

    expect(
      statements.filter(sql => sql.includes('outbox_')).length,
    ).toBeLessThanOrEqual(3);
    expect(written.map(event => event.data.n)).toEqual(upTo(300));
    expect(sequencesByAggregate(written)).toEqual({
      'booking:a': upTo(100),
      'booking:b': upTo(100).map(n => n + 1),
      'booking:c': upTo(100),
    });
    expect(await knex('outbox_head').where({ sink: 'audit' })).toHaveLength(3);
  });

  it('gives gapless sequences to concurrent transactions', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex, sinkIds: ['audit'] });

    // Opposite orders would deadlock if the aggregates were taken as given.
    const results = await Promise.allSettled(
      upTo(60).map(n =>
        knex.transaction(async tx => {
          const both = [happened('booking:x'), happened('booking:y')];
          await outbox.append(tx, n % 2 ? both : both.reverse());
          if (n % 10 === 0) {
            throw new Error('rolled back');
          }
        }),
      ),
    );

    const failures = results.filter(
      result =>
        result.status === 'rejected' && result.reason.message !== 'rolled back',
    );
    expect(failures).toEqual([]);
    for (const aggregate of ['booking:x', 'booking:y']) {
      const stored = await knex('outbox_event')
        .where({ aggregate })
        .orderBy('pos');
      expect(stored.map(row => Number(row.sequence))).toEqual(upTo(54));
      const times = stored.map(row => Number(row.occurred_at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('gives everything to the first sinks, and later ones what they ask for', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    await appendAll(knex, outbox, [happened('booking:1')]);
    const first = recordingSink('first');
    await drain(createRelay(knex, outbox, [first]));
    expect(first.received).toHaveLength(1);
    await appendAll(knex, outbox, [happened('booking:1')]);

    const fromNow = recordingSink('from-now');
    const replaying = recordingSink('replaying', { start: 'replay' });
    const relay = createRelay(knex, outbox, [first, fromNow, replaying]);
    await drain(relay);
    await appendAll(knex, outbox, [
      happened('booking:1'),
      happened('booking:2'),
    ]);
    await drain(relay);

    const all = { 'booking:1': [1, 2, 3], 'booking:2': [1] };
    expect(sequencesByAggregate(first.received)).toEqual(all);
    expect(sequencesByAggregate(replaying.received)).toEqual(all);
    expect(sequencesByAggregate(fromNow.received)).toEqual({
      'booking:1': [3],
      'booking:2': [1],
    });
  });

  it('begins a replay only once', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    await appendAll(knex, outbox, [happened('booking:1')]);
    const sink = recordingSink('search', { start: 'replay' });

    await drain(createRelay(knex, outbox, [sink]));
    await drain(createRelay(knex, outbox, [sink]));

    expect(sink.received).toHaveLength(1);
  });

  it('purges behind the slowest sink only, and numbers on', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const quick = recordingSink('quick');
    const stuck = recordingSink('stuck', {
      before: async event => {
        if (event.aggregate === 'booking:1' && event.sequence === 2) {
          throw new Error('cannot swallow');
        }
      },
    });
    const relay = createRelay(knex, outbox, [quick, stuck], { maxAttempts: 1 });
    const past = { occurredAt: new Date(Date.now() - 60_000) };
    await appendAll(knex, outbox, [
      happened('booking:1', past),
      happened('booking:1', past),
      happened('booking:1', past),
      happened('booking:2', past),
      happened('booking:2', { occurredAt: new Date(Date.now() + 60_000) }),
      happened('booking:3', past),
    ]);

    expect(await outbox.purge(new Date())).toBe(0);
    await drain(relay);
    expect(await outbox.purge(new Date(Date.now() - 120_000))).toBe(0);
    // booking:1 #1 and booking:2 #1; then the one to keep, and what follows it.
    expect(await outbox.purge(new Date())).toBe(2);
    expect(await outbox.purge(new Date(Date.now() + 120_000))).toBe(2);

    const left = await knex('outbox_event').select('aggregate', 'sequence');
    expect(left.map(row => [row.aggregate, Number(row.sequence)])).toEqual([
      ['booking:1', 2],
      ['booking:1', 3],
    ]);
    const [event] = await appendAll(knex, outbox, [happened('booking:2')]);
    expect(event.sequence).toBe(3);
    await drain(relay);
    expect(stuck.received.map(({ id }) => id)).toContain(event.id);
  });

  it('looks after its tables without getting in the way of appends', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit', {
      before: async ({ sequence }) => {
        if (sequence % 3 === 0) {
          throw new Error('cannot swallow');
        }
      },
    });
    const relay = createRelay(knex, outbox, [sink], {
      maxAttempts: 1,
      pollMs: 5,
    });
    await relay.start();
    const aggregates = upTo(12).map(n => `booking:${n}`);
    let appending = true;
    const keepers = [
      () => outbox.unpark('audit'),
      () => outbox.purge(new Date(Date.now() + 1_000)),
      () => outbox.forgetSink('nobody'),
    ].map(async care => {
      while (appending) {
        await care();
        await new Promise(resolve => setTimeout(resolve, 1));
      }
    });
    await Promise.all(
      upTo(4).map(async n => {
        for (const m of upTo(40)) {
          const order = m % 2 ? aggregates : [...aggregates].reverse();
          await appendAll(
            knex,
            outbox,
            order
              .filter((_, index) => (index + m + n) % 3)
              .map(a => happened(a)),
          );
        }
      }),
    ).finally(() => {
      appending = false;
    });
    await Promise.all(keepers);
    await relay.stop();
    const [{ pending, parked }] = await outbox.stats();
    const delivered = new Set(sink.received.map(({ id }) => id)).size;

    expect(delivered).toBe(sink.received.length);
    expect(delivered + pending + parked).toBe(4 * 40 * 8);
  });

  it('forgets a sink, which then holds back nothing', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    await outbox.registerSinks([{ id: 'gone' }, { id: 'here' }]);
    await appendAll(knex, outbox, [happened('booking:1')]);
    await drain(createRelay(knex, outbox, [recordingSink('here')]));

    expect(await outbox.purge(new Date(Date.now() + 1_000))).toBe(0);
    await outbox.forgetSink('gone');
    expect(await outbox.purge(new Date(Date.now() + 1_000))).toBe(1);
    await appendAll(knex, outbox, [happened('booking:1')]);
    expect((await outbox.stats()).map(({ sink }) => sink)).toEqual(['here']);
  });

  it('counts nothing twice and keeps ids unique', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex, sinkIds: ['audit'] });
    await outbox.registerSinks([{ id: 'audit' }]);
    const aggregate = `booking:${randomUUID()}`;
    const written = await appendAll(
      knex,
      outbox,
      upTo(20).map(() => happened(aggregate)),
    );

    expect(new Set(written.map(({ id }) => id)).size).toBe(20);
    expect(await outbox.stats()).toEqual([
      {
        sink: 'audit',
        pending: 20,
        pendingAggregates: 1,
        parked: 0,
        parkedAggregates: 0,
      },
    ]);
  });
});
