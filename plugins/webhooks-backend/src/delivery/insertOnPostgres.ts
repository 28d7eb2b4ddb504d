import { toNumber, type Writer } from '@callboard/backend-database';
import type { Knex } from 'knex';
import type {
  DeliveryToInsert,
  Inserted,
  InsertOptions,
} from './insertDeliveries';
import { isWaitedForSql } from './order';

/**
 * One statement: five tables would be five round trips, and each is a delay of
 * every delivery. Its parts do not see each other's rows, so that what waits is
 * asked of the rows that were there and of those that are being written.
 *
 * Among what is given first, `arrived` says `now`, and the `ordinal` of deliveries
 * that have none of their own; where it has no row, nothing is written.
 */
export const insertSql = (first: string) => `
  WITH ${first},
  given AS MATERIALIZED (
    SELECT g.*, coalesce(of_event, arrived.ordinal) AS ordinal, arrived.now
    FROM arrived, unnest(CAST(:ids AS uuid[]), CAST(:endpointIds AS uuid[]),
      CAST(:eventIds AS text[]), CAST(:eventTypes AS text[]),
      CAST(:resourceRefs AS text[]), CAST(:batchKeys AS text[]),
      CAST(:areOff AS boolean[]), CAST(:ordinals AS bigint[]),
      CAST(:attemptIds AS uuid[])) AS g(
        id, endpoint_id, event_id, event_type, resource_ref, batch_key, is_off,
        of_event, attempt_id)
  ),
  written AS (
    INSERT INTO delivery (id, endpoint_id, event_id, event_type, resource_ref,
      batch_key, test, superseded, attempts, created_at, status, reason, finished_at)
    SELECT id, endpoint_id, event_id, event_type, resource_ref,
      batch_key, CAST(:test AS boolean), false, 0, now,
      CASE WHEN is_off THEN 'dead' ELSE 'pending' END,
      CASE WHEN is_off THEN 'endpoint_disabled' END,
      CASE WHEN is_off THEN now END
    FROM given
    RETURNING id, position
  ),
  placed AS MATERIALIZED (
    SELECT written.position, given.* FROM given JOIN written ON written.id = given.id
  ),
  subject AS (
    INSERT INTO delivery_subject (entity_ref, position)
    SELECT ref, position FROM placed
    JOIN unnest(CAST(:subjectOf AS uuid[]), CAST(:subjects AS text[])) AS s(id, ref)
      ON s.id = placed.id
  ),
  own AS MATERIALIZED (
    SELECT position, endpoint_id, ordinal, k.key, k.part, true AS open
    FROM placed
    JOIN unnest(CAST(:keyOf AS uuid[]), CAST(:keys AS text[]), CAST(:keyParts AS boolean[]))
      AS k(id, key, part) ON k.id = placed.id
  ),
  key AS (
    INSERT INTO delivery_key (position, endpoint_id, ordinal, key, part, open)
    SELECT position, endpoint_id, ordinal, key, part, open FROM own
  ),
  held AS MATERIALIZED (
    SELECT DISTINCT mine.position FROM own mine
    WHERE EXISTS (SELECT 1 FROM delivery_key earlier WHERE ${isWaitedForSql('true')})
      OR EXISTS (SELECT 1 FROM own earlier WHERE ${isWaitedForSql('true')})
  ),
  due AS MATERIALIZED (
    SELECT placed.*, held.position IS NOT NULL AS is_held,
      CASE WHEN held.position IS NULL THEN attempt_id END AS begun_id
    FROM placed LEFT JOIN held ON held.position = placed.position
    WHERE NOT is_off
  ),
  queued AS (
    INSERT INTO delivery_queue (position, endpoint_id, due_at, hold_until,
      lease_token, attempts, tries, trigger, actor)
    SELECT position, endpoint_id,
      now + CASE WHEN is_held THEN CAST(:maxWaitMs AS bigint)
        WHEN begun_id IS NOT NULL THEN CAST(:leaseMs AS bigint)
        WHEN batch_key IS NOT NULL THEN CAST(:batchWindowMs AS bigint)
        ELSE 0 END,
      CASE WHEN is_held THEN now + CAST(:maxWaitMs AS bigint) END,
      begun_id,
      CASE WHEN begun_id IS NULL THEN 0 ELSE 1 END,
      CASE WHEN begun_id IS NULL THEN 0 ELSE 1 END,
      :trigger, :actor
    FROM due
  ),
  begun AS (
    INSERT INTO attempt (id, position, number, trigger, actor, started_at, outcome, fenced)
    SELECT begun_id, position, 1, :trigger, :actor, now, 'sending', false
    FROM due WHERE begun_id IS NOT NULL
  )`;

const ARRIVED =
  'arrived AS (SELECT CAST(:now AS bigint) AS now, CAST(NULL AS bigint) AS ordinal)';

const SQL = `${insertSql(ARRIVED)}
  SELECT placed.id, placed.position, held.position IS NOT NULL AS held
  FROM placed LEFT JOIN held ON held.position = placed.position`;

export interface InsertedRow {
  id: string;
  position: string;
  held: boolean;
}

/** Not a prepared statement: see `claim.ts`. */
export async function insertOnPostgres(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  now: number,
  options: InsertOptions,
): Promise<Map<string, Inserted>> {
  const { rows } = await tx.knex.raw(SQL, {
    ...options,
    ...bindingsOf(deliveries),
    now,
  });
  return byId(rows);
}

/**
 * Deliveries as columns. Not as JSON: how many rows an array is, the planner knows.
 * Of JSON it expects a hundred with a hundred keys each, and where PostgreSQL
 * compiles what it expects to be expensive, that takes far longer than to do it.
 */
export function bindingsOf(
  deliveries: DeliveryToInsert[],
): Record<string, Knex.RawBinding> {
  const column = <K extends keyof DeliveryToInsert>(key: K) =>
    deliveries.map(delivery => delivery[key]);
  const subjects = deliveries.flatMap(delivery =>
    delivery.subjects.map(ref => ({ id: delivery.id, ref })),
  );
  const keys = deliveries.flatMap(delivery =>
    delivery.keys.map(key => ({ id: delivery.id, ...key })),
  );
  const columns = {
    ids: column('id'),
    endpointIds: column('endpointId'),
    eventIds: column('eventId'),
    eventTypes: column('eventType'),
    resourceRefs: column('resourceRef'),
    batchKeys: column('batchKey'),
    areOff: column('isOff'),
    ordinals: column('ordinal'),
    attemptIds: column('attemptId'),
    subjectOf: subjects.map(({ id }) => id),
    subjects: subjects.map(({ ref }) => ref),
    keyOf: keys.map(({ id }) => id),
    keys: keys.map(({ key }) => key),
    keyParts: keys.map(({ part }) => part),
  };
  return columns as unknown as Record<string, Knex.RawBinding>;
}

export function byId(rows: InsertedRow[]): Map<string, Inserted> {
  return new Map(
    rows.map(({ id, position, held }) => [
      id,
      { position: toNumber(position), isHeld: held },
    ]),
  );
}
