import { type Database, toNumber } from '@callboard/backend-database';
import type { Arrival, Arrived } from './arrive';
import { REVISION_SQL } from './EndpointDirectory';
import {
  bindingsOf,
  byId,
  type InsertedRow,
  insertSql,
} from './insertOnPostgres';
import type { AtOnce } from './types';
import { insertOptions, rowsOf, written } from './writeDeliveries';

const ARRIVED = `
  latest AS MATERIALIZED (SELECT ${REVISION_SQL} = :revision AS is_known),
  arrived AS (
    INSERT INTO event (id, source, type, occurred_at, received_at, body)
    SELECT CAST(:eventId AS text), CAST(:source AS text), CAST(:type AS text),
      CAST(:occurredAt AS bigint), :now, CAST(:body AS text)
    FROM latest WHERE is_known
    ON CONFLICT (id) DO NOTHING
    RETURNING ordinal, received_at AS now
  )`;

const SQL = `${insertSql(ARRIVED)}
  SELECT latest.is_known, arrived.now, placed.id, placed.position,
    held.position IS NOT NULL AS held
  FROM latest LEFT JOIN arrived ON true LEFT JOIN placed ON true
    LEFT JOIN held ON held.position = placed.position`;

interface Row {
  is_known: boolean;
  now: string | null;
  id: string | null;
}

/**
 * The whole arrival as one statement, which is a transaction by itself. In steps it
 * would be six round trips, and every delivery waits for each of them.
 */
export async function arriveOnPostgres(
  database: Database,
  { event, source, revision, deliveries, maxWaitMs }: Arrival,
  atOnce: AtOnce,
): Promise<Arrived> {
  const trigger = 'auto';
  const rows = rowsOf(deliveries, { trigger }, Date.now(), atOnce);
  const answer = await database.statement<Row & (InsertedRow | { id: null })>(
    db =>
      db.knex.raw(SQL, {
        ...insertOptions({ trigger, maxWaitMs }, atOnce),
        ...bindingsOf(rows),
        revision,
        source,
        eventId: event.id,
        type: event.type,
        occurredAt: Date.parse(event.occurredAt),
        now: db.nowSql,
        body: JSON.stringify(event),
      }),
  );
  const [{ is_known, now }] = answer;
  if (!is_known) {
    return 'outdated';
  }
  if (now === null) {
    return 'known';
  }
  const inserted = byId(
    answer.filter((row): row is Row & InsertedRow => row.id !== null),
  );
  return written(deliveries, rows, inserted, { trigger, now: toNumber(now) });
}
