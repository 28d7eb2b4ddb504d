import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { type Interval, MINUTE_MS } from '../intervals';

/** A booking as reports need it; instants are epoch milliseconds. */
export interface ReportedBooking {
  status: BookingStatus;
  start: number;
  /** When it ended, or is to end. */
  end: number;
  /** When it was to end, where it was ended before its time. */
  plannedEnd?: number;
  owner: string;
  project?: string;
  resources: readonly {
    id: string;
    units: number;
    setupMinutes: number;
    teardownMinutes: number;
  }[];
}

/** How time that was booked went unused. */
export type Unused = 'noShow' | 'cancelled' | 'released';

export interface BookingParts {
  /** The time that it was had, or is to be had. */
  used?: Interval;
  unused?: Interval & { kind: Unused };
  /** What is charged. */
  charged?: Interval;
}

/**
 * What became of the time of a booking.
 *
 * Time was used from the start until the end, or until it was given back; what
 * was given back, or cancelled, was not. A booking cancelled while it ran was
 * used until then. Nobody came to a no-show: none of it was used, all of it is
 * charged, as in a project's budget. What waits for approval, was rejected or has
 * lapsed counts nowhere.
 */
export function partsOf(booking: ReportedBooking): BookingParts {
  const { status, start, end, plannedEnd } = booking;
  const had = { start, end };
  const planned = Math.max(plannedEnd ?? end, end);
  const rest = (kind: Unused) =>
    planned > end ? { start: end, end: planned, kind } : undefined;
  switch (status) {
    case 'confirmed':
    case 'active':
    case 'completed':
      return { used: had, charged: had };
    case 'released':
      return { used: had, charged: had, unused: rest('released') };
    case 'cancelled':
      return plannedEnd === undefined
        ? { unused: { ...had, kind: 'cancelled' } }
        : { used: had, charged: had, unused: rest('cancelled') };
    case 'no_show':
      return {
        unused: { start, end: planned, kind: 'noShow' },
        charged: { start, end: planned },
      };
    default:
      return {};
  }
}

/** Setup before and teardown after the time that was used. */
export function buffersOf(
  { start, end }: Interval,
  unit: { setupMinutes: number; teardownMinutes: number },
): Interval[] {
  return [
    { start: start - unit.setupMinutes * MINUTE_MS, end: start },
    { start: end, end: end + unit.teardownMinutes * MINUTE_MS },
  ].filter(buffer => buffer.end > buffer.start);
}
