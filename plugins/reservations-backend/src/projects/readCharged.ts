import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { type Reader, toNumber } from '@callboard/backend-database';
import type { BookedUnit } from '../bookings/BookingRecord';
import type { Inventory } from '../domain/Inventory';
import type { PlannedUse } from '../domain/policies';

/** A booking that is charged to a project. */
export interface ChargedBooking {
  id: string;
  project: string;
  owner: string;
  /** Whether it is over, so that what it takes will not change any more. */
  over: boolean;
  use: PlannedUse;
}

const OPEN: readonly BookingStatus[] = ['pending', 'confirmed', 'active'];

/** What gives nothing back; what was not attended was kept from others all the same. */
const OVER: readonly BookingStatus[] = ['completed', 'released', 'no_show'];

/**
 * Bookings that count against the budgets of projects: what is to come as it is
 * planned, what is over as it was. Released early, a booking ends when it was
 * released. Cancelled before it began it counts for nothing; cancelled after,
 * for as long as it ran (its end is then the instant of the change).
 */
export async function readCharged(
  db: Reader,
  codes: readonly string[],
  inventory: Inventory,
): Promise<ChargedBooking[]> {
  if (codes.length === 0) {
    return [];
  }
  const rows: {
    id: string;
    project: string;
    owner: string;
    status: BookingStatus;
    start_at: string | number;
    end_at: string | number;
    resources: string;
  }[] = await db
    .knex('booking')
    .whereIn('project', codes)
    .where(counting =>
      counting
        .whereIn('status', [...OPEN, ...OVER])
        .orWhere(cut =>
          cut.where('status', 'cancelled').whereRaw('end_at <= updated_at + 1'),
        ),
    )
    .select(
      'id',
      'project',
      'owner',
      'status',
      'start_at',
      'end_at',
      'resources',
    );
  return rows.map(row => ({
    id: row.id,
    project: row.project,
    owner: row.owner,
    over: !OPEN.includes(row.status),
    use: {
      time: { start: toNumber(row.start_at), end: toNumber(row.end_at) },
      resources: (JSON.parse(row.resources) as BookedUnit[]).flatMap(
        ({ id, units }) => {
          const resource = inventory.resource(id);
          return resource ? [{ resource, units }] : [];
        },
      ),
    },
  }));
}
