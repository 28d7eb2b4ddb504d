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
    const median = waits.sort((a, b) => a - b)[7];
    // Half of what it takes to gather.
    expect(median).toBeLessThan(10);

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
});
