import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import type { SqlFilter } from '@callboard/backend-access';
import { type Reader, toNumber } from '@callboard/backend-database';
import type { Knex } from 'knex';
import type { Interval } from '../domain/intervals';
import type { ReportedBooking } from '../domain/reports';

/** How many bookings are read, and added up, without anybody else's turn. */
const BATCH = 2_000;

/** Those of which a report counts something. */
const COUNTED: readonly BookingStatus[] = [
  'confirmed',
  'active',
  'completed',
  'released',
  'cancelled',
  'no_show',
];

export interface ReportFilter {
  window: Interval;
  /** Where only few matter; a booking of one of these is read with all it books. */
  resourceIds?: readonly string[];
  filter?: SqlFilter;
}

/** A booking with what rights depend on. */
export interface ReadBooking extends ReportedBooking {
  bookedBy: string;
  transferred: boolean;
}

interface Row {
  id: string;
  status: BookingStatus;
  start_at: string | number;
  end_at: string | number;
  planned_end_at: string | number | null;
  owner: string;
  booked_by: string;
  transferred: boolean | number;
  project: string | null;
  resources: string;
}

const COLUMNS: (keyof Row)[] = [
  'id',
  'status',
  'start_at',
  'end_at',
  'planned_end_at',
  'owner',
  'booked_by',
  'transferred',
  'project',
  'resources',
];

/**
 * Reads bookings for reports, a batch at a time in the order of an index, so
 * that a year of them needs no more memory than a day, and no query of which
 * others have to wait for long.
 */
export class ReportStore {
  readonly #batch: number;

  static create(batchSize = BATCH): ReportStore {
    return new ReportStore(batchSize);
  }

  private constructor(batchSize: number) {
    this.#batch = batchSize;
  }

  /** Each booking once, those that were given back before the window too. */
  async *read(
    read: <T>(work: (db: Reader) => Promise<T>) => Promise<T>,
    request: ReportFilter,
    signal?: AbortSignal,
  ): AsyncGenerator<ReadBooking[]> {
    for (const column of ['end_at', 'planned_end_at'] as const) {
      let after: Row | undefined;
      do {
        signal?.throwIfAborted();
        const from = after;
        const rows: Row[] = await read(db =>
          batch(db, request, column, from).limit(this.#batch),
        );
        yield rows.map(toBooking);
        after = rows.length < this.#batch ? undefined : rows.at(-1);
      } while (after);
    }
  }

  /** Maintenance in the window, by resource. */
  async maintenance(
    db: Reader,
    window: Interval,
  ): Promise<Map<string, Interval[]>> {
    const rows = await db
      .knex('maintenance_window')
      .select('resource_id', 'from_at', 'until_at')
      .whereNot('status', 'cancelled')
      .where('until_at', '>', window.start)
      .where('from_at', '<', window.end);
    const found = new Map<string, Interval[]>();
    for (const row of rows) {
      const times = found.get(row.resource_id) ?? [];
      times.push({
        start: toNumber(row.from_at),
        end: toNumber(row.until_at),
      });
      found.set(row.resource_id, times);
    }
    return found;
  }
}

/** Those that end in the window or later; or that were to, and ended before. */
function batch(
  db: Reader,
  { window, resourceIds, filter }: ReportFilter,
  column: 'end_at' | 'planned_end_at',
  after: Row | undefined,
): Knex.QueryBuilder {
  const query = db
    .knex('booking')
    .select(COLUMNS.map(name => `booking.${name}`))
    .where(`booking.${column}`, '>', window.start)
    .where('booking.start_at', '<', window.end)
    .whereIn('booking.status', [...COUNTED])
    .whereNull('booking.no_show_waived')
    .orderBy([`booking.${column}`, 'booking.id']);
  if (column === 'planned_end_at') {
    query.where('booking.end_at', '<=', window.start);
  }
  if (after) {
    query
      .where(`booking.${column}`, '>=', after[column])
      .whereRaw('(??, booking.id) > (?, ?)', [
        `booking.${column}`,
        after[column],
        after.id,
      ]);
  }
  if (resourceIds) {
    query.whereIn('booking.id', inner =>
      inner
        .select('booking_resource.booking_id')
        .from('booking_resource')
        .whereIn('booking_resource.resource_id', [...resourceIds])
        .where('booking_resource.start_at', '<', window.end),
    );
  }
  filter?.(query);
  return query;
}

function toBooking(row: Row): ReadBooking {
  return {
    status: row.status,
    start: toNumber(row.start_at),
    end: toNumber(row.end_at),
    plannedEnd:
      row.planned_end_at === null ? undefined : toNumber(row.planned_end_at),
    owner: row.owner,
    bookedBy: row.booked_by,
    transferred: Boolean(row.transferred),
    project: row.project ?? undefined,
    resources: JSON.parse(row.resources),
  };
}
