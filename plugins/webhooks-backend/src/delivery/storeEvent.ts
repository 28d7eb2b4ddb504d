import { toNumber, type Writer } from '@callboard/backend-database';
import type { StoredEvent } from './types';

/** An event that has arrived. */
export interface Arrival {
  /** Its place in the order of arrival. */
  ordinal: number;
  /** Epoch milliseconds of the database. */
  now: number;
}

/** Stores an event; undefined when it is known. */
export async function storeEvent(
  tx: Writer,
  event: StoredEvent,
  source: string,
): Promise<Arrival | undefined> {
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

    .returning(['ordinal', 'received_at']);
  return (
    inserted && {
      ordinal: toNumber(inserted.ordinal),
      now: toNumber(inserted.received_at),
    }
  );
}
