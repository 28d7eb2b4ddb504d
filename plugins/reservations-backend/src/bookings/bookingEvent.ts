import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { toInstant } from '@callboard/backend-database';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { Approval } from '../domain/standing';
import { resourceFactsData, toJson } from '../events';
import type { BookingRecord } from './BookingRecord';

export type BookingEventType =
  | 'booking.created'
  | 'booking.confirmed'
  | 'booking.rejected'
  | 'booking.expired'
  | 'booking.changed'
  | 'booking.extended'
  | 'booking.checked_in'
  | 'booking.off_hours_warning'
  | 'booking.setup_started'
  | 'booking.started'
  | 'booking.ended'
  | 'booking.teardown_ended'
  | 'booking.cancelled'
  | 'booking.provisioning_changed';

/** What switches resources, and so must be in order on them. */
const SWITCHING: ReadonlySet<BookingEventType> = new Set([
  'booking.setup_started',
  'booking.started',
  'booking.ended',
  'booking.teardown_ended',
]);

/**
 * The event of one transition; `extra` says what the booking itself does not,
 * and `about` names those of its resources that the event is about, if not all.
 */
export function bookingEvent(
  type: BookingEventType,
  actor: string,
  booking: BookingRecord,
  inventory: Inventory,
  extra: JsonObject = {},
  about?: ReadonlySet<string>,
): NewDomainEvent {
  const resources = booking.resources
    .filter(({ id }) => about?.has(id) ?? true)
    .flatMap(({ id }) => inventory.resource(id) ?? []);
  const ancestors = new Set(resources.flatMap(r => inventory.ancestors(r)));
  const sites = new Set(resources.map(resource => resource.site));
  return {
    type,
    aggregate: `booking:${booking.id}`,
    orderingKeys: [
      `booking:${booking.id}`,
      ...(SWITCHING.has(type) ? resourceKeys(resources, ancestors) : []),
    ],
    actor,
    refs: {
      resources: resources.map(r => r.entityRef),
      within: [...ancestors].map(r => r.entityRef),
      site: [...sites].map(site => site.entityRef),
      type: [...new Set(resources.map(r => r.type.name))],
      owner: booking.owner,
      project: booking.project,
    },
    data: {
      booking: bookingData(booking, inventory),
      resources: resources.map(one => resourceFactsData(one, inventory)),
      sites: [...sites].map(({ entityRef, name, title, timeZone }) => ({
        entityRef,
        name,
        title,
        timeZone,
      })),
      ...extra,
    },
  };
}

function resourceKeys(
  resources: ResourceFacts[],
  ancestors: Set<ResourceFacts>,
): string[] {
  const parts = [...ancestors].filter(one => !resources.includes(one));
  return [
    ...resources.map(({ id }) => `resource:${id}`),
    ...parts.map(({ id }) => `resource:${id}/part`),
  ];
}

/** A booking as events show it: refs and instants as the HTTP interface has them. */
export function bookingData(
  booking: BookingRecord,
  inventory: Inventory,
): JsonObject {
  const {
    siteId: _site,
    multiSite: _multi,
    transferred: _transferred,
    holdOf: _hold,
    offHoursWarnAt: _warnAt,
    ...rest
  } = booking;
  const refOf = (id: string) => inventory.resource(id)?.entityRef ?? id;
  return toJson({
    ...rest,
    resources: undefined,
    resourceRefs: booking.resources.map(({ id }) => refOf(id)),
    units: unitsByRef(booking, inventory),
    startAt: undefined,
    endAt: undefined,
    occurrenceAt: undefined,
    occurrence: optionalInstant(booking.occurrenceAt),
    expiresAt: optionalInstant(booking.expiresAt),
    checkedInAt: optionalInstant(booking.checkedInAt),
    offHoursAt: optionalInstant(booking.offHoursAt),
    offHoursKeptUntil: optionalInstant(booking.offHoursKeptUntil),
    approval: approvalData(booking.approval),
    noShowWaived: booking.noShowWaived && {
      ...booking.noShowWaived,
      at: toInstant(booking.noShowWaived.at),
    },
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    createdAt: toInstant(booking.createdAt),
    updatedAt: toInstant(booking.updatedAt),
  });
}

/** Who must decide on a booking, or did; as events and the HTTP interface say it. */
export function approvalData(approval: Approval | undefined) {
  if (!approval) {
    return undefined;
  }
  const { reasons, approvers, decidedBy } = approval;
  return {
    reasons,
    approvers,
    requestedAt: toInstant(approval.requestedAt),
    decidedBy,
    decidedAt: optionalInstant(approval.decidedAt),
  };
}

export function optionalInstant(at: number | undefined): string | undefined {
  return at === undefined ? undefined : toInstant(at);
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
