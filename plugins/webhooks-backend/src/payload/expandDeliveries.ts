import type { DomainEvent } from '@callboard/backend-outbox';
import {
  bookedThings,
  changedResource,
  isUserRef,
  refsBefore,
} from './eventData';
import { nestedType, RUNNING } from './legacy/eventTypes';
import type { Profile } from './types';

export interface PlannedDelivery {
  /** The resource it is about, where each has a delivery of its own. */
  resourceRef?: string;
  /** Deliveries of one endpoint with the same key are one. */
  batchKey?: string;
}

/**
 * The deliveries that an event makes for an endpoint of this profile; none when
 * the profile has no such event.
 *
 * - `standard`: one.
 * - `legacy-flat`, `legacy-nested`: one for each booked resource; one for a
 *   resource's own event.
 * - `legacy-batch`: one, shared by all that one user has beginning, or ending,
 *   at one instant.
 */
export function expandDeliveries(
  profile: Profile,
  event: DomainEvent,
): PlannedDelivery[] {
  switch (profile) {
    case 'legacy-flat':
      return RUNNING[event.type] ? each(bookedRefs(event)) : [];
    case 'legacy-nested':
      return nestedDeliveries(event);
    case 'legacy-batch':
      return batchDeliveries(event);
    default:
      return [{}];
  }
}

function nestedDeliveries(event: DomainEvent): PlannedDelivery[] {
  if (!nestedType(event, undefined, [])) {
    return [];
  }
  const resource = changedResource(event);
  if (resource) {
    return each([resource.entityRef]);
  }
  // A resource that left the booking is told about once more.
  const left = event.type === 'booking.changed' ? refsBefore(event) : undefined;
  return each([...bookedRefs(event), ...(left ?? [])]);
}

function batchDeliveries(event: DomainEvent): PlannedDelivery[] {
  const eventType = RUNNING[event.type];
  const booking = bookedThings(event)?.booking;
  if (!eventType || !booking?.resourceRefs.length) {
    return [];
  }
  const user =
    [booking.owner, booking.bookedBy].find(isUserRef) ?? booking.owner;
  const instant =
    (event.type === 'booking.started' ? booking.start : booking.end) ??
    event.occurredAt;
  return [
    { batchKey: [eventType, user, new Date(instant).toISOString()].join('|') },
  ];
}

function bookedRefs(event: DomainEvent): string[] {
  return bookedThings(event)?.booking.resourceRefs ?? [];
}

function each(refs: string[]): PlannedDelivery[] {
  return [...new Set(refs)].map(resourceRef => ({ resourceRef }));
}
