import type {
  BulkRequest,
  NewBooking,
} from '@callboard/backstage-plugin-reservations-common';

/** What makes several bookings of one filled-in form. */
export type BulkValues = {
  /** Further starts; each lasts as long as the first. */
  starts: string[];
  /** Whether each resource is a booking by itself. */
  separate: boolean;
  mode: BulkRequest['mode'];
};

export const NO_BULK: BulkValues = { starts: [], separate: false, mode: 'all' };

/** Every booking that a form stands for: one, if nothing says otherwise. */
export function itemsOf(
  booking: NewBooking,
  { starts, separate }: BulkValues = NO_BULK,
): NewBooking[] {
  const length = Date.parse(booking.end) - Date.parse(booking.start);
  const times = [booking.start, ...starts].map(start => ({
    start,
    end: new Date(Date.parse(start) + length).toISOString(),
  }));
  const places =
    separate && booking.resourceRefs.length > 1
      ? booking.resourceRefs.map(ref => placeOf(booking, ref))
      : [booking];
  return times.flatMap(time => places.map(place => ({ ...place, ...time })));
}

/** The same for one of its resources alone. */
function placeOf(booking: NewBooking, ref: string): NewBooking {
  const { units, parameters = {} } = booking;
  const own = parameters[ref];
  const keyed = booking.resourceRefs.some(one => one in parameters);
  return {
    ...booking,
    resourceRefs: [ref],
    units: units && ref in units ? { [ref]: units[ref] } : undefined,
    parameters: keyed ? ((own ?? {}) as typeof parameters) : parameters,
  };
}
