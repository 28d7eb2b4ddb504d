import type { Writer } from '@callboard/backend-database';
import type { ClaimedDelivery } from './types';

/**
 * Puts back what was claimed and not sent, as if it had never been: somebody else
 * may send it at once. What the lease does not hold for any more is left alone.
 */
export async function giveBack(
  tx: Writer,
  deliveries: readonly ClaimedDelivery[],
): Promise<void> {
  for (const { position, attemptId } of deliveries) {
    const changed = await tx
      .knex('delivery_queue')
      .where({ position, lease_token: attemptId })
      .update({
        lease_token: null,
        due_at: tx.nowSql,
        attempts: tx.knex.raw('attempts - 1'),
        tries: tx.knex.raw('tries - 1'),
      });
    if (changed > 0) {
      await tx.knex('attempt').where({ id: attemptId }).delete();
    }
  }
}
