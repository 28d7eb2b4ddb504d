import type {
  BookingStatus,
  CalendarBooking,
  MaintenanceWindow,
} from '@callboard/backstage-plugin-reservations-common';
import { isTerminal } from '@callboard/backstage-plugin-reservations-common';
import { eventColours, EventColours, ThemeMode } from './colour';
import type { PlainDate } from './calendarWindow';
import { MINUTE_MS } from '@callboard/frontend-kit';

/**
 * Bookings as a calendar draws them. Everything an event needs to be painted
 * is worked out here, once per answer of the server, so that painting thousands
 * of them is only reading.
 */
export type CalendarEvent = {
  id: string;
  title: string;
  /** ISO 8601 */
  start: string;
  end: string;
  editable: boolean;
  color: string;
  extendedProps: EventDetails;
};

export type EventDetails = {
  /** Bookings stand before what is said of the rest. */
  rank: number;
  booking: CalendarBooking;
  resources: string;
  status: BookingStatus;
  past: boolean;
  colours: EventColours;
  /** Setup and teardown as shares of the booking's own length. */
  setup: number;
  teardown: number;
};

/** Says of a day how many bookings are not drawn. */
export type MoreEvent = {
  id: string;
  title: string;
  start: PlainDate;
  allDay: true;
  editable: false;
  color: string;
  extendedProps: { rank: number; more: number };
};

/** When something shown cannot be booked, behind the bookings. */
export type MaintenanceEvent = {
  id: string;
  title: string;
  /** ISO 8601 */
  start: string;
  end: string;
  display: 'background';
  editable: false;
  color: string;
  extendedProps: { rank: number; maintenance: string };
};

export type EventContext = {
  mode: ThemeMode;
  titleOf: (resourceRef: string) => string;
  /** `#rrggbb` of the resource's type. */
  colourOf: (resourceRef: string) => string;
};

export function toCalendarEvents(
  bookings: readonly CalendarBooking[],
  context: EventContext,
): CalendarEvent[] {
  const palette = new Map<string, EventColours>();
  const coloursFor = (colour: string) => {
    const known = palette.get(colour) ?? eventColours(colour, context.mode);
    palette.set(colour, known);
    return known;
  };
  return bookings.map(booking => {
    const colours = coloursFor(context.colourOf(booking.resourceRefs[0]));
    const length = Date.parse(booking.end) - Date.parse(booking.start);
    return {
      id: booking.id,
      title: booking.title,
      start: booking.start,
      end: booking.end,
      editable: booking.editable,
      color: colours.background,
      extendedProps: {
        rank: 0,
        booking,
        resources: resourceNames(booking.resourceRefs, context.titleOf),
        status: booking.status,
        past: isTerminal(booking.status),
        colours,
        setup: (booking.setupMinutes * MINUTE_MS) / length,
        teardown: (booking.teardownMinutes * MINUTE_MS) / length,
      },
    };
  });
}

export function toMoreEvents(
  hidden: ReadonlyMap<PlainDate, readonly unknown[]>,
  titleOf: (more: number) => string,
): MoreEvent[] {
  return [...hidden].map(([start, { length: more }]) => ({
    id: `more:${start}`,
    title: titleOf(more),
    start,
    allDay: true,
    editable: false,
    color: 'transparent',
    extendedProps: { rank: 1, more },
  }));
}

export function toMaintenanceEvents(
  windows: readonly MaintenanceWindow[],
  titleOf: (window: MaintenanceWindow) => string,
): MaintenanceEvent[] {
  return windows.map(window => {
    const title = titleOf(window);
    return {
      id: `maintenance:${window.id}`,
      title,
      start: window.from,
      end: window.until,
      display: 'background',
      editable: false,
      color: 'transparent',
      extendedProps: { rank: 2, maintenance: title },
    };
  });
}

/** `GPU cluster 2`, or `GPU cluster 2 +1` where there are several. */
export function resourceNames(
  resourceRefs: readonly string[],
  titleOf: (resourceRef: string) => string,
): string {
  const [first, ...others] = resourceRefs;
  return others.length > 0
    ? `${titleOf(first)} +${others.length}`
    : titleOf(first);
}

/** Words of the search all occur in the title, a resource or the owner. */
export function matchesSearch(
  booking: CalendarBooking,
  search: string,
  titleOf: (resourceRef: string) => string,
): boolean {
  const text = [
    booking.title,
    booking.owner,
    ...booking.resourceRefs.map(titleOf),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
