import {
  type Reader,
  toBoolean,
  toInstant,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import { decodeCursor, encodeCursor } from '@callboard/backend-openapi';
import type { SqlFilter } from '@callboard/backend-access';
import type {
  Delivery,
  DeliveryReason,
  DeliveryStatus,
  ErrorClass,
  Page,
} from '@callboard/backstage-plugin-webhooks-common';
import type { Knex } from 'knex';
import type { StoredEvent } from '../delivery';
import { whereFound } from './search';

const MOST_RESOURCES = 20;

/** Longer than any transaction that makes deliveries. */
const OVERLAP_MS = 60_000;

/** Which deliveries; of several kinds of condition, all must hold. */
export interface DeliveryFilter {
  endpointId?: string;
  ids?: string[];
  entityRef?: string;
  eventTypes?: string[];
  statuses?: DeliveryStatus[];
  eventId?: string;
  q?: string;
  /** Epoch milliseconds; `from` inclusive, `to` not. */
  from?: number;
  to?: number;
  /** To which endpoints. */
  access?: SqlFilter;
}

/** A delivery as it is stored; what the caller may do with it is added outside. */
export interface DeliveryRecord {
  position: number;
  /** The site of its endpoint. */
  siteRef?: string;
  event?: StoredEvent;
  view: Omit<Delivery, 'actions'>;
}

interface DeliveryRow {
  position: number | string;
  id: string;
  endpoint_id: string;
  event_id: string;
  event_type: string;
  resource_ref: string;
  status: DeliveryStatus;
  reason: DeliveryReason | null;
  test: boolean | number;
  superseded: boolean | number;
  preceding: string | null;
  attempts: number;
  last_status: number | null;
  last_error_class: ErrorClass | null;
  last_duration_ms: number | null;
  created_at: number | string;
  finished_at: number | string | null;
  endpoint_title: string;
  endpoint_deleted_at: number | string | null;
  site_ref: string | null;
  due_at: number | string | null;
  hold_until: number | string | null;
  lease_token: string | null;
  event_body: string | null;
}

/**
 * The log of deliveries, newest first. It has millions of rows, so every filter
 * leads to an index or to short lists, and no page counts what is behind it.
 */
export class DeliveryStore {
  async list(
    db: Reader,
    filter: DeliveryFilter,
    page: { cursor?: string; limit: number },
  ): Promise<Page<DeliveryRecord>> {
    const { query, position } = await this.#find(db, filter);
    if (page.cursor !== undefined) {
      query.where(position, '<', decodeCursor(page.cursor, isPosition));
    }
    const rows: DeliveryRow[] = await withDetails(query)
      .orderBy(position, 'desc')
      .limit(page.limit + 1);
    const items = rows.slice(0, page.limit).map(toRecord);
    return {
      items,
      nextCursor:
        rows.length > page.limit
          ? encodeCursor(items[items.length - 1].position)
          : undefined,
    };
  }

  async get(db: Reader, id: string): Promise<DeliveryRecord | undefined> {
    const [row]: DeliveryRow[] = await withDetails(joined(db)).where(
      'delivery.id',
      id,
    );
    return row && toRecord(row);
  }

  /** Oldest first: they are to be sent again in the order they were made. */
  async findMany(
    db: Reader,
    filter: DeliveryFilter,
    limit: number,
  ): Promise<DeliveryRecord[]> {
    const { query, position } = await this.#find(db, filter);
    const rows: DeliveryRow[] = await withDetails(query)
      .orderBy(position, 'asc')
      .limit(limit);
    return rows.map(toRecord);
  }

  /** Entities that a delivery is about. */
  async subjects(db: Reader, position: number): Promise<string[]> {
    const rows: { entity_ref: string }[] = await db
      .knex('delivery_subject')
      .select('entity_ref')
      .where({ position })
      .orderBy('entity_ref');
    return rows.map(({ entity_ref }) => entity_ref);
  }

  /** The query, and the column along whose index it is ordered. */
  async #find(db: Reader, filter: DeliveryFilter) {
    const query = joined(db);
    let position = 'delivery.position';
    if (filter.entityRef !== undefined) {
      query
        .join(
          'delivery_subject',
          'delivery_subject.position',
          'delivery.position',
        )
        .where('delivery_subject.entity_ref', filter.entityRef);
      position = 'delivery_subject.position';
    }
    if (filter.access || filter.q) {
      const endpoints = await allowedEndpoints(db, filter.access);
      if (filter.access) {
        query.whereIn(
          'delivery.endpoint_id',
          endpoints.map(({ id }) => id),
        );
      }
      await whereFound(db, query, filter.q, endpoints);
    }
    wherePlain(query, filter);
    return { query, position };
  }
}

async function allowedEndpoints(
  db: Reader,
  access?: SqlFilter,
): Promise<{ id: string; title: string }[]> {
  const query = db.knex('endpoint').select('endpoint.id', 'endpoint.title');
  access?.(query);
  return query;
}

