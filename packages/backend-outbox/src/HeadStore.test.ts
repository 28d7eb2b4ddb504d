import type { Knex } from 'knex';
import { performance } from 'node:perf_hooks';
import { Outbox } from '.';
import { HeadStore } from './HeadStore';
import {
  appendAll,
  createDatabases,
  createRelay,
  happened,
  migrated,
  recordingSink,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(180_000);

const databases = createDatabases();
const PARKED = 100_000;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function medianClaim(knex: Knex, outbox: Outbox): Promise<number> {
  const heads = HeadStore.create({
    database: knex,
    sink: 'audit',
    leaseMs: 60_000,
  });
  const times: number[] = [];
  for (const n of upTo(41)) {
    await appendAll(knex, outbox, [happened(`booking:${n}`)]);
    const start = performance.now();
    const [claimed] = await heads.claim(10, 10);
    times.push(performance.now() - start);
    expect(claimed.events).toHaveLength(1);
    const [result] = await heads.advance([
      {
        aggregate: claimed.aggregate,
        token: claimed.token,
        next: claimed.events[0].sequence + 1,
        release: true,
      },
    ]);
    expect(result).toBe('done');
  }
  return median(times);
}

describe.each(databases.eachSupportedId())('HeadStore, %p', databaseId => {
  it(`claims as fast behind ${PARKED} parked events as on an empty table`, async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const failing = recordingSink('audit', {
      before: async () => {
        throw new Error('cannot swallow');
      },
    });
    const relay = createRelay(knex, outbox, [failing], { maxAttempts: 1 });
    await relay.step();
    const empty = await medianClaim(knex, outbox);

    for (let n = 0; n < PARKED; n += 10_000) {
      const batch = upTo(10_000).map(() => happened('booking:parked'));
      await appendAll(knex, outbox, batch);
      await relay.step();
    }
    expect((await outbox.stats())[0]).toMatchObject({
      parked: PARKED,
      parkedAggregates: 1,
      pending: 0,
    });
    const behind = await medianClaim(knex, outbox);

    expect(behind).toBeLessThan(5 * empty);
  });

  it(`claims as fast among ${PARKED} heads that have nothing due`, async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    await outbox.registerSinks([{ id: 'audit' }]);
    const empty = await medianClaim(knex, outbox);

    // A tenth waits for another attempt, the others are caught up.
    await knex.raw(
      `INSERT INTO outbox_head (sink, aggregate, next_sequence, last_sequence, due_at)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       SELECT 'audit', 'resource:' || i, 2, 1,
         CASE WHEN i % 10 = 0 THEN 4102444800000 END
       FROM n`,
      [PARKED],
    );
    await knex.raw('ANALYZE');
    const among = await medianClaim(knex, outbox);

    expect(among).toBeLessThan(5 * empty);
  });

  it('records several heads at once, and waits for none that an append holds', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    await outbox.registerSinks([{ id: 'audit' }]);
    const heads = HeadStore.create({
      database: knex,
      sink: 'audit',
      leaseMs: 60_000,
    });
    await appendAll(
      knex,
      outbox,
      upTo(4).map(n => happened(`booking:${n}`)),
    );
    const claimed = await heads.claim(10, 10);
    expect(claimed).toHaveLength(4);
    const advances = claimed.map(({ aggregate, token }, index) => ({
      aggregate,
      token: index === 3 ? 'someone else' : token,
      next: 2,
      release: index !== 2,
    }));
    const expected = ['done', 'done', 'held', 'fenced'];
    const held = advances[0].aggregate;

    let answer: Promise<string[]> = Promise.resolve([]);
    await knex.transaction(async tx => {
      await outbox.append(tx, [happened(held)]);
      answer = heads.advance(advances);
      await new Promise(resolve => setTimeout(resolve, 50));
    });

    expect(await answer).toEqual(['more', ...expected.slice(1)]);
    expect((await heads.claim(10, 10)).map(h => h.aggregate)).toEqual([held]);
  });
});

describe('HeadStore’s plans on PostgreSQL', () => {
  it('read the heads that are due and no others, before any statistics', async () => {
    const knex = await migrated(databases, 'POSTGRES_18');
    const outbox = Outbox.create({ database: knex });
    await outbox.registerSinks([{ id: 'audit' }]);
    const heads = HeadStore.create({
      database: knex,
      sink: 'audit',
      leaseMs: 60_000,
    });
    const deliver = async (store: HeadStore, count: number) => {
      const claimed = await store.claim(count, 10);
      const results = await store.advance(
        claimed.map(({ aggregate, token }) => ({
          ...{ aggregate, token, next: 2, release: true },
        })),
      );
      expect(results).toEqual(upTo(count).map(() => 'done'));
    };
    const burst = upTo(3000).map(n => happened(`booking:${n}`));
    await appendAll(knex, outbox, burst);
    for (const _ of upTo(30)) {
      await deliver(heads, 100);
    }
    await appendAll(
      knex,
      outbox,
      upTo(20).map(n => happened(`resource:${n}`)),
    );

    const read = await knex.transaction(async tx => {
      const inTransaction = HeadStore.create({
        database: tx,
        sink: 'audit',
        leaseMs: 60_000,
      });
      await deliver(inTransaction, 20);
      const { rows } = await tx.raw(
        `SELECT seq_tup_read + idx_tup_fetch AS read
         FROM pg_stat_xact_user_tables WHERE relid = 'outbox_head'::regclass`,
      );
      return Number(rows[0].read);
    });

    // Each of the twenty is looked at a few times.
    expect(read).toBeLessThan(200);
  });
});
