import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { bookingData } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { Alternative } from '../domain/alternatives';
import type { Inventory } from '../domain/Inventory';
import { resourceFactsData, toJson } from '../events';
import { alternativeView } from './affectedBookings';

/**
 * Tells that a booking stays although what it books will be out of service, or
 * is: no transition of the booking, but something for its owner to know. `cause`
 * is as in the events of bookings that are moved or cancelled for the same.
 */
export function affectedEvent(
  actor: string,
  booking: BookingRecord,
  inventory: Inventory,
  cause: JsonObject,
  alternatives: Alternative[] = [],
): NewDomainEvent {
  const resources = booking.resources.flatMap(
    ({ id }) => inventory.resource(id) ?? [],
  );
  const above = resources.flatMap(one => inventory.ancestors(one));
  const sites = new Map(resources.map(({ site }) => [site.entityRef, site]));
  return {
    type: 'booking.affected',
    aggregate: `booking:${booking.id}`,
    actor,
    refs: {
      resources: resources.map(one => one.entityRef),
      within: [...new Set(above.map(one => one.entityRef))],
      site: [...sites.keys()],
      type: [...new Set(resources.map(one => one.type.name))],
      owner: booking.owner,
      project: booking.project,
    },
    data: {
      booking: bookingData(booking, inventory),
      resources: resources.map(one => resourceFactsData(one, inventory)),
      sites: [...sites.values()].map(
        ({ entityRef, name, title, timeZone }) => ({
          entityRef,
          name,
          title,
          timeZone,
        }),
      ),
      ...cause,
      alternatives: alternatives.map(one => toJson(alternativeView(one))),
    },
  };
}
