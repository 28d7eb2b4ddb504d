import type { ChaosDatabase } from '../environment/databases';
import type { Endpoint } from '../environment/furnish';
import type { Journal } from '../load/Journal';
import type { Received } from '../receiver/journal';

export interface BookingFact {
  id: string;
  purpose: string;
  title: string;
  status: string;
  version: number;
}

export interface EventFact {
  id: string;
  type: string;
  aggregate: string;
  sequence: number;
  refs: { resources?: string[]; within?: string[] };
  data: {
    booking?: { title: string; version: number; resourceRefs: string[] };
  };
}

export interface DeliveryFact {
  id: string;
  position: number;
  endpointId: string;
  eventId: string;
  resourceRef: string;
  status: string;
  reason?: string;
  attempts: number;
}

export interface AttemptFact {
  id: string;
  position: number;
  number: number;
  outcome: string;
  status?: number;
  startedAt: number;
  durationMs?: number;
  fenced: boolean;
}

/** Everything there is to hold against each other after a run. */
export interface Facts {
  journal: Pick<Journal, 'wishes' | 'changes'>;
  bookings: BookingFact[];
  /** Of bookings, in the outbox. */
  events: EventFact[];
  endpoints: Pick<Endpoint, 'id' | 'eventTypes' | 'scope' | 'profile'>[];
  deliveries: DeliveryFact[];
  attempts: AttemptFact[];
  received: Pick<Received, 'at' | 'deliveryId' | 'status' | 'body'>[];
}

export async function readFacts(
  database: ChaosDatabase,
  rest: Pick<Facts, 'journal' | 'endpoints' | 'received'>,
): Promise<Facts> {
  const reservations = database.open('reservations');
  const webhooks = database.open('webhooks');
  try {
    const [bookings, events, deliveries, attempts] = await Promise.all([
      reservations('booking').select(),
      reservations('outbox_event').whereLike('aggregate', 'booking:%'),
      webhooks('delivery').where('test', false),
      webhooks('attempt').select(),
    ]);
    return {
      ...rest,
      bookings,
      events: events.map(row => ({
        ...row,
        sequence: Number(row.sequence),
        refs: JSON.parse(row.refs),
        data: JSON.parse(row.data),
      })),
      deliveries: deliveries.map(row => ({
        id: row.id,
        position: Number(row.position),
        endpointId: row.endpoint_id,
        eventId: row.event_id,
        resourceRef: row.resource_ref,
        status: row.status,
        reason: row.reason ?? undefined,
        attempts: row.attempts,
      })),
      attempts: attempts.map(row => ({
        id: row.id,
        position: Number(row.position),
        number: row.number,
        outcome: row.outcome,
        status: row.status ?? undefined,
        startedAt: Number(row.started_at),
        durationMs: row.duration_ms ?? undefined,
        fenced: Boolean(row.fenced),
      })),
    };
  } finally {
    await Promise.all([reservations.destroy(), webhooks.destroy()]);
  }
}
