import type { JsonObject } from '@backstage/types';

/** Names of what an event is about, for filters: site, resources, type, owner, project. */
export type EventRefs = Record<string, string | string[]>;

/** What a plugin appends; see {@link DomainEvent} for what is delivered. */
export interface NewDomainEvent {
  /** What happened, for example `booking.created`. */
  type: string;
  /** What it happened to, for example `booking:<uuid>`; delivery is in order per aggregate. */
  aggregate: string;
  /** A user entity ref, a service subject or `system`. */
  actor: string;
  /** When it happened; the database's clock when absent. */
  occurredAt?: Date;
  /**
   * Everything whose events a receiver wants in order; the aggregate alone when
   * absent. A key that ends with `/part` is held in part only.
   */
  orderingKeys?: string[];
  refs?: Record<string, string | string[] | undefined>;
  correlationId?: string;
  /** The version of the shape of `data`, a positive integer; 1 when absent. */
  version?: number;
  data: JsonObject;
}

/** An event as it is stored and delivered. */
export interface DomainEvent {
  /** A UUID that stays the same on every delivery: what sinks are idempotent by. */
  id: string;
  type: string;
  version: number;
  /** RFC 3339 in UTC with milliseconds. */
  occurredAt: string;
  aggregate: string;
  /** 1, 2, 3 … within the aggregate, without gaps. */
  sequence: number;
  orderingKeys: string[];
  actor: string;
  refs: EventRefs;
  correlationId?: string;
  data: JsonObject;
}

/** Something that events of several aggregates are in order on. */
export interface OrderingKey {
  key: string;
  /** Two events that both have the key as a part need not wait for each other. */
  part: boolean;
}

/** Somewhere events go. Delivery is at least once: be idempotent by `event.id`. */
export interface OutboxSink {
  /** Stable for ever: positions are stored under it. */
  readonly id: string;
  /**
   * Where a sink begins that is registered after others have been: with the
   * events appended from now on (the default), or with everything still stored.
   */
  readonly start?: 'now' | 'replay';
  /**
   * Takes one event. Rejecting means "again later". The signal aborts when the
   * lease is about to end or the relay stops; a delivery that resolves after
   * that may be repeated by another relay.
   */
  deliver(event: DomainEvent, signal?: AbortSignal): Promise<void>;
  /** Events that are refused here count as delivered. */
  accepts?(event: DomainEvent): boolean;
  /**
   * What an event must be in order on with events of other aggregates, out of
   * the `orderingKeys` it was appended with. It is held back while an earlier
   * event that carries one of them, not both as a part, waits for this sink or
   * is parked. Without the method, order is kept within an aggregate only.
   */
  orderingKeys?(event: DomainEvent): OrderingKey[];
  /** The age in milliseconds from which an event is not held back; 600,000. */
  readonly maxOrderWaitMs?: number;
  /**
   * How many aggregates are delivered to it at the same time; as the relay says,
   * if not given. More, for a sink that takes many events in one go.
   */
  readonly concurrency?: number;
  /**
   * How long after looking for events it may be until the next look, in
   * milliseconds, while hints keep coming; 20. Longer, for a sink that need not
   * hear at once: it is then given more at a time, for less work.
   */
  readonly gatherMs?: number;
  /**
   * How long it leaves the first hint after a quiet moment be, in milliseconds;
   * 0. More, for a sink that nobody waits for: those that are waited for do not
   * share the machine with it then.
   */
  readonly patienceMs?: number;
}

/** Where one sink stands. Events are counted, and the aggregates they wait in. */
export interface SinkStats {
  sink: string;
  /** Events still to be delivered, without those that are parked. */
  pending: number;
  pendingAggregates: number;
  /** Events that stand behind a parked one, that one included. */
  parked: number;
  parkedAggregates: number;
}
