import type {
  BookingStatus,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import {
  fetchPage,
  insertRows,
  locked,
  type PageRequest,
  type Reader,
  toBoolean,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import { nextSetup, nextTeardown } from '../domain/buffers';
import type { PlannedClaim } from '../domain/claims';
import type { SqlFilter } from '@callboard/backend-access';
import type { BookingRecord } from './BookingRecord';
import { toRows as toClaimRows } from './ClaimStore';

export interface BookingFilter {
  /** Epoch milliseconds; bookings that end later overlap. */
  from?: number;
  /** Epoch milliseconds; bookings that start earlier overlap. */
  to?: number;
  resourceIds?: string[];
  owners?: string[];
  /** In which any of these takes part. */
  participants?: string[];
  statuses?: readonly BookingStatus[];
  /** Only those on which somebody has yet to decide. */
  awaitsApproval?: boolean;
  /** Whether time held for the waitlist is among them; it is not. */
  holds?: boolean;
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
  transferred: boolean | number;
  setup_minutes: number;
  teardown_minutes: number;
  site_id: string;
  multi_site: boolean | number;
  resources: string;
  participants: string;
  parameters: string;
  project: string | null;
  series_id: string | null;
  occurrence_at: string | number | null;
  expires_at: string | number | null;
  checked_in_at: string | number | null;
  off_hours_at: string | number | null;
  off_hours_warn_at: string | number | null;
  off_hours_kept_until: string | number | null;
  approval: string | null;
  no_show_waived: string | null;
  policy_override: string | null;
  hold_of: string | null;
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
          'booking.transferred',
          'booking.setup_minutes',
          'booking.teardown_minutes',
          'booking.resources',
          'booking.hold_of',
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
    const row = await locked(tx, tx.knex('booking').where({ id })).first();
    return row && toRecord(row);
  }

  /** The booking with its claims: one statement where the database can. */
  async insert(
    tx: Writer,
    booking: BookingRecord,
    claims: PlannedClaim[],
  ): Promise<void> {
    const row = {
      id: booking.id,
      owner: booking.owner,
      booked_by: booking.bookedBy,
      created_at: booking.createdAt,
      series_id: booking.seriesId ?? null,
      occurrence_at: booking.occurrenceAt ?? null,
      ...changeableColumns(booking),
    };
    if (tx.postgres) {
      await insertInOneStatement(tx, row, booking, claims);
    } else {
      await insertRows(tx, 'booking', [row], 1);
      await insertRows(tx, 'booking_resource', resourceRows(booking), 50);
      await insertRows(tx, 'booking_participant', participantRows(booking), 50);
      await insertRows(tx, 'claim', toClaimRows(booking.id, claims), 50);
    }
    await insertRows(tx, 'booking_approval', approvalRows(booking), 50);
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
      await insertRows(tx, 'booking_resource', resourceRows(booking), 50);
      await tx.knex('booking_approval').where({ booking_id: id }).delete();
      await insertRows(tx, 'booking_approval', approvalRows(booking), 50);
    }
    await insertRows(tx, 'booking_participant', participantRows(booking), 50);
  }

  /** Another owner, and nothing else. */
  async updateOwner(
    tx: Writer,
    booking: Pick<BookingRecord, 'id' | 'version' | 'owner' | 'updatedAt'>,
  ): Promise<void> {
    await tx.knex('booking').where({ id: booking.id }).update({
      version: booking.version,
      owner: booking.owner,
      transferred: true,
      updated_at: booking.updatedAt,
    });
  }

  /** A change of status, and of the end where time is given back. */
  async updateStatus(
    tx: Writer,
    booking: BookingRecord,
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
        // For reports: how much was given back. The column as it was before.
        ...(endChanged ? { planned_end_at: tx.knex.ref('end_at') } : {}),
        updated_at: booking.updatedAt,
        ...bufferColumns(booking),
        ...lifeColumns(booking),
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
  if (resourceIds) {
    // The window is asked of the index by resource alone: asked of the booking
    // too, PostgreSQL reads the window of all resources first.
    query.whereIn('booking.id', inner => {
      inner
        .select('booking_resource.booking_id')
        .from('booking_resource')
        .whereIn('booking_resource.resource_id', resourceIds);
      whereOverlaps(inner, 'booking_resource', from, to);
    });
  } else {
    whereOverlaps(query, 'booking', from, to);
  }
  if (filter.owners) {
    query.whereIn('booking.owner', filter.owners);
  }
  if (filter.participants) {
    const { participants } = filter;
    query.whereIn('booking.id', inner =>
      inner
        .select('booking_participant.booking_id')
        .from('booking_participant')
        .whereIn('booking_participant.ref', participants),
    );
  }
  if (filter.statuses) {
    query.whereIn('booking.status', [...filter.statuses]);
  }
  if (!filter.holds) {
    query.whereNull('booking.hold_of');
  }
  if (filter.awaitsApproval) {
    query.where('booking.status', 'pending').whereNotNull('booking.approval');
  }
  filter.filter?.(query);
  return query;
}

function whereOverlaps(
  query: Knex.QueryBuilder,
  table: 'booking' | 'booking_resource',
  from: number | undefined,
  to: number | undefined,
): void {
  if (from !== undefined) {
    query.where(`${table}.end_at`, '>', from);
  }
  if (to !== undefined) {
    query.where(`${table}.start_at`, '<', to);
  }
}

/** The same rows in one round trip, by a statement whose text is always the same. */
async function insertInOneStatement(
  tx: Writer,
  row: Record<string, string | number | boolean | null>,
  booking: BookingRecord,
  claims: PlannedClaim[],
): Promise<void> {
  const columns = Object.keys(row);
  await tx.fixed(
    'insert_booking',
    `WITH new_booking AS (
       INSERT INTO booking (${columns.join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})
     ), new_resources AS (
       INSERT INTO booking_resource (booking_id, resource_id, start_at, end_at)
       SELECT ?::uuid, unnest(?::uuid[]), ?::bigint, ?::bigint
     ), new_participants AS (
       INSERT INTO booking_participant (booking_id, ref)
       SELECT ?::uuid, unnest(?::text[])
     )
     INSERT INTO claim (booking_id, resource_id, whole, exclusive, units, from_at, until_at)
     SELECT ?::uuid, * FROM unnest(
       ?::uuid[], ?::boolean[], ?::boolean[], ?::integer[], ?::bigint[], ?::bigint[]
     )`,
    [
      ...Object.values(row),
      booking.id,
      booking.resources.map(one => one.id),
      booking.startAt,
      booking.endAt,
      booking.id,
      booking.participants,
      booking.id,
      claims.map(claim => claim.resourceId),
      claims.map(claim => claim.whole),
      claims.map(claim => claim.exclusive),
      claims.map(claim => claim.units),
      claims.map(claim => claim.from),
      claims.map(claim => claim.until),
    ],
  );
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
    ...bufferColumns(booking),
    participants: JSON.stringify(booking.participants),
    parameters: JSON.stringify(booking.parameters),
    project: booking.project ?? null,
    ...lifeColumns(booking),
    policy_override: booking.policyOverride
      ? JSON.stringify(booking.policyOverride)
      : null,
    hold_of: booking.holdOf ?? null,
    notices: JSON.stringify(booking.notices),
    updated_at: booking.updatedAt,
  };
}

