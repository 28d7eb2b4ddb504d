import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { bookingEvent, createEngine } from '../__testUtils__/engine';
import { LogCleaner } from './LogCleaner';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY = 24 * 60 * 60_000;

const LOG = [
  'delivery',
  'attempt',
  'delivery_key',
  'delivery_subject',
  'event',
  'attempt_stats',
];

it.each(databases.eachSupportedId())('tidies up on %p', async id => {
  const engine = await createEngine(await databases.init(id));
  const cleaner = LogCleaner.create({
    database: engine.database,
    logger: mockServices.logger.mock(),
    retentionMs: 90 * DAY,
  });
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        LOG.map(async table => [table, (await engine.rows(table)).length]),
      ),
    );
  await engine.addEndpoint();
  const announce = (booking: string) =>
    engine.queue.ingest(
      bookingEvent('booking.started', booking, [booking]),
      'test',
    );

  await announce('finished');
  await engine.settle();
  engine.answerWith(() => 500);
  await announce('still-failing');
  await engine.settle();
  const before = await counts();
  engine.clock.advance(89 * DAY);
  await cleaner.run();
  expect(await counts()).toEqual({ ...before, attempt_stats: 0 });

  engine.clock.advance(2 * DAY);
  await announce('new');
  await cleaner.run();
  const left = await engine.rows('event');
  expect(left.map(({ body }) => JSON.parse(body).aggregate).sort()).toEqual([
    'booking:new',
    'booking:still-failing',
  ]);
  expect(await counts()).toMatchObject({ delivery: 2, event: 2, attempt: 1 });
  expect(await engine.rows('delivery_queue')).toHaveLength(2);
});
