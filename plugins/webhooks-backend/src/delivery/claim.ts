import { randomUUID } from 'node:crypto';
import {
  insertRows,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { supersededAmong, undeliveredAmong } from './order';
import type { ClaimedDelivery, StoredEvent, Trigger } from './types';

/** How many deliveries to one endpoint may be claimed now. */
export interface Room {
  endpointId: string;
  free: number;
  /** Only what was asked for by hand: the endpoint is paused, or resting. */
  onlyByHand: boolean;
}

interface QueueRow {
  position: number | string;
  endpoint_id: string;
  lease_token: string | null;
  attempts: number;
  tries: number;
  trigger: Trigger;
  actor: string | null;
}

interface DeliveryRow {
  position: number | string;
  id: string;
  event_id: string;
  resource_ref: string;
  preceding: string | null;
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
  leaseMs: number,
): Promise<ClaimedDelivery[]> {
  const due = tx.postgres
    ? await duePostgres(tx, rooms)
    : await dueSqlite(tx, rooms);
  if (due.length === 0) {
    return [];
  }
  const now = await readNow(tx);
  const claimed = due.map(row => ({
    ...row,
    position: toNumber(row.position),
    attemptId: randomUUID(),
    attempts: row.attempts + 1,
    tries: row.tries + 1,
  }));
  await interrupt(
    tx,
    due.flatMap(({ lease_token }) => lease_token ?? []),
  );
  await lease(tx, claimed, now + leaseMs);
  await insertRows(
    tx,
    'attempt',
    claimed.map(row => ({
      id: row.attemptId,
      position: row.position,
      number: row.attempts,
      trigger: row.trigger,
      actor: row.actor,
      started_at: now,
      outcome: 'sending',
      fenced: false,
    })),
    90,
  );
  return describe(tx, claimed, now);
}

async function duePostgres(
  tx: Writer,
  rooms: readonly Room[],
): Promise<QueueRow[]> {
  const { rows } = await tx.fixed(
    'due_deliveries',
    `SELECT due.* FROM unnest(?::uuid[], ?::int[], ?::boolean[]) AS room(endpoint_id, free, only_by_hand)
     CROSS JOIN LATERAL (
       SELECT position, endpoint_id, lease_token, attempts, tries, trigger, actor
       FROM delivery_queue q
       WHERE q.endpoint_id = room.endpoint_id AND q.due_at <= ?
         AND q.hold_until IS NULL AND (NOT room.only_by_hand OR q.trigger <> 'auto')
       ORDER BY q.due_at, q.position LIMIT room.free
       FOR UPDATE SKIP LOCKED
     ) due`,
    [
      rooms.map(room => room.endpointId),
      rooms.map(room => room.free),
      rooms.map(room => room.onlyByHand),
      tx.nowSql,
    ],
  );
  return rows;
}

async function dueSqlite(
  tx: Writer,
  rooms: readonly Room[],
): Promise<QueueRow[]> {
  const due: QueueRow[] = [];
  for (const { endpointId, free, onlyByHand } of rooms) {
    const query = tx
      .knex('delivery_queue')
      .where('endpoint_id', endpointId)
      .where('due_at', '<=', tx.nowSql)
      .whereNull('hold_until')
      .orderBy(['due_at', 'position'])
      .limit(free);
    due.push(
      ...(await (onlyByHand ? query.whereNot('trigger', 'auto') : query)),
    );
  }
  return due;
}

async function interrupt(tx: Writer, attemptIds: string[]): Promise<void> {
  if (attemptIds.length > 0) {
    await tx
      .knex('attempt')
      .whereIn('id', attemptIds)
      .where('outcome', 'sending')
      .update({
        outcome: 'interrupted',
        error_message:
          'The portal stopped before it knew the answer; the receiver may have got this',
      });
  }
}

interface Claimed extends Omit<QueueRow, 'position'> {
  position: number;
  attemptId: string;
}

async function lease(
  tx: Writer,
  claimed: Claimed[],
  until: number,
): Promise<void> {
  if (tx.postgres) {
    await tx.fixed(
      'lease_deliveries',
      `UPDATE delivery_queue SET lease_token = c.token, due_at = ?::bigint, attempts = c.attempts, tries = c.tries
       FROM unnest(?::bigint[], ?::uuid[], ?::int[], ?::int[]) AS c(position, token, attempts, tries)
       WHERE delivery_queue.position = c.position`,
      [
        until,
        claimed.map(row => row.position),
        claimed.map(row => row.attemptId),
        claimed.map(row => row.attempts),
        claimed.map(row => row.tries),
      ],
    );
    return;
  }
  for (const { position, attemptId, attempts, tries } of claimed) {
    await tx
      .knex('delivery_queue')
      .where({ position })
      .update({ lease_token: attemptId, due_at: until, attempts, tries });
  }
}

/** With what they say, and what is to be said about their order. */
async function describe(
  tx: Writer,
  claimed: Claimed[],
  now: number,
): Promise<ClaimedDelivery[]> {
  const positions = claimed.map(({ position }) => position);
  const rows: DeliveryRow[] = await tx
    .knex('delivery')
    .select('position', 'id', 'event_id', 'resource_ref', 'preceding')
    .whereIn('position', positions);
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
          endpointId: row.endpoint_id,
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
          claimedAt: now,
        };
  });
}

/** The events of deliveries, by position, in the order in which they arrived. */
async function eventsOf(
  tx: Writer,
  deliveries: DeliveryRow[],
): Promise<Map<number, StoredEvent[]>> {
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
