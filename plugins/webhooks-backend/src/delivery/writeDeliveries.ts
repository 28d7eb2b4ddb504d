import { randomUUID } from 'node:crypto';
import {
  insertRows,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { orderingKeysOf } from '@callboard/backstage-plugin-webhooks-common';
import { subjectsOf } from '../domain/matching';
import { heldAmong } from './order';
import type { LiveEndpoint, StoredEvent, Trigger } from './types';

/** A delivery to be written. */
export interface NewDelivery {
  endpoint: LiveEndpoint;
  event: StoredEvent;
  resourceRef: string;
  batchKey?: string;
}

/** One whose event is stored. */
export interface StoredDelivery extends NewDelivery {
  /** The event's place in the order of arrival. */
  ordinal: number;
}

export interface WriteOptions {
  trigger: Trigger;
  actor?: string;
  test?: boolean;
}

/** How long a legacy batch is kept open for further events of its instant. */
const BATCH_WINDOW_MS = 2_000;

/**
 * Writes deliveries of events that are stored, and puts them in the queue.
 * Returns those that must wait for earlier ones, at most `maxWaitMs`.
 */
export async function writeDeliveries(
  tx: Writer,
  deliveries: StoredDelivery[],
  options: WriteOptions & { maxWaitMs: number },
): Promise<number[]> {
  if (deliveries.length === 0) {
    return [];
  }
  const now = await readNow(tx);
  const fresh: StoredDelivery[] = [];
  for (const delivery of deliveries) {
    if (!(await joinBatch(tx, delivery, now))) {
      fresh.push(delivery);
    }
  }
  const positions = await insertDeliveries(tx, fresh, options, now);
  await insertSubjects(tx, fresh, positions);
  const keyed = await insertKeys(tx, fresh, positions, options);
  const held = await heldAmong(tx, keyed);
  await insertRows(
    tx,
    'delivery_queue',
    fresh.flatMap(({ endpoint, batchKey }, index) => {
      if (isOff(endpoint, options)) {
        return [];
      }
      const position = positions[index];
      const holdUntil = held.has(position) ? now + options.maxWaitMs : null;
      return {
        position,
        endpoint_id: endpoint.id,
        due_at: holdUntil ?? now + (batchKey ? BATCH_WINDOW_MS : 0),
        hold_until: holdUntil,
        attempts: 0,
        tries: 0,
        trigger: options.trigger,
        actor: options.actor ?? null,
      };
    }),
    100,
  );
  return [...held];
}

/** An endpoint that was switched off gets what it missed only when asked for. */
function isOff({ status }: LiveEndpoint, { trigger }: WriteOptions): boolean {
  return status === 'disabled' && trigger === 'auto';
}

/** Returns their positions, in the same order. */
async function insertDeliveries(
  tx: Writer,
  deliveries: NewDelivery[],
  options: WriteOptions,
  now: number,
): Promise<number[]> {
  const positions: number[] = [];
  for (let at = 0; at < deliveries.length; at += 50) {
    const rows = deliveries
      .slice(at, at + 50)
      .map(delivery => deliveryRow(delivery, options, now));
    const written: { id: string; position: number | string }[] = await tx
      .knex('delivery')
      .insert(rows)
      .returning(['id', 'position']);
    const byId = new Map(
      written.map(({ id, position }) => [id, toNumber(position)]),
    );
    positions.push(...rows.map(({ id }) => byId.get(id)!));
  }
  return positions;
}

function deliveryRow(
  { endpoint, event, resourceRef, batchKey }: NewDelivery,
  options: WriteOptions,
  now: number,
) {
  return {
    id: randomUUID(),
    endpoint_id: endpoint.id,
    event_id: event.id,
    event_type: event.type,
    resource_ref: resourceRef,
    batch_key: batchKey ?? null,
    test: options.test ?? false,
    superseded: false,
    attempts: 0,
    created_at: now,
    ...(isOff(endpoint, options)
      ? { status: 'dead', reason: 'endpoint_disabled', finished_at: now }
      : { status: 'pending', reason: null, finished_at: null }),
  };
}

async function insertSubjects(
  tx: Writer,
  deliveries: NewDelivery[],
  positions: number[],
): Promise<void> {
  await insertRows(
    tx,
    'delivery_subject',
    deliveries.flatMap(({ event }, index) =>
      subjectsOf(event).map(entity_ref => ({
        entity_ref,
        position: positions[index],
      })),
    ),
    200,
  );
}

/** Returns those that have an order to keep. */
async function insertKeys(
  tx: Writer,
  deliveries: StoredDelivery[],
  positions: number[],
  options: WriteOptions,
): Promise<number[]> {
  const rows = deliveries.flatMap(({ endpoint, event, ordinal }, index) =>
    options.test || isOff(endpoint, options)
      ? []
      : orderingKeysOf(event).map(({ key, part }) => ({
          endpoint_id: endpoint.id,
          key,
          part,
          open: true,
          ordinal,
          position: positions[index],
        })),
  );
  await insertRows(tx, 'delivery_key', rows, 150);
  return [...new Set(rows.map(({ position }) => position))];
}

/**
 * Adds an event to a batch of its user and instant that has not been sent yet.
 * The endpoint's row is locked, so that two events do not each begin one.
 */
async function joinBatch(
  tx: Writer,
  { endpoint, event, batchKey, ordinal }: StoredDelivery,
  now: number,
): Promise<boolean> {
  if (batchKey === undefined) {
    return false;
  }
  if (tx.postgres) {
    await tx
      .knex('endpoint')
      .where({ id: endpoint.id })
      .forUpdate()
      .select('id');
  }
  const query = tx
    .knex('delivery_queue')
    .join('delivery', 'delivery.position', 'delivery_queue.position')
    .where({
      'delivery_queue.endpoint_id': endpoint.id,
      'delivery.batch_key': batchKey,
      'delivery_queue.attempts': 0,
    })
    .where('delivery_queue.due_at', '>', now)
    .first('delivery_queue.position');
  const open = await (tx.postgres ? query.forUpdate('delivery_queue') : query);
  if (!open) {
    return false;
  }
  const position = toNumber(open.position);
  await tx.knex('delivery_event').insert({ position, event_id: event.id });
  await insertRows(
    tx,
    'delivery_key',
    orderingKeysOf(event).map(({ key, part }) => ({
      endpoint_id: endpoint.id,
      key,
      part,
      open: true,
      ordinal,
      position,
    })),
    150,
  );
  await tx
    .knex('delivery_subject')
    .insert(subjectsOf(event).map(entity_ref => ({ entity_ref, position })))
    .onConflict(['entity_ref', 'position'])
    .ignore();
  return true;
}
