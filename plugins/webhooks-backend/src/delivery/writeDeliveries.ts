import { randomUUID } from 'node:crypto';
import { insertRows, toNumber, type Writer } from '@callboard/backend-database';
import { orderingKeysOf } from '@callboard/backstage-plugin-webhooks-common';
import { subjectsOf } from '../domain/matching';
import { newAttemptId } from './attemptId';
import { type DeliveryToInsert, insertDeliveries } from './insertDeliveries';
import type {
  AtOnce,
  ClaimedDelivery,
  LiveEndpoint,
  StoredEvent,
  Trigger,
} from './types';

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
  /** Epoch milliseconds of the database. */
  now: number;
  trigger: Trigger;
  actor?: string;
  test?: boolean;
}

/** How long a legacy batch is kept open for further events of its instant. */
const BATCH_WINDOW_MS = 2_000;

export interface WrittenDeliveries {
  /** The positions of those that must wait for earlier ones. */
  held: number[];
  /** Those that are leased to this process, for it to send now. */
  leased: ClaimedDelivery[];
}

/**
 * Writes deliveries of events that are stored, and puts them in the queue; those
 * to be sent `atOnce` are claimed already, and so need no claim of their own.
 * What must wait for earlier ones waits for at most `maxWaitMs`.
 */
export async function writeDeliveries(
  tx: Writer,
  deliveries: StoredDelivery[],
  options: WriteOptions & { maxWaitMs: number },
  atOnce: AtOnce = { endpointIds: new Set(), leaseMs: 0 },
): Promise<WrittenDeliveries> {
  if (deliveries.length === 0) {
    return { held: [], leased: [] };
  }
  const { now } = options;
  const fresh: StoredDelivery[] = [];
  for (const delivery of deliveries) {
    if (!(await joinBatch(tx, delivery, now))) {
      fresh.push(delivery);
    }
  }
  const slots = new Set(atOnce.endpointIds);
  const rows = fresh.map(delivery => {
    const row = rowOf(delivery, options);
    const isSent =
      !row.isOff && row.batchKey === null && slots.delete(row.endpointId);
    return { ...row, attemptId: isSent ? newAttemptId(now) : null };
  });
  const inserted = await insertDeliveries(tx, rows, now, {
    trigger: options.trigger,
    actor: options.actor ?? null,
    test: options.test ?? false,
    maxWaitMs: options.maxWaitMs,
    batchWindowMs: BATCH_WINDOW_MS,
    leaseMs: atOnce.leaseMs,
  });
  return {
    held: [...inserted.values()].flatMap(({ isHeld, position }) =>
      isHeld ? [position] : [],
    ),
    leased: rows.flatMap(({ id, endpointId, attemptId }, index) => {
      const { isHeld, position } = inserted.get(id)!;
      const { event, resourceRef } = fresh[index];
      return attemptId === null || isHeld
        ? []
        : {
            ...{ position, deliveryId: id, endpointId, attemptId },
            ...{ attempts: 1, tries: 1, trigger: options.trigger },
            resourceRef: resourceRef || undefined,
            precedingUndelivered: [],
            superseded: false,
            events: [event],
            claimedAt: now,
          };
    }),
  };
}

function rowOf(
  { endpoint, event, resourceRef, batchKey, ordinal }: StoredDelivery,
  options: WriteOptions,
): Omit<DeliveryToInsert, 'attemptId'> {
  const isOff = isSwitchedOff(endpoint, options);
  return {
    id: randomUUID(),
    endpointId: endpoint.id,
    eventId: event.id,
    eventType: event.type,
    resourceRef,
    batchKey: batchKey ?? null,
    isOff,
    ordinal,
    subjects: subjectsOf(event),
    keys: options.test || isOff ? [] : orderingKeysOf(event),
  };
}

/** An endpoint that was switched off gets what it missed only when asked for. */
function isSwitchedOff(
  { status }: LiveEndpoint,
  { trigger }: WriteOptions,
): boolean {
  return status === 'disabled' && trigger === 'auto';
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
