import { TestDatabases } from '@backstage/backend-test-utils';
import {
  bookingEvent,
  CAMPUS,
  createEngine,
  type Engine,
  MINUTE,
} from '../__testUtils__/engine';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = 'user:default/admin';
const started = (booking = 'one', resources = ['cluster']) =>
  bookingEvent('booking.started', booking, resources);

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let waits = 0; !holds(); waits++) {
    if (waits > 500) {
      throw new Error('It did not come to that in 5 s');
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe.each(databases.eachSupportedId())('delivery on %p', id => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await createEngine(await databases.init(id));
  });

  const ingest = (event = started()) => engine.queue.ingest(event, 'test');

  describe('matching', () => {
    it('makes one delivery for each endpoint that is told', async () => {
      await engine.addEndpoint();
      await engine.addEndpoint({ scope: { kind: 'site', ref: CAMPUS } });
      await engine.addEndpoint({
        scope: { kind: 'site', ref: 'resource:default/cloud' },
      });
      await engine.addEndpoint({ eventTypes: ['booking.ended'] });
      await ingest();
      await engine.settle();
      expect(engine.received).toHaveLength(2);
      expect(new Set(engine.received.map(({ id: sent }) => sent)).size).toBe(2);
    });

    it('takes an event once, however often it is announced', async () => {
      await engine.addEndpoint();
      const event = started();
      await Promise.all([ingest(event), ingest(event), ingest(event)]);
      await ingest(event);
      await engine.settle();
      expect(engine.received).toHaveLength(1);
      expect(await engine.rows('event')).toHaveLength(1);
    });

    it('tells an owner only what they may see', async () => {
      const restricted = await createEngine(await databases.init(id), {
        entitlement: { maySee: async owner => owner !== 'user:default/former' },
      });
      await restricted.addEndpoint({ owner: 'user:default/former' });
      await restricted.addEndpoint();
      await restricted.queue.ingest(started(), 'test');
      expect(await restricted.rows('delivery')).toHaveLength(1);
    });

    it('tells an owner nothing any more whose right ended meanwhile', async () => {
      let allowed = true;
      const restricted = await createEngine(await databases.init(id), {
        entitlement: { maySee: async () => allowed },
      });
      const endpoint = await restricted.addEndpoint();
      await restricted.queue.ingest(started(), 'test');
      allowed = false;
      await restricted.settle();
      expect(restricted.received).toEqual([]);
      expect(await restricted.rows('delivery')).toMatchObject([
        { status: 'dead', reason: 'owner_not_allowed' },
      ]);
      await restricted.queue.sendTest(endpoint, undefined, admin);
      await restricted.settle();
      expect(restricted.received).toHaveLength(1);
    });

    it('knows of an endpoint from the moment it is there', async () => {
      await ingest();
      const endpoint = await engine.addEndpoint();
      await ingest(started('two'));
      await engine.settle();
      expect(engine.received).toHaveLength(1);
      await engine.setStatus(endpoint, 'paused');
      await ingest(started('three'));
      expect(await engine.settle()).toBe(0);
      await engine.setStatus(endpoint, 'active');
      expect(await engine.settle()).toBe(1);
    });

    it.each(['paused', 'deleted'])(
      'sends a %s one nothing that it had only claimed',
      async state => {
        const endpoint = await engine.addEndpoint();
        for (let n = 0; n < 12; n++) {
          await ingest(started(`b${n}`, [`node-${n}`]));
        }
        const answers: (() => void)[] = [];
        engine.answerWith(
          () => new Promise(resolve => answers.push(() => resolve(200))),
        );
        engine.dispatcher.start();
        await waitUntil(() => answers.length >= 4);
        await engine.database.write(tx =>
          tx
            .knex('endpoint')
            .where({ id: endpoint })
            .update(
              state === 'paused'
                ? { status: 'paused' }
                : { deleted_at: tx.nowSql },
            )
            .increment('version', 1),
        );
        engine.dispatcher.kick();
        await new Promise(resolve => setTimeout(resolve, 100));
        answers.forEach(answer => answer());
        await new Promise(resolve => setTimeout(resolve, 100));
        await engine.dispatcher.stop();
        expect(engine.received).toHaveLength(4);
        const queued = await engine.rows('delivery_queue');
        expect(queued).toHaveLength(8);
        expect(queued.every(row => row.lease_token === null)).toBe(true);
        expect(await engine.rows('attempt')).toHaveLength(4);
      },
    );

    it('lists a delivery under everything that it is about', async () => {
      await engine.addEndpoint();
      await ingest(
        bookingEvent('booking.started', 'one', { node: ['cluster'] }),
      );
      const subjects = await engine.rows('delivery_subject');
      expect(subjects.map(({ entity_ref }) => entity_ref).sort()).toEqual([
        CAMPUS,
        'resource:default/cluster',
        'resource:default/node',
      ]);
    });
  });

  describe('retries', () => {
    beforeEach(async () => {
      await engine.addEndpoint();
      await ingest();
    });

    it('stop with a success: fail, then 200, is exactly two requests', async () => {
      engine.answerWith(() => 503);
      await engine.settle();
      engine.answerWith(() => 200);
      engine.clock.advance(4_999);
      expect(await engine.settle()).toBe(0);
      engine.clock.advance(1);
      await engine.settle();
      engine.clock.advance(7 * 24 * 60 * MINUTE);
      await engine.settle();
      expect(engine.received).toHaveLength(2);
      expect(engine.received[1].id).toBe(engine.received[0].id);
      expect(await engine.rows('attempt')).toMatchObject([
        { number: 1, outcome: 'failed', status: 503, trigger: 'auto' },
        { number: 2, outcome: 'delivered', status: 200, trigger: 'auto' },
      ]);
      expect(await engine.delivery(engine.received[0].id)).toMatchObject({
        status: 'delivered',
        attempts: 2,
        last_status: 200,
      });
    });

    it('end with a dead delivery that can be sent again', async () => {
      engine.answerWith(() => 500);
      for (let n = 0; n < 8; n++) {
        await engine.settle();
        engine.clock.advance(24 * 60 * MINUTE);
      }
      expect(engine.received).toHaveLength(4);
      const [dead] = await engine.rows('delivery');
      expect(dead).toMatchObject({
        status: 'dead',
        reason: 'attempts_exhausted',
      });

      engine.answerWith(() => 200);
      await engine.queue.redeliver([dead.id], admin);
      await engine.settle();
      expect(await engine.delivery(dead.id)).toMatchObject({
        status: 'delivered',
        attempts: 5,
      });
      expect((await engine.rows('attempt')).at(-1)).toMatchObject({
        number: 5,
        trigger: 'manual',
        actor: admin,
      });
    });

    it('obey Retry-After, within a day', async () => {
      const asks = (after: string) => () => ({
        response: {
          status: 429,
          headers: { 'retry-after': after },
          body: '',
          truncated: false,
        },
      });
      engine.answerWith(asks('60'));
      await engine.settle();
      engine.clock.advance(59_999);
      expect(await engine.settle()).toBe(0);
      engine.answerWith(asks('31536000'));
      engine.clock.advance(1);
      expect(await engine.settle()).toBe(1);
      engine.clock.advance(24 * 60 * MINUTE - 1);
      expect(await engine.settle()).toBe(0);
      engine.clock.advance(1);
      expect(await engine.settle()).toBe(1);
    });

    it('never follow a refused address', async () => {
      engine.answerWith(() => ({
        error: {
          errorClass: 'address_refused',
          message: 'The address is private',
          final: true,
        },
      }));
      await engine.settle();
      engine.clock.advance(24 * 60 * MINUTE);
      expect(await engine.settle()).toBe(0);
      expect(await engine.rows('delivery')).toMatchObject([
        { status: 'dead', reason: 'address_refused' },
      ]);
      expect(await engine.rows('attempt')).toMatchObject([
        {
          error_class: 'address_refused',
          error_message: 'The address is private',
        },
      ]);
    });

    it('go on when a payload cannot be made', async () => {
      const broken = await createEngine(await databases.init(id), {
        dispatcher: {
          payloads: {
            build: async () => {
              throw new Error('The catalog does not answer');
            },
          },
        },
      });
      await broken.addEndpoint();
      await broken.queue.ingest(started(), 'test');
      await broken.settle();
      expect(broken.received).toEqual([]);
      expect(await broken.rows('attempt')).toMatchObject([
        {
          outcome: 'failed',
          error_message: 'Not sent: Error: The catalog does not answer',
        },
      ]);
      expect(await broken.rows('delivery_queue')).toHaveLength(1);
    });
  });

  describe('an endpoint that is not there', () => {
    it('is switched off by 410, and its owner is told', async () => {
      const endpoint = await engine.addEndpoint();
      await ingest();
      await ingest(started('two'));
      engine.answerWith(() => 410);
      await engine.settle();
      expect(await engine.rows('endpoint')).toMatchObject([
        { status: 'disabled', version: 2 },
      ]);
      const deliveries = await engine.rows('delivery');
      expect(deliveries.map(({ status }) => status)).toEqual(['dead', 'dead']);
      expect(await engine.rows('outbox_event')).toMatchObject([
        { type: 'endpoint.disabled', aggregate: `endpoint:${endpoint}` },
      ]);

      await ingest(started('three'));
      expect(await engine.settle()).toBe(0);
      expect((await engine.rows('delivery'))[2]).toMatchObject({
        status: 'dead',
        reason: 'endpoint_disabled',
      });
    });

    it('is switched off after days of failures', async () => {
      await engine.addEndpoint();
      engine.answerWith(() => 500);
      for (let day = 0; day <= 5; day++) {
        expect(await engine.rows('endpoint')).toMatchObject([
          { status: 'active' },
        ]);
        await ingest(started(`day ${day}`));
        await engine.settle();
        engine.clock.advance(24 * 60 * MINUTE);
      }
      await ingest(started('the last'));
      await engine.settle();
      expect(await engine.rows('endpoint')).toMatchObject([
        { status: 'disabled' },
      ]);
      expect(await engine.rows('delivery_queue')).toEqual([]);
    });

    it('is left alone by the breaker, and tried with one delivery', async () => {
      await engine.addEndpoint();
      engine.answerWith(() => 500);
      for (let n = 0; n < 20; n++) {
        await ingest(started(`b${n}`, [`node-${n}`]));
      }
      await engine.settle();
      const tried = engine.received.length;
      expect(tried).toBeGreaterThanOrEqual(5);
      expect(tried).toBeLessThanOrEqual(8);

      engine.clock.advance(3 * MINUTE);
      await engine.settle();
      expect(engine.received).toHaveLength(tried + 1);

      engine.answerWith(() => 200);
      engine.clock.advance(5 * MINUTE);
      await engine.settle();
      expect(
        (await engine.rows('delivery')).every(
          ({ status }) => status === 'delivered',
        ),
      ).toBe(true);
    });
  });

  it('counts attempts for the statistics', async () => {
    const endpoint = await engine.addEndpoint();
    await ingest();
    await ingest(started('two', ['other']));
    engine.answerWith(({ eventIds }) => (eventIds.length ? 200 : 500));
    await engine.settle();
    const stats = await engine.rows('attempt_stats');
    expect(stats).toMatchObject([
      { endpoint_id: endpoint, delivered: 2, failed: 0 },
    ]);
    expect(engine.health.of(endpoint).lastSuccessAt).toBe(engine.clock.now);
  });

  it('keeps secrets out of the log, also those that a receiver repeats', async () => {
    const endpoint = await engine.addEndpoint();
    await ingest();
    const [secret] = (await engine.endpoints.latest()).get(endpoint)!.secrets;
    engine.answerWith(() => ({
      response: {
        status: 500,
        headers: { 'set-cookie': 'session=canary-in-a-cookie' },
        body: `You sent ${secret.value}`,
        truncated: false,
      },
    }));
    await engine.settle();
    const log = JSON.stringify(await engine.rows('attempt'));
    expect(log).toContain('You sent');
    expect(log).not.toContain(secret.value);
    expect(log).not.toContain('canary-in-a-cookie');
    const stored = JSON.stringify(await engine.rows('endpoint_secret'));
    expect(stored).not.toContain(secret.value);
  });

  describe('several backends', () => {
    it('claim each delivery once', async () => {
      const knex = await engine.database.read(async db => db.knex);
      const others = await Promise.all(
        [1, 2].map(() => createEngine(knex, { clock: engine.clock })),
      );
      await engine.addEndpoint();
      await engine.addEndpoint();
      for (let n = 0; n < 30; n++) {
        await ingest(started(`b${n}`, [`node-${n}`]));
      }
      const all = [engine, ...others];
      while ((await engine.rows('delivery_queue')).length > 0) {
        await Promise.all(all.map(one => one.dispatcher.step()));
      }
      const sent = all.flatMap(({ received }) => received.map(one => one.id));
      expect(sent).toHaveLength(60);
      expect(new Set(sent).size).toBe(60);
    });

    it('fence off a worker that comes back too late', async () => {
      await engine.addEndpoint();
      await ingest();
      let answer = (_status: number) => {};
      engine.answerWith(
        () =>
          new Promise(resolve => {
            answer = resolve;
          }),
      );
      const stalled = engine.dispatcher.step();
      while (engine.received.length === 0) {
        await new Promise(setImmediate);
      }
      const other = await createEngine(
        await engine.database.read(async db => db.knex),
        { clock: engine.clock },
      );
      expect(await other.dispatcher.step()).toBe(0);
      engine.clock.advance(30_000);
      expect(await other.dispatcher.step()).toBe(1);
      answer(500);
      await stalled;

      const [delivery] = await engine.rows('delivery');
      expect(delivery).toMatchObject({
        status: 'delivered',
        attempts: 2,
        last_status: 200,
      });
      const attempts = await engine.rows('attempt');
      expect(
        attempts
          .sort((a, b) => a.number - b.number)
          .map(({ number, outcome, status, fenced }) => ({
            number,
            outcome,
            status,
            fenced: Boolean(fenced),
          })),
      ).toEqual([
        { number: 1, outcome: 'failed', status: 500, fenced: true },
        { number: 2, outcome: 'delivered', status: 200, fenced: false },
      ]);
      expect(other.received[0].id).toBe(engine.received[0].id);
      expect(await engine.rows('delivery_queue')).toEqual([]);
    });

    it('know of an attempt whose process did not live to see the answer', async () => {
      await engine.addEndpoint();
      await ingest();
      engine.answerWith(() => new Promise(() => {}));
      engine.dispatcher.step().catch(() => {});
      while (engine.received.length === 0) {
        await new Promise(setImmediate);
      }
      const other = await createEngine(
        await engine.database.read(async db => db.knex),
        { clock: engine.clock },
      );
      engine.clock.advance(30_000);
      await other.dispatcher.step();
      expect(await engine.rows('attempt')).toMatchObject([
        { number: 1, outcome: 'interrupted' },
        { number: 2, outcome: 'delivered' },
      ]);
    });

    it('do not use up a receiver’s chances by stopping', async () => {
      await engine.addEndpoint();
      await ingest();
      const knex = await engine.database.read(async db => db.knex);
      for (let n = 0; n < 6; n++) {
        const dying = await createEngine(knex, { clock: engine.clock });
        dying.answerWith(() => new Promise(() => {}));
        dying.dispatcher.step().catch(() => {});
        while (dying.received.length === 0) {
          await new Promise(setImmediate);
        }
        engine.clock.advance(30_000);
      }
      engine.answerWith(() => 500);
      await engine.settle();
      expect(await engine.rows('delivery')).toMatchObject([
        { status: 'pending', attempts: 7 },
      ]);
      expect(await engine.rows('delivery_queue')).toMatchObject([
        { tries: 1, due_at: expect.anything() },
      ]);
    });
  });

  it('does not let one endpoint that hangs delay another', async () => {
    const hanging = await engine.addEndpoint({ title: 'hanging' });
    const fine = await engine.addEndpoint({ title: 'fine' });
    const release: (() => void)[] = [];
    engine.answerWith(({ url }) =>
      url.endsWith(hanging)
        ? new Promise(resolve => release.push(() => resolve(200)))
        : 200,
    );
    engine.dispatcher.start();
    for (let n = 0; n < 25; n++) {
      await ingest(started(`b${n}`, [`node-${n}`]));
    }
    const until = Date.now() + 10_000;
    const sentTo = (endpoint: string) =>
      engine.received.filter(({ url }) => url.endsWith(endpoint)).length;
    while (sentTo(fine) < 25 && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(sentTo(fine)).toBe(25);
    expect(sentTo(hanging)).toBe(4);
    while (sentTo(hanging) < 25 || release.length > 0) {
      release.splice(0).forEach(done => done());
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await engine.dispatcher.stop();
    expect(await engine.rows('delivery_queue')).toEqual([]);
  });

  describe('replay and test', () => {
    it('sends everything since, also what was announced before the endpoint', async () => {
      await ingest(started('before'));
      engine.clock.advance(MINUTE);
      const since = engine.clock.now;
      await ingest(started('one', ['a']));
      engine.clock.advance(MINUTE);
      const endpoint = await engine.addEndpoint();
      await ingest(started('two', ['b']));
      await engine.settle();
      expect(engine.received).toHaveLength(1);

      expect(await engine.queue.replaySince(endpoint, since, admin)).toBe(2);
      await engine.settle();
      expect(engine.received).toHaveLength(3);
      expect(await engine.queue.replaySince(endpoint, since, admin)).toBe(2);
      await engine.settle();
      expect(engine.received).toHaveLength(5);
      expect(await engine.rows('delivery')).toHaveLength(2);
    });

    it('pages through many events of one instant', async () => {
      for (let n = 0; n < 450; n++) {
        await ingest(started(`b${n}`, [`node-${n}`]));
      }
      const endpoint = await engine.addEndpoint();
      expect(await engine.queue.replaySince(endpoint, 0, admin)).toBe(450);
      expect(await engine.rows('delivery_queue')).toHaveLength(450);
    });

    it('sends a test to a paused endpoint, in the log as one', async () => {
      const endpoint = await engine.addEndpoint({ status: 'paused' });
      await ingest();
      const { deliveryId } = await engine.queue.sendTest(
        endpoint,
        undefined,
        admin,
      );
      await engine.settle();
      expect(engine.received).toMatchObject([
        { id: deliveryId, type: 'endpoint.test' },
      ]);
      expect(await engine.rows('attempt')).toMatchObject([
        { trigger: 'test', actor: admin, outcome: 'delivered' },
      ]);
      expect(Boolean((await engine.delivery(deliveryId)).test)).toBe(true);
    });

    it('leaves alone what is being sent', async () => {
      await engine.addEndpoint();
      await ingest();
      let answer = (_status: number) => {};
      engine.answerWith(
        () =>
          new Promise(resolve => {
            answer = resolve;
          }),
      );
      const sending = engine.dispatcher.step();
      while (engine.received.length === 0) {
        await new Promise(setImmediate);
      }
      const [{ id: delivery }] = engine.received;
      expect(await engine.queue.redeliver([delivery], admin)).toBe(0);
      answer(200);
      await sending;
      expect(await engine.queue.redeliver([delivery], admin)).toBe(1);
    });
  });
});
