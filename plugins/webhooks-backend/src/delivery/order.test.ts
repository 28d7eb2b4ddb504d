import { TestDatabases } from '@backstage/backend-test-utils';
import {
  bookingEvent,
  createEngine,
  type Engine,
  MAX_WAIT,
  MINUTE,
} from '../__testUtils__/engine';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('order on %p', id => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await createEngine(await databases.init(id));
    await engine.addEndpoint();
  });

  const announce = (...events: Parameters<typeof bookingEvent>[]) =>
    events.reduce(
      (before, event) =>
        before.then(() => engine.queue.ingest(bookingEvent(...event), 'test')),
      Promise.resolve(),
    );
  const types = () => engine.received.map(({ type }) => type);

  it('waits for an earlier delivery on the same resource', async () => {
    await announce(
      ['booking.ended', 'first', ['cluster']],
      ['booking.started', 'next', ['cluster']],
    );
    engine.answerWith(() => 500);
    await engine.settle();
    expect(types()).toEqual(['booking.ended']);

    engine.answerWith(() => 200);
    engine.clock.advance(5_000);
    await engine.settle();
    expect(types()).toEqual([
      'booking.ended',
      'booking.ended',
      'booking.started',
    ]);
    expect(engine.received[2]).toMatchObject({
      preceding: [],
      superseded: false,
    });
  });

  it('delivers one booking in order, and others beside it', async () => {
    await announce(
      ['booking.created', 'one', ['cluster']],
      ['booking.changed', 'one', ['cluster']],
      ['booking.created', 'two', ['cluster']],
      ['booking.started', 'three', ['microscope']],
    );
    engine.answerWith(({ type }) => (type === 'booking.created' ? 500 : 200));
    await engine.settle();
    expect(types().sort()).toEqual([
      'booking.created',
      'booking.created',
      'booking.started',
    ]);
  });

  it('holds apart what is in order: a cluster and its nodes, not two nodes', async () => {
    engine.answerWith(() => 500);
    await announce(
      ['booking.ended', 'a', { node1: ['cluster'] }],
      ['booking.started', 'b', { node2: ['cluster'] }],
      ['booking.started', 'c', { cluster: [] }],
    );
    await engine.settle();
    expect(types()).toEqual(['booking.ended', 'booking.started']);
    expect(engine.received.length).toBe(2);

    engine.answerWith(() => 200);
    engine.clock.advance(5_000);
    await engine.settle();
    expect(engine.received.length).toBe(5);
    expect(engine.received[4].type).toBe('booking.started');
    expect(engine.received[4].preceding).toEqual([]);
  });

  it('goes on after maxWait, says what it passed, and marks that superseded', async () => {
    await announce(
      ['booking.ended', 'first', ['cluster']],
      ['booking.started', 'next', ['cluster']],
    );
    engine.answerWith(({ type }) => (type === 'booking.ended' ? 500 : 200));
    await engine.settle();
    engine.clock.advance(5_000);
    await engine.settle();
    engine.clock.advance(5 * MINUTE);
    await engine.settle();
    expect(types()).toEqual([
      'booking.ended',
      'booking.ended',
      'booking.ended',
    ]);

    engine.clock.advance(MAX_WAIT - 5 * MINUTE - 5_001);
    expect(await engine.settle()).toBe(0);
    engine.clock.advance(1);
    expect(await engine.settle()).toBe(1);
    const late = engine.received[0].id;
    expect(engine.received[3]).toMatchObject({
      type: 'booking.started',
      preceding: [late],
      superseded: false,
    });

    engine.answerWith(() => 200);
    engine.clock.advance(30 * MINUTE);
    await engine.settle();
    expect(engine.received[4]).toMatchObject({
      id: late,
      type: 'booking.ended',
      superseded: true,
    });
    expect(await engine.delivery(late)).toMatchObject({ status: 'delivered' });
    expect(Boolean((await engine.delivery(late)).superseded)).toBe(true);
  });

  it('waits on for one that is being sent while the wait runs out', async () => {
    let answer = (_status: number) => {};
    engine.answerWith(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    await announce(['booking.ended', 'first', ['cluster']]);
    const sending = engine.dispatcher.step();
    while (engine.received.length === 0) {
      await new Promise(setImmediate);
    }
    await announce(['booking.started', 'next', ['cluster']]);
    engine.clock.advance(MAX_WAIT);
    const other = await createEngine(
      await engine.database.read(async db => db.knex),
      {
        clock: engine.clock,
      },
    );
    // The lease ran out as well: another worker sends the first once more.
    await other.dispatcher.step();
    expect(other.received.map(({ type }) => type)).toEqual(['booking.ended']);
    answer(200);
    await sending;
  });

  it('is not kept for a dead one, which says so when sent again', async () => {
    await announce(
      ['booking.ended', 'first', ['cluster']],
      ['booking.started', 'next', ['cluster']],
    );
    engine.answerWith(({ type }) => (type === 'booking.ended' ? 500 : 200));
    for (const pause of [0, 5_000, 5 * MINUTE, 30 * MINUTE]) {
      engine.clock.advance(pause);
      await engine.settle();
    }
    const first = engine.received[0].id;
    expect(await engine.delivery(first)).toMatchObject({
      status: 'dead',
      reason: 'attempts_exhausted',
      attempts: 4,
    });
    engine.answerWith(() => 200);
    expect(await engine.queue.redeliver([first], 'user:default/admin')).toBe(1);
    await engine.settle();
    expect(engine.received.at(-1)).toMatchObject({
      id: first,
      superseded: true,
    });
  });

  it('marks a delivered switch-off that is sent again by hand', async () => {
    await announce(['booking.ended', 'first', ['cluster']]);
    await engine.settle();
    const [{ id: first }] = engine.received;
    await engine.queue.redeliver([first], 'user:default/admin');
    await engine.settle();
    expect(engine.received[1]).toMatchObject({ id: first, superseded: false });

    await announce(['booking.started', 'next', ['cluster']]);
    await engine.settle();
    await engine.queue.redeliver([first], 'user:default/admin');
    await engine.settle();
    expect(engine.received[3]).toMatchObject({ id: first, superseded: true });
  });

  it('marks an old event that a replay makes a delivery of', async () => {
    const [first] = await engine.rows('endpoint');
    await announce(
      ['booking.ended', 'first', ['cluster']],
      ['booking.started', 'next', ['cluster']],
    );
    await engine.settle();
    const later = await engine.addEndpoint();
    await announce(['booking.ended', 'next', ['cluster']]);
    await engine.settle();
    engine.received.length = 0;
    await engine.queue.replaySince(later, 0, 'user:default/admin');
    await engine.settle();
    expect(
      engine.received.map(({ url, type, superseded }) => [
        url === first.url,
        type,
        superseded,
      ]),
    ).toEqual([
      [false, 'booking.ended', true],
      [false, 'booking.started', true],
      [false, 'booking.ended', false],
    ]);
    expect(await engine.rows('delivery_queue')).toEqual([]);
  });

  it('names what it passes when sent by hand before its turn', async () => {
    await announce(
      ['booking.ended', 'first', ['cluster']],
      ['booking.started', 'next', ['cluster']],
    );
    engine.answerWith(() => 500);
    await engine.settle();
    const rows = await engine.rows('delivery');
    const [first, next] = ['booking.ended', 'booking.started'].map(type =>
      rows.find(({ event_type }) => event_type === type),
    );
    await engine.queue.redeliver([next.id], 'user:default/admin');
    await engine.settle();
    expect(engine.received.at(-1)).toMatchObject({
      id: next.id,
      preceding: [first.id],
    });
  });

  it('loses nobody when arriving and finishing cross', async () => {
    await engine.addEndpoint();
    engine.dispatcher.start();
    const bookings = Array.from({ length: 60 }, (_, n) => `b${n}`);
    // Arrivals while the ones before them are being finished, many times over.
    for (const booking of bookings) {
      await announce(
        ['booking.started', booking, ['cluster']],
        ['booking.ended', booking, ['cluster']],
      );
    }
    const until = Date.now() + 20_000;
    while (engine.received.length < 240 && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await engine.dispatcher.stop();
    expect(engine.received.length).toBe(240);
    const [one] = await engine.rows('endpoint');
    const mine = engine.received.filter(({ url }) => url === one.url);
    expect(mine.map(({ type }) => type)).toEqual(
      bookings.flatMap(() => ['booking.started', 'booking.ended']),
    );
    expect(mine.every(({ preceding }) => preceding.length === 0)).toBe(true);
    expect(await engine.rows('delivery_queue')).toEqual([]);
  });
});
