import { randomUUID } from 'node:crypto';
import {
  type Database,
  insertRows,
  readNow,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { orderingKeysOf } from '@callboard/backstage-plugin-webhooks-common';
import { concernsResource, matches, subjectsOf } from '../domain/matching';
import { expandDeliveries } from '../payload';
import type { EndpointDirectory } from './EndpointDirectory';
import { heldAmong, releaseThese } from './order';
import type { Entitlement, LiveEndpoint, StoredEvent, Trigger } from './types';

/** How long a legacy batch is kept open for further events of its instant. */
const BATCH_WINDOW_MS = 2_000;

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

/**
 * Turns an event into one delivery for each endpoint that is told of it, in the
 * transaction that stores the event: an event is either known with all its
 * deliveries, or not at all and will be announced again.
 */
export class FanOut {
  readonly #database: Database;
  readonly #endpoints: EndpointDirectory;
  readonly #entitlement: Entitlement;
  readonly #maxWaitMs: number;

  static create(options: {
    database: Database;
    endpoints: EndpointDirectory;
    entitlement: Entitlement;
    maxWaitMs: number;
  }): FanOut {
    return new FanOut(options);
  }

  private constructor(options: {
    database: Database;
    endpoints: EndpointDirectory;
    entitlement: Entitlement;
    maxWaitMs: number;
  }) {
    this.#database = options.database;
    this.#endpoints = options.endpoints;
    this.#entitlement = options.entitlement;
    this.#maxWaitMs = options.maxWaitMs;
  }

  /**
   * Stores an event with its deliveries; one that is known already changes
   * nothing.
   *
   * @returns whether there is anything to send.
   */
  async ingest(event: StoredEvent, source: string): Promise<boolean> {
    const deliveries = await this.#deliveriesOf(event);
    const held = await this.#database.write(async tx => {
      const ordinal = await storeEvent(tx, event, source);
      if (ordinal === undefined) {
        return undefined;
      }
      return this.write(
        tx,
        deliveries.map(delivery => ({ ...delivery, ordinal })),
        { trigger: 'auto' },
      );
    });
    if (held === undefined) {
      return false;
    }
    await this.afterCommit(held);
    return deliveries.length > 0;
  }

  /** What an event makes for one endpoint, if it is told of it. */
  async deliveriesFor(
    endpoint: LiveEndpoint,
    event: StoredEvent,
  ): Promise<NewDelivery[]> {
    if (
      !matches(endpoint, event) ||
      !(await this.#entitlement.maySee(endpoint.owner, event))
    ) {
      return [];
    }
    return expandDeliveries(endpoint.profile, event)
      .filter(
        ({ resourceRef }) =>
          resourceRef === undefined ||
          concernsResource(endpoint.scope, event, resourceRef),
      )
      .map(({ resourceRef, batchKey }) => ({
        endpoint,
        event,
        resourceRef: resourceRef ?? '',
        batchKey,
      }));
  }

  async #deliveriesOf(event: StoredEvent): Promise<NewDelivery[]> {
    const endpoints = await this.#endpoints.latest();
    const found = await Promise.all(
      [...endpoints.values()].map(endpoint =>
        this.deliveriesFor(endpoint, event),
      ),
    );
    return found.flat();
  }

  /**
   * Writes deliveries of events that are stored, and puts them in the queue.
   *
   * @returns those that must wait: hand them to {@link afterCommit}.
   */
  async write(
    tx: Writer,
    deliveries: StoredDelivery[],
    options: WriteOptions,
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
        const holdUntil = held.has(position) ? now + this.#maxWaitMs : null;
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

  /** Looks once more at what must wait; see `order.ts`. */
  async afterCommit(held: number[]): Promise<void> {
    if (held.length > 0) {
      await this.#database.write(tx => releaseThese(tx, held));
    }
  }
}

/** An endpoint that was switched off gets what it missed only when asked for. */
function isOff({ status }: LiveEndpoint, { trigger }: WriteOptions): boolean {
  return status === 'disabled' && trigger === 'auto';
}

/** Stores an event; returns its place in the order, or undefined when it is known. */
export async function storeEvent(
  tx: Writer,
  event: StoredEvent,
  source: string,
): Promise<number | undefined> {
  const [inserted] = await tx
    .knex('event')
    .insert({
      id: event.id,
      source,
      type: event.type,
      occurred_at: Date.parse(event.occurredAt),
      received_at: tx.nowSql,
      body: JSON.stringify(event),
    })
    .onConflict('id')
    .ignore()
    .returning('ordinal');
  return inserted && toNumber(inserted.ordinal);
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
