import {
  locked,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type BookingRow, toRecord } from '../bookings/BookingStore';
import type { SeriesRecord } from './SeriesRecord';

interface SeriesRow {
  id: string;
  version: number;
  rule: string;
  exdates: string;
  time_zone: string;
  local_start: string | number;
  local_length: string | number;
  owner: string;
  created_at: string | number;
  updated_at: string | number;
}

export class SeriesStore {
  async get(db: Reader, id: string): Promise<SeriesRecord | undefined> {
    const row = await db.knex<SeriesRow>('series').where({ id }).first();
    return row && toSeries(row);
  }

  async getMany(db: Reader, ids: string[]): Promise<SeriesRecord[]> {
    const rows = await db.knex<SeriesRow>('series').whereIn('id', ids);
    return rows.map(toSeries);
  }

  /** Locks the row until the transaction ends; after those of its bookings. */
  async lock(tx: Writer, id: string): Promise<SeriesRecord | undefined> {
    const query = tx.knex<SeriesRow>('series').where({ id });
    const row = await locked(tx, query).first();
    return row && toSeries(row);
  }

  async insert(tx: Writer, series: SeriesRecord): Promise<void> {
    await tx.knex('series').insert(toRow(series));
  }

  async update(tx: Writer, series: SeriesRecord): Promise<void> {
    await tx.knex('series').where({ id: series.id }).update(toRow(series));
  }

  /** By the start that the series gave them. */
  async bookings(db: Reader, seriesId: string): Promise<BookingRecord[]> {
    const rows = await db
      .knex<BookingRow>('booking')
      .where({ series_id: seriesId })
      .orderBy([{ column: 'occurrence_at' }, { column: 'id' }]);
    return rows.map(toRecord);
  }

  /** Which series a booking is of, and at which place. */
  async assign(
    tx: Writer,
    { id, seriesId, occurrenceAt }: BookingRecord,
  ): Promise<void> {
    await tx
      .knex('booking')
      .where({ id })
      .update({ series_id: seriesId, occurrence_at: occurrenceAt });
  }
}

function toRow(series: SeriesRecord) {
  return {
    id: series.id,
    version: series.version,
    rule: series.rule,
    exdates: JSON.stringify(series.exdates),
    time_zone: series.timeZone,
    local_start: series.localStart,
    local_length: series.localLength,
    owner: series.owner,
    created_at: series.createdAt,
    updated_at: series.updatedAt,
  };
}

function toSeries(row: SeriesRow): SeriesRecord {
  return {
    id: row.id,
    version: row.version,
    rule: row.rule,
    exdates: JSON.parse(row.exdates),
    timeZone: row.time_zone,
    localStart: toNumber(row.local_start),
    localLength: toNumber(row.local_length),
    owner: row.owner,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}
