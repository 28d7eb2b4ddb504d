import type { Database, Writer } from '@callboard/backend-database';
import { PreconditionFailedError } from '@callboard/backend-openapi';
import type { SeriesPart } from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import type { ClaimStore } from '../bookings/ClaimStore';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import type { FreedTime } from '../bookings/FreedTime';
import type { Inventory } from '../domain/Inventory';
import type { ExternalPolicies } from '../externalPolicies';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { SeriesRecord } from './SeriesRecord';
import type { SeriesStore } from './SeriesStore';

/** Which bookings an edit is about: those of a series, as one of them says. */
export interface SeriesTarget {
  seriesId: string;
  /** Absent where the series itself is meant. */
  booking?: BookingRecord;
  part: Exclude<SeriesPart, 'one'>;
}

export interface SeriesOptions {
  database: Database;
  bookings: BookingStore;
  claims: ClaimStore;
  series: SeriesStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  freed: FreedTime;
  external: ExternalPolicies;
  /** The longest booking there may be. */
  maxBookingDays: number;
}

/** Throws a 403 where the caller may not do with a booking what is asked. */
export type Permit = (booking: BookingRecord, inventory: Inventory) => void;

/** A series and its bookings as they are by now. */
export interface CurrentSeries extends SeriesTarget {
  series: SeriesRecord;
  bookings: BookingRecord[];
  now: number;
}

/** Under the locks: that nothing of it has changed since. */
export async function lockSeries(
  tx: Writer,
  store: SeriesStore,
  seen: SeriesRecord,
): Promise<void> {
  const before = await store.lock(tx, seen.id);
  if (before?.version !== seen.version) {
    throw new PreconditionFailedError('The series has changed');
  }
}
