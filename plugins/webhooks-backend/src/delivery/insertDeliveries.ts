import type { Writer } from '@callboard/backend-database';
import { insertOnPostgres } from './insertOnPostgres';
import { insertOnSqlite } from './insertOnSqlite';
import type { Trigger } from './types';

/** A delivery as it is written. */
export interface DeliveryToInsert {
  id: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  resourceRef: string;
  batchKey: string | null;
  /** Its endpoint is switched off: it is in the log, and dead. */
  isOff: boolean;
  /** Its event's place in the order of arrival; null where that arrives with it. */
  ordinal: number | null;
  /** Entity refs that it is about. */
  subjects: string[];
  /** What it is in order on. */
  keys: { key: string; part: boolean }[];
  /** The attempt that begins at once, unless it must wait for an earlier one. */
  attemptId: string | null;
}

export interface InsertOptions {
  trigger: Trigger;
  actor: string | null;
  test: boolean;
  /** For how long it may have to wait for earlier ones. */
  maxWaitMs: number;
  /** For how long a batch is open. */
  batchWindowMs: number;
  /** For how long an attempt that begins at once has its delivery. */
  leaseMs: number;
}

/** What became of a delivery that was written, by its id. */
export interface Inserted {
  position: number;
  /** It waits for an earlier one. */
  isHeld: boolean;
}

/**
 * Writes deliveries with their subjects, their keys, their place in the queue and
 * the attempts that begin at once. `now` is in epoch milliseconds.
 */
export async function insertDeliveries(
  tx: Writer,
  deliveries: DeliveryToInsert[],
  now: number,
  options: InsertOptions,
): Promise<Map<string, Inserted>> {
  if (deliveries.length === 0) {
    return new Map();
  }
  return tx.postgres
    ? insertOnPostgres(tx, deliveries, now, options)
    : insertOnSqlite(tx, deliveries, now, options);
}
