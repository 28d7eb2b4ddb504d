import { toNumber, type Writer } from '@callboard/backend-database';
import type { StoredEvent } from './types';

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
