import {
  fetchPage,
  insertRows,
  locked,
  type PageRequest,
  type Reader,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import type { SqlFilter } from '@callboard/backend-access';
import type {
  Page,
  WaitlistStatus,
} from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { ResourceFacts } from '../domain/Inventory';
import type { WaitlistEntryRecord } from './WaitlistEntryRecord';

interface WaitlistRow {
  place: string | number;
  id: string;
  version: number;
  owner: string;
  booked_by: string;
  resource_id: string | null;
  type_id: string;
  site_id: string;
  units: number;
  from_at: string | number;
  until_at: string | number;
  length_ms: string | number;
  time_zone: string;
  title: string;
  purpose: string | null;
  parameters: string;
  participants: string;
  project: string | null;
  status: WaitlistStatus;
  status_reason: string | null;
  offered_at: string | number | null;
  offer_until: string | number | null;
  booking_id: string | null;
  created_at: string | number;
  updated_at: string | number;
}

/** What somebody waits for: a resource, or any of a type in a site. */
export interface WaitedFor {
  resourceIds: readonly string[];
  anyOf: readonly { typeId: string; siteId: string }[];
}

export interface WaitlistQuery extends PageRequest {
  owners?: string[];
  /** Who waits for one of these, or for any of its type. */
  resources?: ResourceFacts[];
  siteIds?: string[];
  statuses?: readonly WaitlistStatus[];
  filter?: SqlFilter;
}

/** Read at most so many at once: those who came later have to wait anyway. */
const CROWD = 500;

export class WaitlistStore {
  async get(db: Reader, id: string): Promise<WaitlistEntryRecord | undefined> {
    const row = await db.knex<WaitlistRow>('waitlist_entry').where({ id });
    return row[0] && toRecord(row[0]);
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<WaitlistEntryRecord | undefined> {
    const query = tx.knex('waitlist_entry').where({ id });
    const row = await locked(tx, query).first();
    return row && toRecord(row);
  }

  /** In the order in which they came. */
  async list(
    db: Reader,
    request: WaitlistQuery,
  ): Promise<Page<WaitlistEntryRecord>> {
    // Named as what it would become, so that the rules on bookings apply to it.
    const asBookings = db.knex('waitlist_entry').select('waitlist_entry.*', {
      transferred: db.knex.raw('false'),
      multi_site: db.knex.raw('false'),
    });
    const query = db.knex.from(asBookings.as('booking')).select('booking.*');
    if (request.owners) {
      const { owners } = request;
      query.where(either =>
        either
          .whereIn('booking.owner', owners)
          .orWhereIn('booking.booked_by', owners),
      );
    }
    if (request.resources) {
      whereFor(query, 'booking', waitedForOf(request.resources));
    }
    if (request.siteIds) {
      query.whereIn('booking.site_id', request.siteIds);
    }
    if (request.statuses) {
      query.whereIn('booking.status', [...request.statuses]);
    }
    request.filter?.(query);
    return fetchPage<WaitlistRow, WaitlistEntryRecord>(
      query,
      request,
      {
        columns: ['booking.place', 'booking.id'],
        direction: 'asc',
        keyOf: row => [toNumber(row.place), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  /** Who waits for any of this, whoever came first first. */
  async waitingFor(
    db: Reader,
    wanted: WaitedFor,
  ): Promise<WaitlistEntryRecord[]> {
    const rows = await db
      .knex<WaitlistRow>('waitlist_entry')
      .where({ status: 'waiting' })
      .modify(query => whereFor(query, 'waitlist_entry', wanted))
      .orderBy('place')
      .limit(CROWD);
    return rows.map(toRecord);
  }

  /** Those of `ids` that still wait, whoever came first first. */
  async stillWaiting(
    db: Reader,
    ids: string[],
  ): Promise<WaitlistEntryRecord[]> {
    const rows = await db
      .knex<WaitlistRow>('waitlist_entry')
      .whereIn('id', ids)
      .where({ status: 'waiting' })
      .orderBy('place');
    return rows.map(toRecord);
  }

  /** Who waits, beyond `place`, at most `limit` of them. */
  async waitingAfter(
    db: Reader,
    place: number,
    limit: number,
  ): Promise<WaitlistEntryRecord[]> {
    const rows = await db
      .knex<WaitlistRow>('waitlist_entry')
      .where({ status: 'waiting' })
      .where('place', '>', place)
      .orderBy('place')
      .limit(limit);
    return rows.map(toRecord);
  }

  /** Offers whose time is up, and who can no longer get what they wait for. */
  async due(db: Reader): Promise<string[]> {
    const offers = await db
      .knex('waitlist_entry')
      .where({ status: 'offered' })
      .where('offer_until', '<=', db.nowSql)
      .orderBy(['offer_until', 'place'])
      .limit(100)
      .pluck('id');
    const late = await db
      .knex('waitlist_entry')
      .where({ status: 'waiting' })
      .whereRaw('until_at - length_ms <= ?', [db.nowSql])
      .limit(100)
      .pluck('id');
    return [...offers, ...late];
  }

  /** The next instant at which an offer lapses or somebody waits in vain. */
  async nextDue(db: Reader): Promise<{ at?: number; now: number }> {
    const [row] = await db.knex.select({
      offer: db
        .knex('waitlist_entry')
        .where({ status: 'offered' })
        .min('offer_until'),
      late: db
        .knex('waitlist_entry')
        .where({ status: 'waiting' })
        .min(db.knex.raw('until_at - length_ms') as never),
      now: db.nowSql,
    });
    const instants = [row.offer, row.late]
      .map(toOptionalNumber)
      .filter(instant => instant !== undefined);
    return {
      at: instants.length > 0 ? Math.min(...instants) : undefined,
      now: toNumber(row.now),
    };
  }

  async countOpen(db: Reader, owner: string): Promise<number> {
    const [{ n }] = await db
      .knex('waitlist_entry')
      .where({ owner })
      .whereIn('status', ['waiting', 'offered'])
      .count({ n: '*' });
    return toNumber(n as number);
  }

  /**
   * How many wait for the same time and came before, by entry. For a resource
   * those count too who wait for any of its type.
   */
  async ahead(
    db: Reader,
    entries: readonly WaitlistEntryRecord[],
  ): Promise<Map<string, number>> {
    const waiting = entries.filter(({ status }) => status === 'waiting');
    if (waiting.length === 0) {
      return new Map();
    }
    const rows: { id: string; n: number | string }[] = await db
      .knex({ mine: 'waitlist_entry' })
      .leftJoin({ other: 'waitlist_entry' }, join =>
        join
          .onVal('other.status', 'waiting')
          .on('other.place', '<', 'mine.place')
          .on('other.from_at', '<', 'mine.until_at')
          .on('other.until_at', '>', 'mine.from_at')
          .on(same =>
            same
              .on('other.resource_id', 'mine.resource_id')
              .orOn(any =>
                any
                  .onNull('other.resource_id')
                  .on('other.type_id', 'mine.type_id')
                  .on('other.site_id', 'mine.site_id'),
              ),
          ),
      )
      .whereIn(
        'mine.id',
        waiting.map(({ id }) => id),
      )
      .groupBy('mine.id')
      .select('mine.id')
      .count({ n: 'other.id' });
    return new Map(rows.map(({ id, n }) => [id, toNumber(n)]));
  }

  /** The entry with the place that it got. */
  async insert(
    tx: Writer,
    entry: Omit<WaitlistEntryRecord, 'place'>,
  ): Promise<WaitlistEntryRecord> {
    await insertRows(tx, 'waitlist_entry', [toRow(entry)], 1);
    return (await this.get(tx, entry.id))!;
  }

  /** Nothing but where it stands, as long as it is at that version. */
  async advance(
    tx: Writer,
    entry: WaitlistEntryRecord,
    from: Pick<WaitlistEntryRecord, 'version'>,
  ): Promise<boolean> {
    const changed = await tx
      .knex('waitlist_entry')
      .where({ id: entry.id, version: from.version })
      .update({
        version: entry.version,
        status: entry.status,
        status_reason: entry.statusReason ?? null,
        offered_at: entry.offeredAt ?? null,
        offer_until: entry.offerUntil ?? null,
        booking_id: entry.bookingId ?? null,
        updated_at: entry.updatedAt,
      });
    return changed > 0;
  }

  /** The hold of an entry, with its claims. */
  async dropHold(tx: Writer, entryId: string): Promise<void> {
    await tx.knex('booking').where({ hold_of: entryId }).delete();
  }
}

/** These resources, and any of their types in their sites. */
export function waitedForOf(resources: readonly ResourceFacts[]): WaitedFor {
  return {
    resourceIds: resources.map(({ id }) => id),
    anyOf: resources.map(({ type, site }) => ({
      typeId: type.id,
      siteId: site.id,
    })),
  };
}

function whereFor(
  query: Knex.QueryBuilder,
  table: string,
  { resourceIds, anyOf }: WaitedFor,
): void {
  query.where(either =>
    either.whereIn(`${table}.resource_id`, [...resourceIds]).orWhere(any =>
      any
        .whereNull(`${table}.resource_id`)
        .whereIn(`${table}.type_id`, [...new Set(anyOf.map(one => one.typeId))])
        .whereIn(`${table}.site_id`, [
          ...new Set(anyOf.map(one => one.siteId)),
        ]),
    ),
  );
}

function toRow(entry: Omit<WaitlistEntryRecord, 'place'>) {
  return {
    id: entry.id,
    version: entry.version,
    owner: entry.owner,
    booked_by: entry.bookedBy,
    resource_id: entry.resourceId ?? null,
    type_id: entry.typeId,
    site_id: entry.siteId,
    units: entry.units,
    from_at: entry.from,
    until_at: entry.until,
    length_ms: entry.lengthMs,
    time_zone: entry.timeZone,
    title: entry.title,
    purpose: entry.purpose ?? null,
    parameters: JSON.stringify(entry.parameters),
    participants: JSON.stringify(entry.participants),
    project: entry.project ?? null,
    status: entry.status,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  };
}

function toRecord(row: WaitlistRow): WaitlistEntryRecord {
  return {
    id: row.id,
    version: row.version,
    place: toNumber(row.place),
    owner: row.owner,
    bookedBy: row.booked_by,
    resourceId: row.resource_id ?? undefined,
    typeId: row.type_id,
    siteId: row.site_id,
    units: row.units,
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
    lengthMs: toNumber(row.length_ms),
    timeZone: row.time_zone,
    title: row.title,
    purpose: row.purpose ?? undefined,
    parameters: JSON.parse(row.parameters),
    participants: JSON.parse(row.participants),
    project: row.project ?? undefined,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    offeredAt: toOptionalNumber(row.offered_at),
    offerUntil: toOptionalNumber(row.offer_until),
    bookingId: row.booking_id ?? undefined,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}
