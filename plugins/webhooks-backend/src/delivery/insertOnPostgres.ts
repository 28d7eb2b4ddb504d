import { toNumber, type Writer } from '@callboard/backend-database';
import type {
  DeliveryToInsert,
  Inserted,
  InsertOptions,
} from './insertDeliveries';
import { isWaitedForSql } from './order';

const SQL = `
  WITH given AS MATERIALIZED (
    SELECT * FROM json_to_recordset(CAST(:deliveries AS json)) AS g(
      "id" uuid, "endpointId" uuid, "eventId" text, "eventType" text,
      "resourceRef" text, "batchKey" text, "isOff" boolean, "ordinal" bigint,
      "subjects" json, "keys" json, "attemptId" uuid)
  ),
  written AS (
    INSERT INTO delivery (id, endpoint_id, event_id, event_type, resource_ref,
      batch_key, test, superseded, attempts, created_at, status, reason, finished_at)
    SELECT "id", "endpointId", "eventId", "eventType", "resourceRef",
      "batchKey", CAST(:test AS boolean), false, 0, CAST(:now AS bigint),
      CASE WHEN "isOff" THEN 'dead' ELSE 'pending' END,
      CASE WHEN "isOff" THEN 'endpoint_disabled' END,
      CASE WHEN "isOff" THEN CAST(:now AS bigint) END
    FROM given
    RETURNING id, position
  ),
  placed AS MATERIALIZED (
    SELECT written.position, given.* FROM given JOIN written ON written.id = given."id"
  ),
  subject AS (
    INSERT INTO delivery_subject (entity_ref, position)
    SELECT ref, position FROM placed, json_array_elements_text("subjects") AS ref
  ),
  own AS MATERIALIZED (
    SELECT position, "endpointId" AS endpoint_id, "ordinal" AS ordinal, k.key, k.part, true AS open
    FROM placed, json_to_recordset("keys") AS k(key text, part boolean)
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
      CASE WHEN held.position IS NULL THEN "attemptId" END AS attempt_id
    FROM placed LEFT JOIN held ON held.position = placed.position
    WHERE NOT "isOff"
  ),
  queued AS (
    INSERT INTO delivery_queue (position, endpoint_id, due_at, hold_until,
      lease_token, attempts, tries, trigger, actor)
    SELECT position, "endpointId",
      CAST(:now AS bigint) + CASE WHEN is_held THEN CAST(:maxWaitMs AS bigint)
        WHEN attempt_id IS NOT NULL THEN CAST(:leaseMs AS bigint)
        WHEN "batchKey" IS NOT NULL THEN CAST(:batchWindowMs AS bigint)
        ELSE 0 END,
      CASE WHEN is_held THEN CAST(:now AS bigint) + CAST(:maxWaitMs AS bigint) END,
      attempt_id,
      CASE WHEN attempt_id IS NULL THEN 0 ELSE 1 END,
      CASE WHEN attempt_id IS NULL THEN 0 ELSE 1 END,
      :trigger, :actor
    FROM due
  ),
  begun AS (
    INSERT INTO attempt (id, position, number, trigger, actor, started_at, outcome, fenced)
    SELECT attempt_id, position, 1, :trigger, :actor, CAST(:now AS bigint), 'sending', false
    FROM due WHERE attempt_id IS NOT NULL
  )
  SELECT placed."id" AS id, placed.position, held.position IS NOT NULL AS held
  FROM placed LEFT JOIN held ON held.position = placed.position`;

/**
 * One statement: five tables would be five round trips, and each is a delay of
 * every delivery. Its parts do not see each other's rows, so that what waits is
 * asked of the rows that were there and of those that are being written.
 *
 * Not a prepared statement: see `claim.ts`.
 */
export async function insertOnPostgres(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  now: number,
  options: InsertOptions,
): Promise<Map<string, Inserted>> {
  const { rows } = await tx.knex.raw(SQL, {
    ...options,
    now,
    deliveries: JSON.stringify(deliveries),
  });
  return new Map(
    rows.map((row: { id: string; position: string; held: boolean }) => [
      row.id,
      { position: toNumber(row.position), isHeld: row.held },
    ]),
  );
}
