import { locked, toNumber, type Writer } from '@callboard/backend-database';
import type { DeadReason } from '../domain/verdict';
import { interrupt } from './interrupt';

const CHUNK = 500;

interface QueueRow {
  position: number | string;
  lease_token: string | null;
}

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
      .select('position', 'lease_token')
      .where('endpoint_id', endpointId)
      .limit(CHUNK);
    const rows: QueueRow[] = await locked(tx, some);
    if (rows.length === 0) {
      return dropped;
    }
    const positions = rows.map(row => toNumber(row.position));
    await tx.knex('delivery_queue').whereIn('position', positions).delete();
    await interrupt(
      tx,
      rows.flatMap(({ lease_token }) => lease_token ?? []),
    );
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

/**
 * Ends what was queued for an endpoint that was deleted or switched off at that
 * very moment: nobody would ever send it.
 */
export async function dropStranded(tx: Writer): Promise<number> {
  const { knex } = tx;
  const endpoints: { id: string; deleted_at: unknown }[] = await knex(
    'endpoint',
  )
    .select('id', 'deleted_at')
    .where(off => off.whereNotNull('deleted_at').orWhere('status', 'disabled'))
    .whereExists(
      knex('delivery_queue')
        .select(knex.raw('1'))
        .where('delivery_queue.endpoint_id', knex.ref('endpoint.id'))
        // What was asked for by hand is sent all the same, once.
        .where(left =>
          left
            .whereNotNull('endpoint.deleted_at')
            .orWhere('delivery_queue.trigger', 'auto'),
        ),
    );
  let dropped = 0;
  for (const { id, deleted_at } of endpoints) {
    dropped += await dropQueue(
      tx,
      id,
      deleted_at === null ? 'endpoint_disabled' : 'endpoint_deleted',
    );
  }
  return dropped;
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
