import type { Booking } from '@callboard/backstage-plugin-reservations-common';

/** What an action says of a booking. */
export function describeBooking(booking: Booking) {
  return {
    id: booking.id,
    version: booking.version,
    title: booking.title,
    status: booking.status,
    resourceRefs: booking.resourceRefs,
    start: booking.start,
    end: booking.end,
    owner: booking.owner,
    link: `/reservations?booking=${booking.id}`,
  };
}
