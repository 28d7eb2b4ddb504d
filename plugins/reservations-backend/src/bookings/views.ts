import type {
  Booking,
  BookingAction,
  CalendarBooking,
  Notice,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant, toNumber } from '@callboard/backend-database';
import type { Inventory, SiteFacts } from '../domain/Inventory';
import type { BookingSubject } from '../permissions/resourceRefs';
import { unitsByRef } from './bookingEvent';
import type { BookedUnit, BookingRecord } from './BookingRecord';
import type { BookingRow } from './BookingStore';

/** A booking as the HTTP interface shows it. */
export function bookingView(
  booking: BookingRecord,
  inventory: Inventory,
  actions: BookingAction[],
): Booking {
  return {
    id: booking.id,
    version: booking.version,
    createdAt: toInstant(booking.createdAt),
    updatedAt: toInstant(booking.updatedAt),
    resourceRefs: refsOf(booking.resources, inventory),
    units: unitsByRef(booking, inventory),
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    timeZone: booking.timeZone,
    title: booking.title,
    purpose: booking.purpose,
    parameters: booking.parameters,
    participants: booking.participants,
    status: booking.status,
    statusReason: booking.statusReason,
    owner: booking.owner,
    bookedBy: booking.bookedBy,
    setupMinutes: booking.setupMinutes,
    teardownMinutes: booking.teardownMinutes,
    notices: [...booking.notices, ...archivedNotices(booking, inventory)],
    actions,
  };
}

/** A row of the calendar's window, straight from its columns. */
export function calendarView(
  row: BookingRow,
  resources: BookedUnit[],
  inventory: Inventory,
  editable: boolean,
): CalendarBooking {
  return {
    id: row.id,
    version: row.version,
    resourceRefs: refsOf(resources, inventory),
    start: toInstant(toNumber(row.start_at)),
    end: toInstant(toNumber(row.end_at)),
    title: row.title,
    status: row.status,
    owner: row.owner,
    setupMinutes: row.setup_minutes,
    teardownMinutes: row.teardown_minutes,
    editable,
  };
}

/** What permission rules look at. */
export function subjectOf(
  booking: {
    owner: string;
    bookedBy: string;
    participants: string[];
    resources: BookedUnit[];
  },
  inventory: Inventory,
): BookingSubject {
  const sites = new Set(
    booking.resources.flatMap(
      ({ id }): SiteFacts | SiteFacts[] => inventory.resource(id)?.site ?? [],
    ),
  );
  return {
    owner: booking.owner,
    bookedBy: booking.bookedBy,
    participants: booking.participants,
    sites: [...sites],
  };
}

function refsOf(resources: BookedUnit[], inventory: Inventory): string[] {
  return resources.map(({ id }) => inventory.resource(id)?.entityRef ?? id);
}

function archivedNotices(
  booking: BookingRecord,
  inventory: Inventory,
): Notice[] {
  return booking.resources.flatMap(({ id }) => {
    const resource = inventory.resource(id);
    return resource?.archived
      ? [
          {
            code: 'resource_archived' as const,
            message: `${resource.title} has been archived.`,
            resourceRef: resource.entityRef,
          },
        ]
      : [];
  });
}
