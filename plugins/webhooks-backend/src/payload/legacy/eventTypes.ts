import type { DomainEvent } from '@callboard/backend-outbox';
import { refsBefore } from '../eventData';

/** What the older service called a booking that begins or is over. */
export const RUNNING: Record<string, string> = {
  'booking.started': 'EVENT_START',
  'booking.ended': 'EVENT_END',
};

const CHANGED: Record<string, string> = {
  'booking.created': 'EVENT_CREATED',
  'booking.changed': 'EVENT_UPDATED',
  'booking.confirmed': 'EVENT_UPDATED',
  'booking.extended': 'EVENT_UPDATED',
  'booking.cancelled': 'EVENT_DELETED',
  'booking.rejected': 'EVENT_DELETED',
  'booking.expired': 'EVENT_DELETED',
  'resource.created': 'RESOURCE_CREATED',
  'resource.changed': 'RESOURCE_UPDATED',
  'resource.status_changed': 'RESOURCE_STATUS_CHANGED',
  'resource.archived': 'RESOURCE_DELETED',
};

/**
 * What the older service would have called this event of one resource. It
 * booked one resource at a time: to it, a resource that joins a booking is
 * booked anew, and one that leaves it is not booked any more.
 */
export function nestedType(
  event: DomainEvent,
  resourceRef: string | undefined,
  current: string[],
): string | undefined {
  const before = refsBefore(event);
  if (event.type === 'booking.changed' && resourceRef && before) {
    if (!before.includes(resourceRef)) return 'EVENT_CREATED';
    if (!current.includes(resourceRef)) return 'EVENT_DELETED';
  }
  return CHANGED[event.type];
}
