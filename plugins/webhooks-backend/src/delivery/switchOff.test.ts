import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  bookingEvent,
  createEngine,
  type Engine,
} from '../__testUtils__/engine';
import { LogCleaner } from './LogCleaner';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY = 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())(
  'an endpoint that ends on %p',
  id => {
    let engine: Engine;

    beforeEach(async () => {
      engine = await createEngine(await databases.init(id));
    });

    const ingest = (booking = 'one') =>
      engine.queue.ingest(
        bookingEvent('booking.started', booking, [booking]),
        'test',
      );
    const drop = (endpoint: string) =>
      engine.database.write(tx =>
        engine.queue.drop(tx, endpoint, 'endpoint_deleted'),
      );
    const tidy = () =>
      LogCleaner.create({
        database: engine.database,
        logger: mockServices.logger.mock(),
        retentionMs: 90 * DAY,
      }).run();

    /** Until the receiver has the request, which it answers when it is told to. */
    async function sendWithoutAnswer() {
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
      return { sending, answer: (status: number) => answer(status) };
    }

    it('leaves no attempt that is being sent for ever', async () => {
      const endpoint = await engine.addEndpoint();
      await ingest();
      const { sending } = await sendWithoutAnswer();
      sending.catch(() => {});

      await drop(endpoint);

      expect(await engine.rows('attempt')).toMatchObject([
        { number: 1, outcome: 'interrupted' },
      ]);
      expect(await engine.rows('delivery')).toMatchObject([
        { status: 'dead', reason: 'endpoint_deleted' },
      ]);
    });

    it('keeps an answer that comes after its end in the log', async () => {
      const endpoint = await engine.addEndpoint();
      await ingest();
      const { sending, answer } = await sendWithoutAnswer();

      await drop(endpoint);
      answer(200);
      await sending;

      const [attempt] = await engine.rows('attempt');
      expect(attempt).toMatchObject({ outcome: 'delivered', status: 200 });
      expect(attempt.error_message).toBeNull();
      expect(Boolean(attempt.fenced)).toBe(true);
      expect(await engine.rows('delivery')).toMatchObject([{ status: 'dead' }]);
    });

    it.each([
      ['endpoint_deleted', { deleted_at: 1 }],
      ['endpoint_disabled', { status: 'disabled' }],
    ])('ends what was queued at that very moment: %s', async (reason, end) => {
      const ended = await engine.addEndpoint();
      await engine.addEndpoint();
      await ingest();
      await engine.database.write(tx =>
        tx
          .knex('endpoint')
          .where({ id: ended })
          .update(end)
          .increment('version'),
      );

      await tidy();

      const deliveries = await engine.rows('delivery');
      expect(
        deliveries.map(({ endpoint_id, ...one }) => ({
          isEnded: endpoint_id === ended,
          status: one.status,
          reason: one.reason,
        })),
      ).toEqual(
        expect.arrayContaining([
          { isEnded: true, status: 'dead', reason },
          { isEnded: false, status: 'pending', reason: null },
        ]),
      );
      expect(await engine.rows('delivery_queue')).toHaveLength(1);
    });

    it('still sends one that is switched off what is asked for by hand', async () => {
      await engine.addEndpoint({ status: 'disabled' });
      await ingest();
      const [{ id: delivery }] = await engine.rows('delivery');
      await engine.queue.redeliver([delivery], 'user:default/admin');

      await tidy();
      await engine.settle();

      expect(await engine.rows('delivery')).toMatchObject([
        { status: 'delivered' },
      ]);
    });
  },
);
