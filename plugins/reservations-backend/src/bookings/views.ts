import type {
  Booking,
  BookingAction,
  CalendarBooking,
  Notice,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant, toNumber } from '@callboard/backend-database';
import type { Inventory, SiteFacts } from '../domain/Inventory';
import { checkInWindow } from '../domain/checkIn';
import type { Approval } from '../domain/standing';
import type { BookingSubject } from '../permissions/resourceRefs';
import { approvalData, optionalInstant, unitsByRef } from './bookingEvent';
import type { BookedUnit, BookingRecord } from './BookingRecord';
import type { BookingRow } from './BookingStore';
import { bookedFacts } from './operations/bookedFacts';

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
    project: booking.project,
    seriesId: booking.seriesId,
    occurrence: optionalInstant(booking.occurrenceAt),
    expiresAt: optionalInstant(booking.expiresAt),
    checkedInAt: optionalInstant(booking.checkedInAt),
    offHoursAt: optionalInstant(booking.offHoursAt),
    offHoursKeptUntil: optionalInstant(booking.offHoursKeptUntil),
    approval: approvalView(booking.approval),
    checkIn: checkInView(booking, inventory),
    noShowWaived: booking.noShowWaived && {
      ...booking.noShowWaived,
      at: toInstant(booking.noShowWaived.at),
    },
    policyOverride: booking.policyOverride,
    waitlistEntryId: booking.holdOf,
    setupMinutes: booking.setupMinutes,
    teardownMinutes: booking.teardownMinutes,
    notices: [...booking.notices, ...archivedNotices(booking, inventory)],
    actions,
  };
}

function approvalView(approval: Approval | undefined) {
  const data = approvalData(approval);
  return data && { ...data, verdicts: approval?.verdicts };
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
    editable: editable && !row.hold_of,
    held: row.hold_of ? true : undefined,
  };
}

/** What permission rules look at. */
export function subjectOf(
  booking: {
    owner: string;
    bookedBy: string;
    transferred: boolean;
    participants: string[];
    approval?: Approval;
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
    transferred: booking.transferred,
    participants: booking.participants,
    approvers: booking.approval?.approvers ?? [],
    requestedBy: booking.approval?.requestedBy ?? [],
    sites: [...sites],
  };
}

/** While somebody must check in: from when, and until when. */
function checkInView(
  booking: BookingRecord,
  inventory: Inventory,
): Booking['checkIn'] {
  const { status, startAt: start, endAt: end, expiresAt } = booking;
  if (status !== 'confirmed' || expiresAt === undefined) {
    return undefined;
  }
  const window = checkInWindow(bookedFacts(booking, inventory), { start, end });
  return {
    from: toInstant(window?.opensAt ?? start),
    until: toInstant(expiresAt),
  };
}

export function refsOf(
  resources: BookedUnit[],
  inventory: Inventory,
): string[] {
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
