import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { otherKeysOf } from './orderingKeys';
import type {
  DomainEvent,
  EventRefs,
  NewDomainEvent,
  OrderingKey,
} from './types';

/** An event as text and numbers, before it has a sequence. */
export interface PreparedEvent {
  id: string;
  aggregate: string;
  type: string;
  version: number;
  occurredAt: number | null;
  actor: string;
  correlationId: string | null;
  orderingKeys: string;
  /** What the event is in order on besides its aggregate. */
  otherKeys: OrderingKey[];
  refs: string;
  data: string;
}

/** A row of `outbox_event`; PostgreSQL answers bigint as text. */
export interface EventRow {
  pos?: number | string;
  id: string;
  aggregate: string;
  sequence: number | string;
  type: string;
  version: number;
  occurred_at: number | string;
  actor: string;
  correlation_id: string | null;
  ordering_keys: string;
  refs: string;
  data: string;
}

// PostgreSQL stores neither NUL nor half a surrogate pair in text. Inside JSON
// both are escapes and do no harm.
const UNSTORABLE = /\0|\p{Surrogate}/u;

function requireText(value: string, field: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(`An event needs "${field}"`);
  }
  if (UNSTORABLE.test(value)) {
    throw new InputError(`"${field}" of an event is not valid text`);
  }
  return value;
}

function instant(value: Date): number {
  const time = value.getTime();
  if (!Number.isFinite(time)) {
    throw new InputError('"occurredAt" of an event is not a date');
  }
  return time;
}

/** Checks an event and gives it its id. */
export function prepareEvent(event: NewDomainEvent): PreparedEvent {
  const aggregate = requireText(event.aggregate, 'aggregate');
  const version = event.version ?? 1;
  if (!Number.isInteger(version) || version < 1) {
    throw new InputError('"version" of an event must be a positive integer');
  }
  if (!event.data || typeof event.data !== 'object') {
    throw new InputError('"data" of an event must be an object');
  }
  return {
    id: randomUUID(),
    aggregate,
    type: requireText(event.type, 'type'),
    version,
    occurredAt: event.occurredAt ? instant(event.occurredAt) : null,
    actor: requireText(event.actor, 'actor'),
    correlationId:
      event.correlationId === undefined
        ? null
        : requireText(event.correlationId, 'correlationId'),
    orderingKeys: JSON.stringify(event.orderingKeys ?? [aggregate]),
    otherKeys: otherKeysOf(aggregate, event.orderingKeys ?? []).map(
      ({ key, part }) => ({ key: requireText(key, 'orderingKeys'), part }),
    ),
    refs: JSON.stringify(event.refs ?? {}),
    data: JSON.stringify(event.data),
  };
}

export function toDomainEvent(row: EventRow): DomainEvent {
  return {
    id: row.id,
    type: row.type,
    version: Number(row.version),
    occurredAt: new Date(Number(row.occurred_at)).toISOString(),
    aggregate: row.aggregate,
    sequence: Number(row.sequence),
    orderingKeys: JSON.parse(row.ordering_keys) as string[],
    actor: row.actor,
    refs: JSON.parse(row.refs) as EventRefs,
    ...(row.correlation_id === null
      ? {}
      : { correlationId: row.correlation_id }),
    data: JSON.parse(row.data) as JsonObject,
  };
}

export function writtenEvent(
  event: PreparedEvent,
  sequence: number,
  occurredAt: number,
): DomainEvent {
  return toDomainEvent({
    id: event.id,
    aggregate: event.aggregate,
    sequence,
    type: event.type,
    version: event.version,
    occurred_at: occurredAt,
    actor: event.actor,
    correlation_id: event.correlationId,
    ordering_keys: event.orderingKeys,
    refs: event.refs,
    data: event.data,
  });
}
