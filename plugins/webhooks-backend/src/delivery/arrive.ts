import type { Database, Writer } from '@callboard/backend-database';
import { arriveOnPostgres } from './arriveOnPostgres';
import { readRevision } from './EndpointDirectory';
import { storeEvent } from './storeEvent';
import type { AtOnce, StoredEvent } from './types';
import {
  type NewDelivery,
  writeDeliveries,
  type WrittenDeliveries,
} from './writeDeliveries';

/** An event, and what it makes for the endpoints of a revision. */
export interface Arrival {
  event: StoredEvent;
  source: string;
  revision: string;
  deliveries: NewDelivery[];
  maxWaitMs: number;
}

/** `known`: the event was stored before. `outdated`: the endpoints are others by now. */
export type Arrived = WrittenDeliveries | 'known' | 'outdated';

/** Stores an event with its deliveries, or neither. */
export async function arrive(
  database: Database,
  arrival: Arrival,
  atOnce: AtOnce,
): Promise<Arrived> {
  // Whether a batch is open has to be asked before it is known what to write.
  const isSimple = arrival.deliveries.every(
    ({ batchKey }) => batchKey === undefined,
  );
  return database.postgres && isSimple
    ? arriveOnPostgres(database, arrival, atOnce)
    : database.write(tx => arriveInSteps(tx, arrival, atOnce));
}

async function arriveInSteps(
  tx: Writer,
  { event, source, revision, deliveries, maxWaitMs }: Arrival,
  atOnce: AtOnce,
): Promise<Arrived> {
  if ((await readRevision(tx)) !== revision) {
    return 'outdated';
  }
  const stored = await storeEvent(tx, event, source);
  if (!stored) {
    return 'known';
  }
  const { now, ordinal } = stored;
  return writeDeliveries(
    tx,
    deliveries.map(delivery => ({ ...delivery, ordinal })),
    { trigger: 'auto', now, maxWaitMs },
    atOnce,
  );
}