function wherePlain(query: Knex.QueryBuilder, filter: DeliveryFilter): void {
  const { endpointId, ids, eventTypes, statuses, eventId, from, to } = filter;
  if (endpointId !== undefined) {
    query.where('delivery.endpoint_id', endpointId);
  }
  if (ids) {
    query.whereIn('delivery.id', ids);
  }
  if (eventTypes?.length) {
    query.whereIn('delivery.event_type', eventTypes);
  }
  if (statuses?.length) {
    whereStatus(query, statuses);
  }
  if (eventId !== undefined) {
    query.whereIn('delivery.position', inner =>
      inner
        .select('position')
        .from('delivery')
        .where('event_id', eventId)
        .unionAll(batched =>
          batched
            .select('position')
            .from('delivery_event')
            .where('event_id', eventId),
        ),
    );
  }
  whereTime(query, from, to);
}

/**
 * Positions are given out as time goes by, so a stretch of time is one of
 * positions, give or take transactions that ran side by side: it lies between
 * deliveries that were made well before and well after. Along positions the log
 * is read; the exact bounds are checked beside.
 */
function whereTime(query: Knex.QueryBuilder, from?: number, to?: number) {
  if (from !== undefined) {
    query.where('delivery.created_at', '>=', from).whereRaw(
      `delivery.position >= COALESCE((SELECT position FROM delivery
        WHERE created_at < ? ORDER BY created_at DESC LIMIT 1), 0)`,
      [from - OVERLAP_MS],
    );
  }
  if (to !== undefined) {
    query.where('delivery.created_at', '<', to).whereRaw(
      `delivery.position <= COALESCE((SELECT position FROM delivery
        WHERE created_at >= ? ORDER BY created_at LIMIT 1), ${Number.MAX_SAFE_INTEGER})`,
      [to + OVERLAP_MS],
    );
  }
}

function whereStatus(query: Knex.QueryBuilder, statuses: DeliveryStatus[]) {
  const [only] = statuses;
  if (statuses.length > 1) {
    query.whereIn('delivery.status', statuses);
  } else if (only === 'dead') {
    // Written out, as the index on dead ones is.
    query.whereRaw(`delivery.status = 'dead'`);
  } else {
    query.where('delivery.status', only);
  }
  if (statuses.length === 1 && only === 'pending') {
    query.whereIn('delivery.position', queued =>
      queued.select('position').from('delivery_queue'),
    );
  }
}

function joined(db: Reader): Knex.QueryBuilder {
  return db
    .knex('delivery')
    .join('endpoint', 'endpoint.id', 'delivery.endpoint_id')
    .leftJoin('delivery_queue', 'delivery_queue.position', 'delivery.position')
    .leftJoin('event', 'event.id', 'delivery.event_id');
}

function withDetails(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.select('delivery.*').select({
    endpoint_title: 'endpoint.title',
    endpoint_deleted_at: 'endpoint.deleted_at',
    site_ref: 'endpoint.site_ref',
    due_at: 'delivery_queue.due_at',
    hold_until: 'delivery_queue.hold_until',
    lease_token: 'delivery_queue.lease_token',
    event_body: 'event.body',
  });
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function toRecord(row: DeliveryRow): DeliveryRecord {
  const event: StoredEvent | undefined =
    row.event_body === null ? undefined : JSON.parse(row.event_body);
  const dueAt = toOptionalNumber(row.due_at);
  const holdUntil = toOptionalNumber(row.hold_until);
  const finishedAt = toOptionalNumber(row.finished_at);
  return {
    position: toNumber(row.position),
    siteRef: row.site_ref ?? undefined,
    event,
    view: {
      id: row.id,
      createdAt: toInstant(toNumber(row.created_at)),
      finishedAt: finishedAt === undefined ? undefined : toInstant(finishedAt),
      endpointId: row.endpoint_id,
      endpointTitle: row.endpoint_title,
      endpointDeleted: row.endpoint_deleted_at !== null,
      eventId: row.event_id,
      eventType: row.event_type,
      resourceRef: row.resource_ref === '' ? undefined : row.resource_ref,
      resourceRefs: [event?.refs.resources ?? []]
        .flat()
        .slice(0, MOST_RESOURCES),
      status: row.status,
      reason: row.reason ?? undefined,
      test: toBoolean(row.test),
      superseded: toBoolean(row.superseded),
      precedingUndelivered:
        row.preceding === null ? [] : JSON.parse(row.preceding),
      attempts: row.attempts,
      lastStatus: row.last_status ?? undefined,
      lastErrorClass: row.last_error_class ?? undefined,
      lastDurationMs: row.last_duration_ms ?? undefined,
      sending: row.lease_token !== null,
      nextAttemptAt:
        dueAt === undefined || row.lease_token !== null
          ? undefined
          : toInstant(dueAt),
      heldUntil: holdUntil === undefined ? undefined : toInstant(holdUntil),
    },
  };
}
