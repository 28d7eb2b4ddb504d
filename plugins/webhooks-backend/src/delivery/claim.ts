import { toNumber, type Writer } from '@callboard/backend-database';
import { interrupt } from './interrupt';
import { type Leased, leaseDue, type Room } from './lease';
import { supersededAmong, undeliveredAmong } from './order';
import type { ClaimedDelivery, StoredEvent } from './types';

interface DeliveryRow {
  position: number | string;
  id: string;
  event_id: string;
  resource_ref: string;
  preceding: string | null;
  batch_key: string | null;
  body: string | null;
}

/**
 * Claims what is due, the longest due first, for `leaseMs`.
 *
 * The attempt is written before anything is sent, and its id is the lease's
 * token: so the log also knows of a request that went out from a process which
 * did not live to see the answer. Whoever claims the delivery after a lease that
 * ran out marks that attempt as interrupted. Rows that somebody else is claiming
 * are skipped, never waited for.
 */
export async function claim(
  tx: Writer,
  rooms: readonly Room[],
  limits: { leaseMs: number; limit: number },
): Promise<ClaimedDelivery[]> {
  const { leased, staleAttemptIds } = await leaseDue(tx, rooms, limits);
  if (leased.length === 0) {
    return [];
  }
  await interrupt(tx, staleAttemptIds);
  return describe(tx, leased);
}

/** With what they say, and what is to be said about their order. */
async function describe(
  tx: Writer,
  claimed: Leased[],
): Promise<ClaimedDelivery[]> {
  const rows = await deliveriesAt(
    tx,
    claimed.map(({ position }) => position),
  );
  const byPosition = new Map(rows.map(row => [toNumber(row.position), row]));
  const events = await eventsOf(tx, rows);
  // A first attempt may be late as well, but nothing passes what is about to go.
  const superseded = await supersededAmong(
    tx,
    claimed
      .filter(({ attempts, trigger }) => attempts > 1 || trigger === 'manual')
      .map(({ position }) => position),
  );
  if (superseded.size > 0) {
    await tx
      .knex('delivery')
      .whereIn('position', [...superseded])
      .update({ superseded: true });
  }
  const passed = new Map(
    rows.map(row => [row.id, JSON.parse(row.preceding ?? '[]') as string[]]),
  );
  const undelivered = await undeliveredAmong(tx, [...passed.values()].flat());
  return claimed.flatMap(row => {
    const delivery = byPosition.get(row.position);
    return delivery === undefined
      ? []
      : {
          position: row.position,
          deliveryId: delivery.id,
          endpointId: row.endpointId,
          attemptId: row.attemptId,
          attempts: row.attempts,
          tries: row.tries,
          trigger: row.trigger,
          resourceRef: delivery.resource_ref || undefined,
          precedingUndelivered: passed
            .get(delivery.id)!
            .filter(id => undelivered.has(id)),
          superseded: superseded.has(row.position),
          events: events.get(row.position) ?? [],
          claimedAt: row.claimedAt,
        };
  });
}

/**
 * An event's body comes once, with the first of its deliveries. Not a prepared
 * statement: a plan made while the log was small reads all of it, and is kept
 * while it grows.
 */
async function deliveriesAt(
  tx: Writer,
  positions: number[],
): Promise<DeliveryRow[]> {
  const columns = `d.position, d.id, d.event_id, d.resource_ref, d.preceding, d.batch_key,
    CASE WHEN row_number() OVER (PARTITION BY d.event_id) = 1 THEN event.body END AS body
    FROM delivery d JOIN event ON event.id = d.event_id`;
  if (tx.postgres) {
    const { rows } = await tx.knex.raw(
      `SELECT ${columns} WHERE d.position = ANY(?::bigint[])`,
      [positions],
    );
    return rows;
  }
  return tx.knex.raw(
    `SELECT ${columns} WHERE d.position IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(positions)],
  );
}

/** The events of deliveries, by position, in the order in which they arrived. */
async function eventsOf(
  tx: Writer,
  deliveries: DeliveryRow[],
): Promise<Map<number, StoredEvent[]>> {
  const bodies = new Map<string, StoredEvent>();
  for (const { event_id, body } of deliveries) {
    if (body !== null) {
      bodies.set(event_id, JSON.parse(body));
    }
  }
  const events = new Map(
    deliveries.map(({ position, event_id }) => [
      toNumber(position),
      [bodies.get(event_id)!],
    ]),
  );
  const batches = deliveries.filter(({ batch_key }) => batch_key !== null);
  for (const [position, all] of await eventsOfBatches(tx, batches)) {
    events.set(position, all);
  }
  return events;
}

/** The same for deliveries that may hold several. */
async function eventsOfBatches(
  tx: Writer,
  deliveries: DeliveryRow[],
): Promise<Map<number, StoredEvent[]>> {
  if (deliveries.length === 0) {
    return new Map();
  }
  const more: { position: number | string; event_id: string }[] = await tx
    .knex('delivery_event')
    .whereIn(
      'position',
      deliveries.map(({ position }) => position),
    );
  const pairs = [...deliveries, ...more].map(({ position, event_id }) => ({
    position: toNumber(position),
    eventId: event_id,
  }));
  const rows: { id: string; body: string }[] = await tx
    .knex('event')
    .select('id', 'body')
    .whereIn('id', [...new Set(pairs.map(({ eventId }) => eventId))])
    .orderBy('ordinal');
  const events = new Map<number, StoredEvent[]>();
  for (const { id, body } of rows) {
    const event: StoredEvent = JSON.parse(body);
    for (const { position } of pairs.filter(pair => pair.eventId === id)) {
      events.set(position, [...(events.get(position) ?? []), event]);
    }
  }
  return events;
}
