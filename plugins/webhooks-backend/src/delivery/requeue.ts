import { locked, toNumber, type Writer } from '@callboard/backend-database';
import { goPast } from './order';

interface Requeued {
  position: number | string;
  endpoint_id: string;
  attempts: number;
}

/**
 * Puts deliveries back in the queue, due now; returns their positions. Their keys
 * stay as they are: what was finished holds nobody up a second time.
 */
export async function requeue(
  tx: Writer,
  ids: string[],
  actor: string,
): Promise<number[]> {
  const query = tx
    .knex('delivery')
    .select('position', 'endpoint_id', 'attempts')
    .whereIn('id', ids)
    .orderBy('position');
  const rows: Requeued[] = await locked(tx, query);
  const queued: number[] = [];
  for (const row of rows) {
    if (await requeueOne(tx, row, actor)) {
      queued.push(toNumber(row.position));
    }
  }
  return queued;
}

async function requeueOne(
  tx: Writer,
  { position, endpoint_id, attempts }: Requeued,
  actor: string,
): Promise<boolean> {
  const byHand = {
    due_at: tx.nowSql,
    hold_until: null,
    tries: 0,
    trigger: 'manual',
    actor,
  };
  const waiting = await tx
    .knex('delivery_queue')
    .where({ position: toNumber(position) })
    .first('lease_token', 'hold_until');
  if (waiting?.lease_token) {
    return false;
  }
  if (waiting) {
    if (waiting.hold_until !== null) {
      await goPast(tx, toNumber(position));
    }
    const changed = await tx
      .knex('delivery_queue')
      .where({ position: toNumber(position) })
      .whereNull('lease_token')
      .update(byHand);
    return changed > 0;
  }
  await tx
    .knex('delivery')
    .where({ position: toNumber(position) })
    .update({ status: 'pending', reason: null, finished_at: null });
  await tx
    .knex('delivery_queue')
    .insert({ position: toNumber(position), endpoint_id, attempts, ...byHand });
  return true;
}
