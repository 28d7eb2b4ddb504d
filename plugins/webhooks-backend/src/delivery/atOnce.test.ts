import { TestDatabases } from '@backstage/backend-test-utils';
import {
  bookingEvent,
  createEngine,
  type Engine,
  MAX_WAIT,
} from '../__testUtils__/engine';
import { arrive } from './arrive';
import type { WrittenDeliveries } from './writeDeliveries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SLOTS = 4;

/** Of a booking and a resource of its own: it waits for no other. */
const started = (n: number | string) =>
  bookingEvent('booking.started', `b${n}`, [`node-${n}`]);

describe.each(databases.eachSupportedId())('sending at once on %p', id => {
  let engine: Engine;
  let release: (() => void)[];

  /** Looks for nothing by itself: what is sent was sent by who wrote it. */
  async function quietEngine() {
    release = [];
    engine = await createEngine(await databases.init(id), {
      dispatcher: { pollMs: 3_600_000, concurrencyPerEndpoint: SLOTS },
      answer: () => new Promise(resolve => release.push(() => resolve(200))),
    });
    engine.dispatcher.start();
  }

  const ingest = (event = started(1)) => engine.queue.ingest(event, 'test');

  async function until<T>(
    look: () => Promise<T> | T,
    holds: (seen: T) => boolean,
  ): Promise<T> {
    for (let looks = 0; looks < 2_000; looks++) {
      const seen = await look();
      if (holds(seen)) {
        return seen;
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    throw new Error(`It did not come to that: ${JSON.stringify(await look())}`);
  }

  async function stop() {
    const stopped = engine.dispatcher.stop();
    const answering = setInterval(() => release.splice(0).forEach(f => f()), 5);
    await stopped;
    clearInterval(answering);
  }

  beforeEach(quietEngine);
  afterEach(stop);

  it('is leased with its attempt when the event is stored', async () => {
    await engine.addEndpoint();
    await ingest();
    const [queued] = await engine.rows('delivery_queue');
    const [attempt] = await engine.rows('attempt');
    expect(queued).toMatchObject({ attempts: 1, tries: 1, trigger: 'auto' });
    expect(attempt).toMatchObject({
      id: queued.lease_token,
      number: 1,
      outcome: 'sending',
    });
    await until(
      () => engine.received.length,
      sent => sent === 1,
    );
  });

  it('goes on like any other when it fails', async () => {
    await engine.addEndpoint();
    engine.answerWith(() => 503);
    await ingest();
    const [queued] = await until(
      () => engine.rows('delivery_queue'),
      ([row]) => row.lease_token === null,
    );
    expect(queued).toMatchObject({ attempts: 1, tries: 1 });
    expect(Number(queued.due_at)).toBe(engine.clock.now + 5_000);
    expect(engine.received).toHaveLength(1);
  });

  it('waits for what it is in order with', async () => {
    await engine.addEndpoint();
    await ingest(bookingEvent('booking.started', 'one', ['cluster']));
    await ingest(bookingEvent('booking.ended', 'one', ['cluster']));
    const [first, second] = await engine.rows('delivery_queue');
    expect(first.lease_token).not.toBeNull();
    expect(second).toMatchObject({ lease_token: null, attempts: 0 });
    expect(second.hold_until).not.toBeNull();

    engine.answerWith(() => 200);
    await until(
      () => release.length,
      waiting => waiting === 1,
    );
    release.forEach(answer => answer());
    await until(
      () => engine.received.length,
      sent => sent === 2,
    );
    expect(engine.received.map(({ type }) => type)).toEqual([
      'booking.started',
      'booking.ended',
    ]);
  });

  it('takes no more slots than there are', async () => {
    await engine.addEndpoint();
    for (let n = 0; n < SLOTS + 3; n++) {
      await ingest(started(n));
    }
    await until(
      () => release.length,
      waiting => waiting >= SLOTS,
    );
    expect(engine.received).toHaveLength(SLOTS);
    expect(await engine.rows('delivery_queue')).toHaveLength(SLOTS + 3);

    engine.answerWith(() => 200);
    release.splice(0).forEach(answer => answer());
    await until(
      () => engine.received.length,
      sent => sent === SLOTS + 3,
    );
  });

  it('goes to endpoints that another process has added or switched off meanwhile', async () => {
    const first = await engine.addEndpoint();
    await ingest(started('before'));
    const second = await engine.addEndpoint();
    await ingest(started('added'));
    await engine.setStatus(first, 'disabled');
    await ingest(started('off'));

    const deliveries = await engine.rows('delivery');
    expect(
      deliveries.map(({ endpoint_id, status }) => [endpoint_id, status]),
    ).toEqual(
      expect.arrayContaining([
        [first, 'pending'],
        [second, 'pending'],
        [first, 'dead'],
      ]),
    );
    expect(deliveries).toHaveLength(5);
  });

  it('gives back the slots of what was known already, or could not be stored', async () => {
    await engine.addEndpoint();
    const event = started(0);
    await ingest(event);
    for (let n = 0; n < 2 * SLOTS; n++) {
      await ingest(event);
      await expect(
        ingest({ ...started(`x${n}`), occurredAt: 'never' }),
      ).rejects.toThrow();
    }
    for (let n = 1; n < SLOTS; n++) {
      await ingest(started(n));
    }
    await until(
      () => release.length,
      waiting => waiting === SLOTS,
    );
  });

  it('sends nothing more to a paused endpoint, or to one that rests', async () => {
    const endpoint = await engine.addEndpoint();
    await engine.setStatus(endpoint, 'paused');
    await ingest(started('paused'));
    expect(await engine.rows('attempt')).toEqual([]);

    await engine.setStatus(endpoint, 'active');
    engine.answerWith(() => 503);
    engine.dispatcher.kick();
    await until(
      () => engine.health.of(endpoint).consecutiveFailures,
      failures => failures > 0,
    );
    const kept = engine.dispatcher.keep([
      (await engine.endpoints.latest()).get(endpoint)!,
    ]);
    expect([...kept.endpointIds]).toEqual([]);
    kept.use([]);
  });

  it('is put back when the portal stops before it is sent', async () => {
    const endpointId = await engine.addEndpoint();
    const endpoint = (await engine.endpoints.latest()).get(endpointId)!;
    const kept = engine.dispatcher.keep([endpoint]);
    const event = started('late');
    const { revision } = await engine.endpoints.known();
    const { leased } = (await arrive(
      engine.database,
      {
        ...{ event, source: 'test', revision, maxWaitMs: MAX_WAIT },
        deliveries: [{ endpoint, event, resourceRef: '' }],
      },
      kept,
    )) as WrittenDeliveries;
    expect(leased).toHaveLength(1);
    await engine.dispatcher.stop();
    kept.use(leased);

    const [queued] = await until(
      () => engine.rows('delivery_queue'),
      ([row]) => row.lease_token === null,
    );
    expect(queued).toMatchObject({ attempts: 0, tries: 0 });
    await until(
      () => engine.rows('attempt'),
      attempts => attempts.length === 0,
    );
    expect(engine.received).toEqual([]);
  });
});
