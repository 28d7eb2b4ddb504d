import { toNumber, type Writer } from '@callboard/backend-database';
import type { DeadReason } from '../domain/verdict';

const CHUNK = 500;

/**
 * Ends everything that an endpoint still has before it: its deliveries are dead,
 * with the reason, and can be sent again by hand.
 */
export async function dropQueue(
  tx: Writer,
  endpointId: string,
  reason: DeadReason,
): Promise<number> {
  let dropped = 0;
  for (;;) {
    const some = tx
      .knex('delivery_queue')
      .select('position')
      .where('endpoint_id', endpointId)
      .limit(CHUNK);
    const rows: { position: number | string }[] = await (tx.postgres
      ? some.forUpdate()
      : some);
    if (rows.length === 0) {
      return dropped;
    }
    const positions = rows.map(row => toNumber(row.position));
    await tx.knex('delivery_queue').whereIn('position', positions).delete();
    await tx
      .knex('delivery')
      .whereIn('position', positions)
      .update({ status: 'dead', reason, finished_at: tx.nowSql });
    await tx
      .knex('delivery_key')
      .whereIn('position', positions)
      .update({ open: false });
    dropped += positions.length;
  }
}

/** What the webhooks plugin's outbox says of an endpoint that was switched off. */
export function disabledEvent(
  endpoint: { id: string; title: string; owner: string; siteRef?: string },
  reason: string,
) {
  return {
    type: 'endpoint.disabled',
    aggregate: `endpoint:${endpoint.id}`,
    actor: 'system',
    refs: { owner: endpoint.owner, site: endpoint.siteRef },
    data: { endpoint: { id: endpoint.id, title: endpoint.title }, reason },
  };
}

/** Switches an endpoint off that answers no more; false when it is off already. */
export async function disableEndpoint(
  tx: Writer,
  endpointId: string,
  reason: string,
): Promise<boolean> {
  const changed = await tx
    .knex('endpoint')
    .where({ id: endpointId })
    .whereNull('deleted_at')
    .whereNot('status', 'disabled')
    .update({
      status: 'disabled',
      disabled_reason: reason,
      updated_at: tx.nowSql,
    })
    .increment('version', 1);
  return changed > 0;
}
