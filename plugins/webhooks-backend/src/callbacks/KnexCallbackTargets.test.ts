import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  bookingEvent,
  createEngine,
  type Engine,
} from '../__testUtils__/engine';
import { KnexAliasStore } from '../payload';
import { KnexCallbackTargets } from './KnexCallbackTargets';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('callback targets on %p', id => {
  let engine: Engine;
  let targets: KnexCallbackTargets;

  beforeAll(async () => {
    engine = await createEngine(await databases.init(id));
    targets = KnexCallbackTargets.create(engine);
  });

  async function deliver(bookingId: string, title = 'Bare metal') {
    engine.clock.advance(1000);
    const endpointId = await engine.addEndpoint({
      title,
      profile: 'legacy-flat',
    });
    const event = bookingEvent('booking.started', bookingId, ['node-1'], {
      data: {
        booking: { id: bookingId, resourceRefs: ['resource:default/node-1'] },
        resources: [],
      },
    });
    await engine.queue.ingest(event, 'reservations');
    const rows = await engine.rows('delivery');
    const delivery = rows.find(row => row.endpoint_id === endpointId);
    return { endpointId, deliveryId: delivery.id as string };
  }

  it('finds what a delivery was about, and whose secret signs', async () => {
    const bookingId = randomUUID();
    const { endpointId, deliveryId } = await deliver(bookingId);
    expect(await targets.find(deliveryId)).toEqual({
      deliveryId,
      endpointId,
      endpointTitle: 'Bare metal',
      secrets: [expect.stringMatching(/^whsec_/)],
      bookingId,
      resourceRef: 'resource:default/node-1',
    });
    expect(await targets.find(randomUUID())).toBeUndefined();
    expect(await targets.find('x')).toBeUndefined();
  });

  it('finds nothing of an endpoint that was deleted', async () => {
    const { endpointId, deliveryId } = await deliver(randomUUID());
    await engine.database.write(tx =>
      tx
        .knex('endpoint')
        .where({ id: endpointId })
        .update({ deleted_at: tx.nowSql }),
    );
    expect(await targets.find(deliveryId)).toBeUndefined();
  });

  it('finds by the older service’s numbers only what the endpoint was told of', async () => {
    const [bookingId, otherBooking] = [randomUUID(), randomUUID()];
    const mine = await deliver(bookingId, 'Mine');
    const aliases = KnexAliasStore.create(engine);
    const endpoint = await aliases.aliasOf('endpoint', mine.endpointId);
    const booking = await aliases.aliasOf('booking', bookingId);
    const resourceRef = 'resource:default/node-1';
    const resource = await aliases.aliasOf('resource', resourceRef);
    const strange = await aliases.aliasOf('booking', otherBooking);

    expect(await targets.findEndpoint(endpoint)).toMatchObject({
      endpointId: mine.endpointId,
    });
    expect(await targets.findEndpoint(booking)).toBeUndefined();
    expect(await targets.findEndpoint(2 ** 40)).toBeUndefined();
    const of = (bookingAlias: number, resourceAlias?: number) =>
      targets.findBooking({
        endpointId: mine.endpointId,
        bookingAlias,
        resourceAlias,
      });
    expect(await of(booking)).toEqual({ bookingId });
    expect(await of(booking, resource)).toEqual({ bookingId, resourceRef });
    expect(await of(strange)).toBeUndefined();
    expect(await of(resource)).toBeUndefined();
  });
});
