import { performance } from 'node:perf_hooks';
import { Outbox } from '.';
import {
  appendAll,
  createDatabases,
  createRelay,
  happened,
  migrated,
  recordingSink,
  until,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

const databases = createDatabases();

describe.each(databases.eachSupportedId())('SinkLane, %p', databaseId => {
  it('delivers at once after a quiet moment, and gathers what follows', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    let deliveredAt = 0;
    const sink = recordingSink('audit', {
      before: async () => {
        deliveredAt = performance.now();
      },
    });
    const relay = createRelay(knex, outbox, [sink], { pollMs: 60_000 });
    await relay.start();

    const waits: number[] = [];
    for (const n of upTo(15)) {
      await new Promise(resolve => setTimeout(resolve, 60));
      await appendAll(knex, outbox, [happened(`booking:${n}`)]);
      const committedAt = performance.now();
      await until(() => sink.received.length === n);
      waits.push(deliveredAt - committedAt);
    }
    // Gathering would hold up every one, a busy machine only most.
    expect(Math.min(...waits)).toBeLessThan(18);

    let claims = 0;
    const count = ({ sql }: { sql: string }) => {
      if (sql.includes('due_at <=') && sql.includes('LIMIT')) {
        claims += 1;
      }
    };
    knex.on('query', count);
    const begin = performance.now();
    for (const n of upTo(60)) {
      await appendAll(knex, outbox, [happened(`burst:${n}`)]);
    }
    await until(() => sink.received.length === 75);
    const took = performance.now() - begin;
    knex.removeListener('query', count);
    await relay.stop();

    // On SQLite a claim that finds something is two statements.
    expect(claims).toBeLessThanOrEqual(2 * (took / 20 + 2));
  });

  it('gathers for as long, and delivers as many at a time, as the sink says', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    let underWay = 0;
    let most = 0;
    const record = recordingSink('audit', {
      before: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(setImmediate);
        underWay -= 1;
      },
    });
    const sink = { ...record, concurrency: 100, gatherMs: 2_000 };
    const relay = createRelay(knex, outbox, [sink], { pollMs: 60_000 });
    await relay.start();
    await new Promise(resolve => setTimeout(resolve, 50));
    const begin = performance.now();
    for (const n of upTo(60)) {
      await appendAll(knex, outbox, [happened(`burst:${n}`)]);
    }
    await until(() => record.received.length === 60);
    await relay.stop();

    expect(performance.now() - begin).toBeGreaterThan(1_500);
    // More than the 20 that a relay has by default.
    expect(most).toBeGreaterThan(20);
  });

  it('leaves the first hint be for as long as the sink says', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const order: string[] = [];
    const told = (id: string) =>
      recordingSink(id, {
        before: async () => {
          order.push(id);
        },
      });
    const patient = { ...told('record'), patienceMs: 1_500 };
    const relay = createRelay(knex, outbox, [patient, told('machine')], {
      pollMs: 60_000,
    });
    await relay.start();
    await new Promise(resolve => setTimeout(resolve, 50));

    const begin = performance.now();
    await appendAll(knex, outbox, [happened('booking:1')]);
    await until(() => order.length === 2);
    const took = performance.now() - begin;
    await relay.stop();

    expect(order).toEqual(['machine', 'record']);
    // The pause may have begun with the relay, a little earlier.
    expect(took).toBeGreaterThan(500);
  });
});
