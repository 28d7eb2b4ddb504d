import type {
  BookingStatus,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { Reader, Writer } from '../database/Database';
import { toBoolean, toNumber } from '../database/conversion';
import { insertRows } from '../database/insertRows';
import { fetchPage, type PageRequest } from '../database/paging';
import type { PlannedClaim } from '../domain/claims';
import type { SqlFilter } from '../permissions/SqlFilter';
import type { BookingRecord } from './BookingRecord';
import { toRows as toClaimRows } from './ClaimStore';

export interface BookingFilter {
  /** Epoch milliseconds; bookings that end later overlap. */
  from?: number;
  /** Epoch milliseconds; bookings that start earlier overlap. */
  to?: number;
  resourceIds?: string[];
  owners?: string[];
  statuses?: readonly BookingStatus[];
  filter?: SqlFilter;
}

export interface BookingQuery extends BookingFilter, PageRequest {
  order: 'asc' | 'desc';
}

export interface BookingRow {
  id: string;
  version: number;
  title: string;
  purpose: string | null;
  start_at: string | number;
  end_at: string | number;
  time_zone: string;
  status: BookingStatus;
  status_reason: string | null;
  owner: string;
  booked_by: string;
  setup_minutes: number;
  teardown_minutes: number;
  site_id: string;
  multi_site: boolean | number;
  resources: string;
  participants: string;
  parameters: string;
  notices: string;
  created_at: string | number;
  updated_at: string | number;
}

/**
 * `booking.resources` and `booking.participants` are what is read, so that a
 * window of thousands of bookings is one query; `booking_resource` and
 * `booking_participant` are what is searched.
 */
export class BookingStore {
  async list(db: Reader, request: BookingQuery): Promise<Page<BookingRecord>> {
    return fetchPage<BookingRow, BookingRecord>(
      narrow(db.knex('booking').select('booking.*'), request),
      request,
      {
        columns: ['booking.start_at', 'booking.id'],
        direction: request.order,
        keyOf: row => [toNumber(row.start_at), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  /** Everything in a window, without paging, at most `limit` rows. */
  async window(
    db: Reader,
    filter: BookingFilter,
    limit: number,
  ): Promise<BookingRow[]> {
    return narrow(
      db
        .knex('booking')
        .select(
          'booking.id',
          'booking.version',
          'booking.title',
          'booking.start_at',
          'booking.end_at',
          'booking.status',
          'booking.owner',
          'booking.booked_by',
          'booking.setup_minutes',
          'booking.teardown_minutes',
          'booking.resources',
        ),
      filter,
    ).limit(limit);
  }

  async get(db: Reader, id: string): Promise<BookingRecord | undefined> {
    const row = await db.knex<BookingRow>('booking').where({ id }).first();
    return row && toRecord(row);
  }

  async getMany(db: Reader, ids: string[]): Promise<BookingRecord[]> {
    const rows = await db.knex<BookingRow>('booking').whereIn('id', ids);
    return rows.map(toRecord);
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<BookingRecord | undefined> {
    const query = tx.knex('booking').where({ id });
    const row = await (tx.postgres ? query.forUpdate() : query).first();
    return row && toRecord(row);
  }

  /** The booking with its claims: one statement where the database can. */
  async insert(
    tx: Writer,
    booking: BookingRecord,
    claims: PlannedClaim[],
  ): Promise<void> {
    await insertTogether(tx, [
      [
        'booking',
        [
          {
            id: booking.id,
            owner: booking.owner,
            booked_by: booking.bookedBy,
            created_at: booking.createdAt,
            ...changeableColumns(booking),
          },
        ],
      ],
      ['booking_resource', resourceRows(booking)],
      ['booking_participant', participantRows(booking)],
      ['claim', toClaimRows(booking.id, claims)],
    ]);
  }

  /**
   * Everything about the booking but its claims. What it books is written only
   * when it has `moved`: the foreign key takes a lock on the resources, which
   * only those may take who have locked them before the booking.
   */
  async update(
    tx: Writer,
    booking: BookingRecord,
    moved: boolean,
  ): Promise<void> {
    const { id } = booking;
    await tx.knex('booking').where({ id }).update(changeableColumns(booking));
    await tx.knex('booking_participant').where({ booking_id: id }).delete();
    if (moved) {
      await tx.knex('booking_resource').where({ booking_id: id }).delete();
    }
    await insertTogether(tx, [
      ['booking_resource', moved ? resourceRows(booking) : []],
      ['booking_participant', participantRows(booking)],
    ]);
  }

  /** A change of status, and of the end where time is given back. */
  async updateStatus(
    tx: Writer,
    booking: Pick<
      BookingRecord,
      'id' | 'version' | 'status' | 'statusReason' | 'endAt' | 'updatedAt'
    >,
    endChanged: boolean,
  ): Promise<void> {
    await tx
      .knex('booking')
      .where({ id: booking.id })
      .update({
        version: booking.version,
        status: booking.status,
        status_reason: booking.statusReason ?? null,
        end_at: booking.endAt,
        updated_at: booking.updatedAt,
      });
    if (endChanged) {
      await tx
        .knex('booking_resource')
        .where({ booking_id: booking.id })
        .update({ end_at: booking.endAt });
    }
  }
}

function narrow(
  query: Knex.QueryBuilder,
  filter: BookingFilter,
): Knex.QueryBuilder {
  const { from, to, resourceIds } = filter;
  if (from !== undefined) {
    query.where('booking.end_at', '>', from);
  }
  if (to !== undefined) {
    query.where('booking.start_at', '<', to);
  }
  if (resourceIds) {
    query.whereIn('booking.id', inner => {
      inner
        .select('booking_resource.booking_id')
        .from('booking_resource')
        .whereIn('booking_resource.resource_id', resourceIds);
      if (from !== undefined) {
        inner.where('booking_resource.end_at', '>', from);
      }
      if (to !== undefined) {
        inner.where('booking_resource.start_at', '<', to);
      }
    });
  }
  if (filter.owners) {
    query.whereIn('booking.owner', filter.owners);
  }
  if (filter.statuses) {
    query.whereIn('booking.status', [...filter.statuses]);
  }
  filter.filter?.(query);
  return query;
}

/** Inserts rows into several tables, in one statement on PostgreSQL. */
async function insertTogether(
  tx: Writer,
  inserts: [table: string, rows: object[]][],
): Promise<void> {
  const filled = inserts.filter(([, rows]) => rows.length > 0);
  const last = filled.at(-1);
  if (!last) {
    return;
  }
  if (!tx.postgres) {
    for (const [table, rows] of filled) {
      await insertRows(tx, table, rows, 50);
    }
    return;
  }
  const statement = tx.knex(last[0]).insert(last[1]);
  for (const [table, rows] of filled.slice(0, -1)) {
    statement.with(`new_${table}`, tx.knex(table).insert(rows));
  }
  await statement;
}

function resourceRows(booking: BookingRecord) {
  return booking.resources.map(({ id }) => ({
    booking_id: booking.id,
    resource_id: id,
    start_at: booking.startAt,
    end_at: booking.endAt,
  }));
}

function participantRows(booking: BookingRecord) {
  return booking.participants.map(ref => ({ booking_id: booking.id, ref }));
}

function changeableColumns(booking: BookingRecord) {
  return {
    version: booking.version,
    title: booking.title,
    purpose: booking.purpose ?? null,
    start_at: booking.startAt,
    end_at: booking.endAt,
    time_zone: booking.timeZone,
    status: booking.status,
    status_reason: booking.statusReason ?? null,
    setup_minutes: booking.setupMinutes,
    teardown_minutes: booking.teardownMinutes,
    site_id: booking.siteId,
    multi_site: booking.multiSite,
    resources: JSON.stringify(booking.resources),
    participants: JSON.stringify(booking.participants),
    parameters: JSON.stringify(booking.parameters),
    notices: JSON.stringify(booking.notices),
    updated_at: booking.updatedAt,
  };
}

export function toRecord(row: BookingRow): BookingRecord {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    purpose: row.purpose ?? undefined,
    startAt: toNumber(row.start_at),
    endAt: toNumber(row.end_at),
    timeZone: row.time_zone,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    owner: row.owner,
    bookedBy: row.booked_by,
    setupMinutes: row.setup_minutes,
    teardownMinutes: row.teardown_minutes,
    siteId: row.site_id,
    multiSite: toBoolean(row.multi_site),
    resources: JSON.parse(row.resources),
    participants: JSON.parse(row.participants),
    parameters: JSON.parse(row.parameters),
    notices: JSON.parse(row.notices),
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}
