import type { Knex } from 'knex';
import { type DomainEvent, Outbox } from '.';
import {
  appendAll,
  createDatabases,
  createRelay,
  drain,
  gate,
  happened,
  migrated,
  recordingSink,
  sequencesByAggregate,
  until,
  upTo,
} from './__testUtils__/outboxes';

jest.setTimeout(60_000);

const databases = createDatabases();

const LATER = new Date('2100-01-01T00:00:00Z');

async function head(knex: Knex, sink: string, aggregate: string) {
  const row = await knex('outbox_head').where({ sink, aggregate }).first();
  return { ...row, next_sequence: Number(row.next_sequence) };
}

function shuffledEvents(aggregates: number, each: number) {
  return upTo(each).flatMap(() =>
    upTo(aggregates).map(n => happened(`booking:${n}`)),
  );
}

describe.each(databases.eachSupportedId())('OutboxRelay, %p', databaseId => {
  it('delivers each event exactly once with two relays', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const received: DomainEvent[] = [];
    const relays = upTo(2).map(() =>
      createRelay(knex, outbox, [recordingSink('audit', { into: received })], {
        concurrency: 3,
        batchSize: 4,
      }),
    );
    await Promise.all(relays.map(relay => relay.start()));

    for (const batch of upTo(12)) {
      await appendAll(knex, outbox, shuffledEvents(10, batch % 3 ? 3 : 1));
    }
    await until(async () => (await outbox.stats())[0].pending === 0);
    await Promise.all(relays.map(relay => relay.stop()));

    expect(received).toHaveLength(280);
    expect(new Set(received.map(({ id }) => id)).size).toBe(280);
    expect(sequencesByAggregate(received)).toEqual(
      Object.fromEntries(upTo(10).map(n => [`booking:${n}`, upTo(28)])),
    );
  });

  it('keeps the order within an aggregate with several slow workers', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const received: DomainEvent[] = [];
    const inHand = new Set<string>();
    const overlaps: string[] = [];
    let atOnce = 0;
    let mostAtOnce = 0;
    const sink = () =>
      recordingSink('webhooks', {
        into: received,
        before: async ({ aggregate }) => {
          if (inHand.has(aggregate)) {
            overlaps.push(aggregate);
          }
          inHand.add(aggregate);
          mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
          await new Promise(r => setTimeout(r, Math.random() * 6));
          atOnce -= 1;
          inHand.delete(aggregate);
        },
      });
    const relays = upTo(4).map(() =>
      createRelay(knex, outbox, [sink()], { concurrency: 2, batchSize: 3 }),
    );
    await Promise.all(relays.map(relay => relay.start()));
    await Promise.all(
      upTo(8).map(() => appendAll(knex, outbox, shuffledEvents(6, 5))),
    );
    await until(async () => (await outbox.stats())[0].pending === 0);
    await Promise.all(relays.map(relay => relay.stop()));

    expect(sequencesByAggregate(received)).toEqual(
      Object.fromEntries(upTo(6).map(n => [`booking:${n}`, upTo(40)])),
    );
    expect(overlaps).toEqual([]);
    expect(mostAtOnce).toBeGreaterThan(2);
  });

  it('fences a relay that stalled past its lease', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const stalled = gate();
    const arrived = gate();
    const slow = recordingSink('audit', {
      before: async () => {
        arrived.open();
        await stalled.opened;
      },
    });
    const other = recordingSink('audit');
    const slowRelay = createRelay(knex, outbox, [slow], { leaseMs: 50 });
    const otherRelay = createRelay(knex, outbox, [other], { batchSize: 1 });
    await outbox.registerSinks([slow]);
    await appendAll(knex, outbox, [
      happened('booking:1'),
      happened('booking:1'),
    ]);

    const late = slowRelay.step();
    await arrived.opened;
    expect(await otherRelay.step()).toBe(0);
    await until(async () => (await otherRelay.step()) === 1);
    const taken = await head(knex, 'audit', 'booking:1');
    stalled.open();

    expect(await late).toBe(0);
    expect(slow.received.map(({ sequence }) => sequence)).toEqual([1]);
    expect(await head(knex, 'audit', 'booking:1')).toEqual(taken);
    expect(taken.next_sequence).toBe(2);
    expect(await drain(otherRelay)).toBe(1);
    expect(other.received.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('fences a failure that comes late, too', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const stalled = gate();
    const arrived = gate();
    const failing = recordingSink('audit', {
      before: async () => {
        arrived.open();
        await stalled.opened;
        throw new Error('too late to matter');
      },
    });
    const other = recordingSink('audit');
    await outbox.registerSinks([failing]);
    await appendAll(knex, outbox, [happened('booking:1')]);
    const late = createRelay(knex, outbox, [failing], {
      leaseMs: 50,
      maxAttempts: 1,
    }).step();
    await arrived.opened;
    const otherRelay = createRelay(knex, outbox, [other]);
    await until(async () => (await otherRelay.step()) === 1);
    const taken = await head(knex, 'audit', 'booking:1');
    stalled.open();
    await late;

    expect(await head(knex, 'audit', 'booking:1')).toEqual(taken);
    expect(taken).toMatchObject({ next_sequence: 2, parked_at: null });
  });

  it('keeps a lease alive by progress', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit', {
      before: () => new Promise(resolve => setTimeout(resolve, 250)),
    });
    const other = recordingSink('audit');
    // Shorter than all of it takes, and longer than a busy machine stands still.
    const relay = createRelay(knex, outbox, [sink], { leaseMs: 2_000 });
    const otherRelay = createRelay(knex, outbox, [other]);
    await outbox.registerSinks([sink]);
    await appendAll(knex, outbox, shuffledEvents(1, 12));

    let done = false;
    const working = relay.step().finally(() => {
      done = true;
    });
    while (!done) {
      await otherRelay.step();
      await new Promise(resolve => setTimeout(resolve, 10));
    }

    expect(await working).toBe(12);
    expect(other.received).toEqual([]);
  });

  it('lets a failing sink hold up only itself and that aggregate', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    let broken = true;
    const failing = recordingSink('failing', {
      before: async ({ aggregate, sequence }) => {
        if (broken && aggregate === 'booking:1' && sequence === 2) {
          throw new Error('503 Service Unavailable');
        }
      },
    });
    const hanging = gate();
    const stuck = recordingSink('stuck', { before: () => hanging.opened });
    const healthy = recordingSink('healthy');
    const relay = createRelay(knex, outbox, [failing, stuck, healthy], {
      pollMs: 20,
      concurrency: 2,
      maxAttempts: 1_000_000,
    });
    await relay.start();
    await appendAll(knex, outbox, shuffledEvents(5, 3));
    await until(
      () => healthy.received.length === 15 && failing.received.length === 13,
    );

    expect(sequencesByAggregate(failing.received)['booking:1']).toEqual([1]);
    expect(stuck.received).toEqual([]);
    const behind = await head(knex, 'failing', 'booking:1');
    expect(behind.next_sequence).toBe(2);

    broken = false;
    hanging.open();
    await until(async () =>
      (await outbox.stats()).every(({ pending }) => pending === 0),
    );
    await relay.stop();
    expect(sequencesByAggregate(failing.received)['booking:1']).toEqual([
      1, 2, 3,
    ]);
    expect(stuck.received).toHaveLength(15);
    expect(healthy.received).toHaveLength(15);
  });

  it('waits as the retry policy says, by the clock it is given', async () => {
    const knex = await migrated(databases, databaseId);
    let now = Date.parse('2026-11-20T12:00:00Z');
    const clock = () => new Date(now);
    const outbox = Outbox.create({ database: knex, clock });
    const attempts: number[] = [];
    const sink = recordingSink('audit', {
      before: async () => {
        attempts.push(now);
        if (attempts.length < 4) {
          throw new Error('not yet');
        }
      },
    });
    const relay = createRelay(knex, outbox, [sink], {
      clock,
      retryPolicy: attempt => attempt * 10_000,
    });
    await relay.step();
    const [event] = await appendAll(knex, outbox, [happened('booking:1')]);
    expect(event.occurredAt).toBe('2026-11-20T12:00:00.000Z');

    const start = now;
    for (; now < start + 70_000; now += 1_000) {
      await relay.step();
    }

    expect(attempts.map(at => at - start)).toEqual([0, 10_000, 30_000, 60_000]);
    expect(sink.received).toHaveLength(1);
  });

  it('parks what cannot be delivered, counts it, and resumes', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    let broken = true;
    let tries = 0;
    const sink = recordingSink('audit', {
      before: async ({ aggregate }) => {
        if (broken && aggregate !== 'booking:3') {
          tries += 1;
          throw new Error('cannot swallow');
        }
      },
    });
    const relay = createRelay(knex, outbox, [sink], { maxAttempts: 3 });
    await relay.step();
    await appendAll(knex, outbox, shuffledEvents(3, 2));
    for (let n = 0; n < 6; n++) {
      await relay.step();
    }

    expect(tries).toBe(6);
    const parked = { parked: 4, parkedAggregates: 2, pending: 0 };
    expect((await outbox.stats())[0]).toMatchObject(parked);
    expect((await head(knex, 'audit', 'booking:1')).last_error).toContain(
      'cannot swallow',
    );

    await appendAll(knex, outbox, [happened('booking:1')]);
    expect((await head(knex, 'audit', 'booking:1')).due_at).toBeNull();
    expect(await relay.step()).toBe(0);
    expect((await outbox.stats())[0]).toMatchObject({ ...parked, parked: 5 });

    broken = false;
    expect(await outbox.unpark('audit', 'booking:1')).toBe(1);
    expect(await drain(relay)).toBe(3);
    expect(await outbox.unpark('other')).toBe(0);
    expect(await outbox.unpark('audit')).toBe(1);
    expect(await drain(relay)).toBe(2);
    expect((await outbox.stats())[0]).toMatchObject({ parked: 0, pending: 0 });
    expect(sequencesByAggregate(sink.received)).toEqual({
      'booking:1': [1, 2, 3],
      'booking:2': [1, 2],
      'booking:3': [1, 2],
    });
  });

  it('parks nothing that processes die over: only what a sink refuses', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const never = gate();
    const silent = recordingSink('audit', { before: () => never.opened });
    const relays = upTo(3).map(() =>
      createRelay(knex, outbox, [silent], { leaseMs: 1, maxAttempts: 2 }),
    );
    await outbox.registerSinks([silent]);
    await appendAll(knex, outbox, [happened('booking:1')]);

    const steps = [];
    for (const relay of relays) {
      steps.push(relay.step());
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect((await outbox.stats())[0]).toMatchObject({ parked: 0, pending: 1 });
    never.open();
    await Promise.all(steps);
    expect((await outbox.stats())[0]).toMatchObject({ parked: 0, pending: 0 });
  });

  it('tells a delivery to end before the lease does, and when stopped', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const reasons: string[] = [];
    let arrived = gate();
    const sink = recordingSink('audit', {
      before: (_event, signal) =>
        new Promise((_resolve, reject) => {
          arrived.open();
          signal?.addEventListener('abort', () => {
            reasons.push(String(signal.reason));
            reject(signal.reason);
          });
        }),
    });
    const relay = createRelay(knex, outbox, [sink], { leaseMs: 200 });
    await relay.step();
    await appendAll(knex, outbox, [happened('booking:1')]);
    await relay.step();
    expect(reasons).toEqual(['Error: The lease is about to end']);
    expect((await head(knex, 'audit', 'booking:1')).attempts).toBe(1);

    arrived = gate();
    const second = createRelay(knex, outbox, [sink]);
    await second.start();
    await arrived.opened;
    await second.stop();
    expect(reasons[1]).toBe('Error: The relay is stopping');
    expect(await head(knex, 'audit', 'booking:1')).toMatchObject({
      attempts: 1,
      lease_token: null,
    });
  });

  it('loses nothing over a restart in the middle', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const received: DomainEvent[] = [];
    const sink = () =>
      recordingSink('audit', {
        into: received,
        before: () => new Promise(r => setTimeout(r, 2)),
      });
    await outbox.registerSinks([sink()]);
    await appendAll(knex, outbox, shuffledEvents(4, 40));

    let restarts = 0;
    while (received.length < 160) {
      const relay = createRelay(knex, outbox, [sink()], { concurrency: 4 });
      await relay.start();
      const before = received.length;
      await until(() => received.length >= Math.min(160, before + 30));
      await relay.stop();
      restarts += 1;
    }

    expect(restarts).toBeGreaterThan(2);
    expect(sequencesByAggregate(received)).toEqual(
      Object.fromEntries(upTo(4).map(n => [`booking:${n}`, upTo(40)])),
    );
    expect((await outbox.stats())[0].pending).toBe(0);
  });

  it('counts what a sink does not accept as delivered', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = {
      ...recordingSink('search'),
      accepts: ({ type }: DomainEvent) => type === 'resource.created',
    };
    const relay = createRelay(knex, outbox, [sink]);
    await relay.step();
    await appendAll(knex, outbox, [
      happened('resource:1'),
      happened('resource:1', { type: 'resource.created' }),
    ]);
    await drain(relay);

    expect(sink.received.map(({ sequence }) => sequence)).toEqual([2]);
    expect((await outbox.stats())[0].pending).toBe(0);
  });

  it('never misses what is appended while the head is being caught up', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit');
    const relay = createRelay(knex, outbox, [sink], { pollMs: 60_000 });
    await relay.start();
    for (const _ of upTo(150)) {
      await appendAll(knex, outbox, [happened('booking:1')]);
    }
    await until(() => sink.received.length === 150);
    await relay.stop();

    expect(sink.received.map(({ sequence }) => sequence)).toEqual(upTo(150));
  });

  it('asks little when there is nothing to do', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const relay = createRelay(knex, outbox, [recordingSink('audit')], {
      pollMs: 100,
    });
    await appendAll(knex, outbox, shuffledEvents(5, 5));
    await relay.start();
    await until(async () => (await outbox.stats())[0].pending === 0);
    const head1 = await head(knex, 'audit', 'booking:1');
    expect(head1.due_at).toBeNull();

    const statements: string[] = [];
    const count = ({ sql }: { sql: string }) => statements.push(sql);
    knex.on('query', count);
    await new Promise(resolve => setTimeout(resolve, 1_050));
    knex.removeListener('query', count);
    await relay.stop();

    expect(statements.length).toBeGreaterThan(3);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it('ends while it starts, and does not start again', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });
    const sink = recordingSink('audit');
    const relay = createRelay(knex, outbox, [sink], { pollMs: 5 });
    await Promise.all([relay.start(), relay.stop()]);
    await appendAll(knex, outbox, [happened('booking:1')]);
    await new Promise(resolve => setTimeout(resolve, 100));

    expect(sink.received).toEqual([]);
    await expect(relay.start()).rejects.toThrow('does not start again');
  });

  it('refuses two sinks of one name', async () => {
    const knex = await migrated(databases, databaseId);
    const outbox = Outbox.create({ database: knex });

    expect(() =>
      createRelay(knex, outbox, [recordingSink('a'), recordingSink('a')]),
    ).toThrow('same id');
    expect(await outbox.purge(LATER)).toBe(0);
  });
});
