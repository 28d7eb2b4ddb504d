import {
  type Reader,
  toInstant,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import type { EndpointCondition } from '../endpoints/EndpointRecord';

/** Dead deliveries are counted up to here. */
export const MOST_DEAD = 10_000;

interface ConditionRow {
  id: string;
  failing_since: number | string | null;
  last_success_at: number | string | null;
  last_failure_at: number | string | null;
  last_error: string | null;
  secret_expires_at: number | string | null;
  pending: number | string;
  dead: number | string;
}

/** How endpoints stand, by id. */
export async function readConditions(
  db: Reader,
  endpointIds: string[],
): Promise<Map<string, EndpointCondition>> {
  const rows: ConditionRow[] = await db
    .knex('endpoint')
    .leftJoin('endpoint_state', 'endpoint_state.endpoint_id', 'endpoint.id')
    .whereIn('endpoint.id', endpointIds)
    .select(
      'endpoint.id',
      'endpoint_state.failing_since',
      'endpoint_state.last_success_at',
      'endpoint_state.last_failure_at',
      'endpoint_state.last_error',
    )
    .select({
      secret_expires_at: db
        .knex('endpoint_secret')
        .max('expires_at')
        .whereRaw('endpoint_secret.endpoint_id = endpoint.id')
        .where('expires_at', '>', db.nowSql),
      pending: db
        .knex('delivery_queue')
        .count('*')
        .whereRaw('delivery_queue.endpoint_id = endpoint.id'),
      dead: db.knex.raw(
        `(SELECT count(*) FROM (SELECT 1 AS one FROM delivery
          WHERE delivery.endpoint_id = endpoint.id AND delivery.status = 'dead'
          LIMIT ${MOST_DEAD}) AS given_up)`,
      ),
    });
  return new Map(rows.map(row => [row.id, toCondition(row)]));
}

function toCondition(row: ConditionRow): EndpointCondition {
  const instant = (value: number | string | null) => {
    const at = toOptionalNumber(value);
    return at === undefined ? undefined : toInstant(at);
  };
  return {
    failingSince: instant(row.failing_since),
    lastSuccessAt: instant(row.last_success_at),
    lastFailureAt: instant(row.last_failure_at),
    lastError: row.last_error ?? undefined,
    oldSecretExpiresAt: instant(row.secret_expires_at),
    queue: { pending: toNumber(row.pending), dead: toNumber(row.dead) },
  };
}
