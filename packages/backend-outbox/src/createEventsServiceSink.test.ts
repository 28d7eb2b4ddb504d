import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultEventsService,
  type EventParams,
} from '@backstage/plugin-events-node';
import { createEventsServiceSink, Outbox } from '.';
import {
  appendAll,
  createDatabases,
  createRelay,
  drain,
  happened,
  migrated,
} from './__testUtils__/outboxes';

const databases = createDatabases();

describe('createEventsServiceSink', () => {
  it('publishes under the topic of the type, with the event as payload', async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const outbox = Outbox.create({ database: knex });
    const events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    const seen: EventParams[] = [];
    await events.subscribe({
      id: 'search',
      topics: ['callboard.booking.created'],
      onEvent: async params => {
        seen.push(params);
      },
    });

    const [created] = await appendAll(knex, outbox, [
      happened('booking:1'),
      happened('booking:1', { type: 'booking.started' }),
    ]);
    await drain(
      createRelay(knex, outbox, [createEventsServiceSink({ events })]),
    );

    expect(seen).toEqual([
      { topic: 'callboard.booking.created', eventPayload: created },
    ]);
  });

  it('passes a failure on, so that it is tried again', async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const outbox = Outbox.create({ database: knex });
    const events = mockServices.events.mock();
    events.publish.mockRejectedValueOnce(new Error('no bus'));
    const relay = createRelay(knex, outbox, [
      createEventsServiceSink({ events }),
    ]);
    await appendAll(knex, outbox, [happened('booking:1')]);

    expect(await relay.step()).toBe(0);
    expect(await relay.step()).toBe(1);
    expect(events.publish).toHaveBeenCalledTimes(2);
  });
});
