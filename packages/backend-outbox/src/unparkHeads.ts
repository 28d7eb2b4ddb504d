import type { Knex } from 'knex';
import { forUpdate, nowSql, retryOnBusy, rows } from './database';

/**
 * Makes parked heads due again. They are locked in the order in which appends
 * lock them, so that neither waits for the other in a circle.
 */
export async function unparkHeads(
  database: Knex,
  options: { sinkId: string; aggregate?: string },
  clock?: () => Date,
): Promise<number> {
  const { sinkId, aggregate } = options;
  const one = aggregate === undefined ? '' : 'AND aggregate = ?';
  const changed = await retryOnBusy(() =>
    rows(
      database,
      `WITH parked AS MATERIALIZED (
         SELECT aggregate FROM outbox_head
         WHERE sink = ? AND parked_at IS NOT NULL ${one}
         ORDER BY aggregate ${forUpdate(database)}
       )
       UPDATE outbox_head
       SET parked_at = NULL, attempts = 0, due_at = ${nowSql(database, clock)}
       WHERE sink = ? AND aggregate IN (SELECT aggregate FROM parked)
       RETURNING aggregate`,
      [sinkId, ...(aggregate === undefined ? [] : [aggregate]), sinkId],
    ),
  );
  return changed.length;
}
