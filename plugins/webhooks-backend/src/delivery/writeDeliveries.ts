import { randomUUID } from 'node:crypto';
import {
  insertRows,
  locked,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { orderingKeysOf } from '@callboard/backstage-plugin-webhooks-common';
import { subjectsOf } from '../domain/matching';
import { newAttemptId } from './attemptId';
import {
  type DeliveryToInsert,
  insertDeliveries,
  type Inserted,
  type InsertOptions,
} from './insertDeliveries';
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
  const rows = rowsOf(fresh, options, now, atOnce);
  const inserted = await insertDeliveries(
    tx,
    rows,
    now,
    insertOptions(options, atOnce),
  );
  return written(fresh, rows, inserted, { now, trigger: options.trigger });
}

/**
 * Deliveries as they are to be inserted. `about` is the present in epoch
 * milliseconds, as nearly as it is known.
 */
export function rowsOf(
  deliveries: readonly (NewDelivery & { ordinal?: number })[],
  options: Pick<WriteOptions, 'trigger' | 'test'>,
  about: number,
  atOnce: AtOnce,
): DeliveryToInsert[] {
  const slots = new Set(atOnce.endpointIds);
  return deliveries.map(delivery => {
    const row = rowOf(delivery, options);
    const isSent =
      !row.isOff && row.batchKey === null && slots.delete(row.endpointId);
    return { ...row, attemptId: isSent ? newAttemptId(about) : null };
  });
}

export function insertOptions(
  {
    trigger,
    actor,
    test,
    maxWaitMs,
  }: Omit<WriteOptions, 'now'> & { maxWaitMs: number },
  { leaseMs }: AtOnce,
): InsertOptions {
  return {
    trigger,
    actor: actor ?? null,
    test: test ?? false,
    maxWaitMs,
    batchWindowMs: BATCH_WINDOW_MS,
    leaseMs,
  };
}

/** What became of `deliveries`, whose `rows` were inserted. */
export function written(
  deliveries: readonly NewDelivery[],
  rows: readonly DeliveryToInsert[],
  inserted: ReadonlyMap<string, Inserted>,
  { now, trigger }: Pick<WriteOptions, 'now' | 'trigger'>,
): WrittenDeliveries {
  return {
    held: [...inserted.values()].flatMap(({ isHeld, position }) =>
      isHeld ? [position] : [],
    ),
    leased: rows.flatMap(({ id, endpointId, attemptId }, index) => {
      const { isHeld, position } = inserted.get(id)!;
      const { event, resourceRef } = deliveries[index];
      return attemptId === null || isHeld
        ? []
        : {
            ...{ position, deliveryId: id, endpointId, attemptId },
            ...{ attempts: 1, tries: 1, trigger },
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
  {
    endpoint,
    event,
    resourceRef,
    batchKey,
    ordinal,
  }: NewDelivery & { ordinal?: number },
  options: Pick<WriteOptions, 'trigger' | 'test'>,
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
    ordinal: ordinal ?? null,
    subjects: subjectsOf(event),
    keys: options.test || isOff ? [] : orderingKeysOf(event),
  };
}

/** An endpoint that was switched off gets what it missed only when asked for. */
function isSwitchedOff(
  { status }: LiveEndpoint,
  { trigger }: Pick<WriteOptions, 'trigger'>,
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
  const open = await locked(tx, query, 'delivery_queue');
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