/** What it waits for, and who has decided what about it. */
function lifeColumns(booking: BookingRecord) {
  return {
    expires_at: booking.expiresAt ?? null,
    checked_in_at: booking.checkedInAt ?? null,
    off_hours_at: booking.offHoursAt ?? null,
    off_hours_warn_at: booking.offHoursWarnAt ?? null,
    off_hours_kept_until: booking.offHoursKeptUntil ?? null,
    approval: booking.approval ? JSON.stringify(booking.approval) : null,
    no_show_waived: booking.noShowWaived
      ? JSON.stringify(booking.noShowWaived)
      : null,
  };
}

function approvalRows({ id, approval }: BookingRecord) {
  const rows = (role: string, refs: string[] = []) =>
    refs.map(ref => ({ booking_id: id, role, ref }));
  return [
    ...rows('approver', approval?.approvers),
    ...rows('requester', approval?.requestedBy),
  ];
}

/** What is booked, and when its setup and teardown are next to be announced. */
export function bufferColumns(
  booking: Pick<BookingRecord, 'status' | 'startAt' | 'resources'>,
) {
  return {
    resources: JSON.stringify(booking.resources),
    setup_due_at: nextSetup(booking) ?? null,
    teardown_due_at: nextTeardown(booking) ?? null,
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
    transferred: toBoolean(row.transferred),
    setupMinutes: row.setup_minutes,
    teardownMinutes: row.teardown_minutes,
    siteId: row.site_id,
    multiSite: toBoolean(row.multi_site),
    resources: JSON.parse(row.resources),
    participants: JSON.parse(row.participants),
    parameters: JSON.parse(row.parameters),
    project: row.project ?? undefined,
    seriesId: row.series_id ?? undefined,
    occurrenceAt: toOptionalNumber(row.occurrence_at),
    expiresAt: toOptionalNumber(row.expires_at),
    checkedInAt: toOptionalNumber(row.checked_in_at),
    offHoursAt: toOptionalNumber(row.off_hours_at),
    offHoursWarnAt: toOptionalNumber(row.off_hours_warn_at),
    offHoursKeptUntil: toOptionalNumber(row.off_hours_kept_until),
    approval: row.approval ? JSON.parse(row.approval) : undefined,
    noShowWaived: row.no_show_waived
      ? JSON.parse(row.no_show_waived)
      : undefined,
    policyOverride: row.policy_override
      ? JSON.parse(row.policy_override)
      : undefined,
    holdOf: row.hold_of ?? undefined,
    notices: JSON.parse(row.notices),
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}
