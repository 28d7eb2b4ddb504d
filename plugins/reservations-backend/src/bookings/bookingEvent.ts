import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { toInstant } from '@callboard/backend-database';
import type { Inventory } from '../domain/Inventory';
import { toJson } from '../events';
import type { BookingRecord } from './BookingRecord';

export type BookingEventType =
  | 'booking.created'
  | 'booking.changed'
  | 'booking.started'
  | 'booking.ended'
  | 'booking.cancelled';

/** The event of one transition; `extra` says what the booking itself does not. */
export function bookingEvent(
  type: BookingEventType,
  actor: string,
  booking: BookingRecord,
  inventory: Inventory,
  extra: JsonObject = {},
): NewDomainEvent {
  const resources = booking.resources.flatMap(
    ({ id }) => inventory.resource(id) ?? [],
  );
  const ancestors = resources.flatMap(r => inventory.ancestors(r));
  const claimed = new Set([...resources, ...ancestors].map(r => r.id));
  return {
    type,
    aggregate: `booking:${booking.id}`,
    orderingKeys: [
      `booking:${booking.id}`,
      ...[...claimed].map(id => `resource:${id}`),
    ],
    actor,
    refs: {
      resources: resources.map(r => r.entityRef),
      site: [...new Set(resources.map(r => r.site.entityRef))],
      type: [...new Set(resources.map(r => r.type.name))],
      owner: booking.owner,
    },
    data: { booking: bookingData(booking, inventory), ...extra },
  };
}

/** A booking as events show it: refs and instants as the HTTP interface has them. */
export function bookingData(
  booking: BookingRecord,
  inventory: Inventory,
): JsonObject {
  const { siteId: _site, multiSite: _multi, ...rest } = booking;
  const refOf = (id: string) => inventory.resource(id)?.entityRef ?? id;
  return toJson({
    ...rest,
    resources: undefined,
    resourceRefs: booking.resources.map(({ id }) => refOf(id)),
    units: unitsByRef(booking, inventory),
    startAt: undefined,
    endAt: undefined,
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    createdAt: toInstant(booking.createdAt),
    updatedAt: toInstant(booking.updatedAt),
  });
}

/** Units by resource ref, of pools only. */
export function unitsByRef(
  booking: BookingRecord,
  inventory: Inventory,
): Record<string, number> {
  return Object.fromEntries(
    booking.resources.flatMap(({ id, units }) => {
      const resource = inventory.resource(id);
      return resource?.capacity === undefined
        ? []
        : [[resource.entityRef, units]];
    }),
  );
}
