import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import { type DomainEvent, Outbox, type OutboxSink } from '.';
import { otherKeysOf } from './orderingKeys';
import {
  appendAll,
  createDatabases,
  createRelay,
  drain,
  happened,
  migrated,
  recordingSink,
  until,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(180_000);

const databases = createDatabases();
const START = Date.parse('2027-03-15T08:00:00Z');

/** An event of a booking that is in order on resources, `rack/part` in part. */
function switched(what: string, ...resources: string[]) {
  const [booking, type] = what.split(' ');
  return happened(booking, {
    type,
    orderingKeys: [booking, ...resources.map(name => `resource:${name}`)],
  });
}

function told(events: DomainEvent[]): string[] {
  return events.map(({ aggregate, type }) => `${aggregate} ${type}`);
}

function looksBack(sql: string): boolean {
  return sql.includes(') nearest');
}

/** A sink that keeps order on everything that events carry. */
function orderedSink(
  fails: (event: DomainEvent) => boolean = () => false,
  maxOrderWaitMs?: number,
): OutboxSink & { received: DomainEvent[] } {
  return {
    ...recordingSink('webhooks', {
      before: async event => {
        if (fails(event)) {
          throw new Error('503 Service Unavailable');
        }
      },
    }),
    orderingKeys: event => otherKeysOf('', event.orderingKeys),
    maxOrderWaitMs,
  };
}

describe.each(databases.eachSupportedId())('OrderGate, %p', databaseId => {
  let knex: Knex;
  let outbox: Outbox;
  let now: number;
  const clock = () => new Date(now);

  beforeEach(async () => {
    now = START;
    knex = await migrated(databases, databaseId);
    outbox = Outbox.create({ database: knex, clock });
  });

  /** The SQL that is sent while something is done. */
  const sentDuring = async (work: () => Promise<unknown>) => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }) => statements.push(sql);
    knex.on('query', note);
    await work();
    knex.removeListener('query', note);
    return statements;
  };

  const relayOf = (sink: OutboxSink, maxAttempts = 100) =>
    createRelay(knex, outbox, [sink], {
      clock,
      maxAttempts,
      retryPolicy: () => 1_000,
    });

  it('holds back what shares a key with an earlier event that failed, and nothing else', async () => {
    let failing = true;
    const sink = orderedSink(
      event => failing && told([event])[0] === 'booking:a ended',
    );
    const relay = relayOf(sink);
    await relay.step();
    await appendAll(knex, outbox, [
      switched('booking:a ended', 'gpu-1'),
      switched('booking:b started', 'gpu-1'),
      switched('booking:b changed'),
      switched('booking:c started', 'gpu-2'),
      switched('booking:d created'),
    ]);
    await drain(relay);
    now += 5_000;
    await drain(relay);

    expect(told(sink.received).sort()).toEqual([
      'booking:c started',
      'booking:d created',
    ]);
    const [b] = await knex('outbox_head').where({ aggregate: 'booking:b' });
    expect(b).toMatchObject({
      attempts: 0,
      lease_token: null,
      parked_at: null,
    });

    failing = false;
    now += 1_000;
    await drain(relay);
    expect(told(sink.received).slice(2)).toEqual([
      'booking:a ended',
      'booking:b started',
      'booking:b changed',
    ]);
    expect(await knex('outbox_order')).toEqual([]);
  });

  it('holds nothing back for longer than it may, parked or not', async () => {
    const sink = orderedSink(event => event.aggregate === 'booking:a', 60_000);
    const relay = relayOf(sink, 2);
    await relay.step();
    await appendAll(knex, outbox, [switched('booking:a ended', 'gpu-1')]);
    now += 30_000;
    await appendAll(knex, outbox, [switched('booking:b started', 'gpu-1')]);
    await drain(relay);
    now += 59_999;
    await drain(relay);
    expect((await outbox.stats())[0]).toMatchObject({ parked: 1, pending: 1 });
    expect(sink.received).toEqual([]);

    now += 1;
    await drain(relay);
    expect(told(sink.received)).toEqual(['booking:b started']);
  });

  it('waits for what is parked, too, until it is let go and delivered', async () => {
    let failing = true;
    const sink = orderedSink(
      event => failing && event.aggregate === 'booking:a',
    );
    const relay = relayOf(sink, 1);
    await relay.step();
    await appendAll(knex, outbox, [switched('booking:a ended', 'gpu-1')]);
    await drain(relay);
    await appendAll(knex, outbox, [switched('booking:b started', 'gpu-1')]);
    await drain(relay);
    expect(sink.received).toEqual([]);

    failing = false;
    await outbox.unpark('webhooks');
    await drain(relay);
    expect(told(sink.received)).toEqual([
      'booking:a ended',
      'booking:b started',
    ]);
  });

  it('lets parts of one whole pass each other, and nothing pass the whole', async () => {
    const stuck = new Set(['booking:node-1']);
    const sink = orderedSink(event => stuck.has(event.aggregate));
    const relay = relayOf(sink);
    await relay.step();
    await appendAll(knex, outbox, [
      switched('booking:node-1 ended', 'node-1', 'rack/part'),
      switched('booking:node-2 ended', 'node-2', 'rack/part'),
      switched('booking:rack started', 'rack'),
      switched('booking:node-3 started', 'node-3', 'rack/part'),
    ]);
    await drain(relay);
    expect(told(sink.received)).toEqual(['booking:node-2 ended']);

    stuck.clear();
    now += 1_000;
    await drain(relay);
    expect(told(sink.received).slice(1)).toEqual([
      'booking:node-1 ended',
      'booking:rack started',
      'booking:node-3 started',
    ]);
  });

  it('asks nothing for events that are in order on their own aggregate only', async () => {
    const sink = orderedSink();
    const relay = relayOf(sink);
    await relay.step();
    await appendAll(knex, outbox, [
      happened('booking:a'),
      happened('booking:b', { orderingKeys: ['booking:b'] }),
    ]);
    const statements = await sentDuring(() => drain(relay));

    expect(sink.received).toHaveLength(2);
    const besidesClaims = statements.filter(sql => !sql.includes('claimed'));
    expect(besidesClaims.join()).not.toContain('outbox_order');
  });

  it('knows from the claim that nothing comes before, on PostgreSQL', async () => {
    const sink = orderedSink();
    const relay = relayOf(sink);
    await relay.step();
    await appendAll(knex, outbox, [
      happened('booking:a', { orderingKeys: ['booking:a', 'resource:x'] }),
    ]);
    const alone = await sentDuring(() => drain(relay));
    await appendAll(knex, outbox, [
      happened('booking:a', { orderingKeys: ['booking:a', 'resource:x'] }),
    ]);
    await appendAll(knex, outbox, [
      happened('booking:b', { orderingKeys: ['booking:b', 'resource:x'] }),
    ]);
    const behind = await sentDuring(() => drain(relay));

    expect(sink.received).toHaveLength(3);
    const isPostgres = databaseId.startsWith('POSTGRES');
    expect(alone.filter(looksBack)).toHaveLength(isPostgres ? 0 : 1);
    expect(behind.filter(looksBack).length).toBeGreaterThan(0);
  });

  it('knows what was there before the sink wanted order, and forgets it with the sink', async () => {
    const plain = recordingSink('webhooks');
    await outbox.registerSinks([plain]);
    await appendAll(knex, outbox, [
      switched('booking:a ended', 'gpu-1'),
      switched('booking:b started', 'gpu-1', 'rack/part'),
    ]);
    expect(await knex('outbox_order')).toEqual([]);

    const sink = orderedSink(event => event.aggregate === 'booking:a');
    const relay = relayOf(sink);
    await drain(relay);
    expect(await knex('outbox_order')).toHaveLength(3);
    expect(sink.received).toEqual([]);

    // Taken by a version that knows no keys.
    await drain(createRelay(knex, outbox, [plain], { clock }));
    now += 30_000;
    await drain(createRelay(knex, outbox, [plain], { clock }));
    expect(plain.received).toHaveLength(2);
    expect(await knex('outbox_order')).toEqual([]);

    await outbox.registerSinks([sink]);
    await appendAll(knex, outbox, [switched('booking:c ended', 'gpu-1')]);
    expect(await knex('outbox_order')).toHaveLength(1);
    await outbox.forgetSink('webhooks');
    expect(await knex('outbox_order')).toEqual([]);
  });

  it('is not held up by rows of what was delivered long ago', async () => {
    const sink = orderedSink();
    const relay = relayOf(sink);
    await relay.step();
    await appendAll(knex, outbox, [switched('booking:a ended', 'gpu-1')]);
    const left = await knex('outbox_order');
    await drain(relay);
    await knex('outbox_order').insert(left);
    await appendAll(knex, outbox, [switched('booking:b started', 'gpu-1')]);
    await drain(relay);

    expect(told(sink.received)).toEqual([
      'booking:a ended',
      'booking:b started',
    ]);
    expect(await knex('outbox_order')).toEqual([]);
  });

  it('keeps the order of each resource with several relays and failures', async () => {
    const live = Outbox.create({ database: knex });
    const received: string[] = [];
    const sink = (): OutboxSink => ({
      id: 'webhooks',
      orderingKeys: event => otherKeysOf('', event.orderingKeys),
      deliver: async event => {
        await new Promise(r => setTimeout(r, Math.random() * 4));
        if (Math.random() < 0.2) {
          throw new Error('503');
        }
        received.push(`${event.data.resource} ${event.data.n}`);
      },
    });
    const relays = upTo(3).map(() =>
      createRelay(knex, live, [sink()], {
        concurrency: 4,
        retryPolicy: () => 5,
        maxAttempts: 1_000,
      }),
    );
    await Promise.all(relays.map(relay => relay.start()));
    for (const n of upTo(40)) {
      await appendAll(
        knex,
        live,
        upTo(3).map(resource =>
          happened(`booking:${resource}-${n}`, {
            type: 'booking.started',
            orderingKeys: [`booking:${resource}-${n}`, `resource:${resource}`],
            data: { resource, n },
          }),
        ),
      );
    }
    await until(async () => (await live.stats())[0].pending === 0, 60_000);
    await Promise.all(relays.map(relay => relay.stop()));

    for (const resource of upTo(3)) {
      const mine = received.filter(line => line.startsWith(`${resource} `));
      expect(mine).toEqual(upTo(40).map(n => `${resource} ${n}`));
    }
  });

  it('takes a burst in linear time, also behind 100,000 that are parked', async () => {
    const live = Outbox.create({ database: knex });
    const parked = new Set(['booking:parked']);
    const sink = orderedSink(event => parked.has(event.aggregate), 3_600_000);
    const relay = createRelay(knex, live, [sink], { maxAttempts: 1 });
    await relay.step();

    const burst = async (size: number, name: string, keys: string[]) => {
      for (let n = 0; n < size; n += 500) {
        await appendAll(
          knex,
          live,
          upTo(500).map(i =>
            switched(`booking:${name}-${n + i} started`, ...keys),
          ),
        );
      }
      let statements = 0;
      const count = () => (statements += 1);
      knex.on('query', count);
      const before = performance.now();
      // Twenty are claimed in each step; at first, most of them only look.
      let delivered = 0;
      for (let idle = 0; idle <= size / 20;) {
        const inStep = await relay.step();
        delivered += inStep;
        idle = inStep === 0 ? idle + 1 : 0;
      }
      knex.removeListener('query', count);
      return {
        delivered,
        statements: statements / size,
        ms: (performance.now() - before) / size,
      };
    };
    // All on one resource, each in order behind the one before.
    const small = await burst(500, 'warm', ['gpu-1', 'rack/part']);
    expect(small.delivered).toBe(500);

    for (let n = 0; n < 100_000; n += 10_000) {
      await appendAll(
        knex,
        live,
        upTo(10_000).map(() =>
          switched('booking:parked started', 'node', 'rack/part'),
        ),
      );
      await relay.step();
    }
    expect((await live.stats())[0]).toMatchObject({ parked: 100_000 });

    const large = await burst(5_000, 'burst', ['gpu-1', 'rack/part']);
    expect(large.delivered).toBe(5_000);
    expect(large.statements).toBeLessThan(2 * small.statements);
    expect(large.ms).toBeLessThan(6 * small.ms);

    // Waiting for the parked: each looks once, and then not again.
    const held = await burst(5_000, 'held', ['rack']);
    expect(held.delivered).toBe(0);
    expect(held.statements).toBeLessThan(4);
    expect(held.ms).toBeLessThan(6 * small.ms);
    expect((await live.stats())[0]).toMatchObject({ pending: 5_000 });
  });
});
