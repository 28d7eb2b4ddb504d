/** What an event is in order on with others. */
export interface OrderingKey {
  /** A booking or a resource, as the event names it. */
  key: string;
  /** Held only in part: two parts of one whole need not wait for each other. */
  part: boolean;
}

const PART = '/part';

/** What switches a resource: these must not overtake each other on it. */
const SWITCHING = new Set([
  'booking.setup_started',
  'booking.started',
  'booking.ended',
  'booking.teardown_ended',
]);

/**
 * What an event must be in order on with other events: what it happened to, and,
 * for events that switch resources, those resources. Two events are in order on a
 * key that both have, unless both have it as a part only: two nodes of a cluster
 * do not wait for each other, the cluster and its nodes do.
 */
export function orderingKeysOf(event: {
  type: string;
  aggregate: string;
  orderingKeys: readonly string[];
}): OrderingKey[] {
  const keys = SWITCHING.has(event.type) ? event.orderingKeys : [];
  return [...new Set([event.aggregate, ...keys])].map(key =>
    key.endsWith(PART)
      ? { key: key.slice(0, -PART.length), part: true }
      : { key, part: false },
  );
}
