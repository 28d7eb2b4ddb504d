import { toInstant } from '@callboard/backend-database';
import type {
  AffectedBooking,
  MaintenanceOutcome,
  MaintenanceWindow,
} from '@callboard/backstage-plugin-reservations-common';
import type { Alternative } from '../domain/alternatives';
import type { Inventory } from '../domain/Inventory';
import { type Affected, alternativeView } from './affectedBookings';
import { isOver, type MaintenanceRecord } from './MaintenanceRecord';

/** A window as the HTTP interface shows it. */
export function windowView(
  window: MaintenanceRecord,
  mayChange: boolean,
  now: number,
  outcomes?: MaintenanceOutcome[],
): MaintenanceWindow {
  const { resource, siteId: _, ...rest } = window;
  const actions: MaintenanceWindow['actions'] = [];
  if (mayChange && !isOver(window) && window.until > now) {
    actions.push('update', window.from <= now ? 'end' : 'cancel');
  }
  return {
    ...rest,
    resourceRef: resource.entityRef,
    resourceTitle: resource.title,
    from: toInstant(window.from),
    until: toInstant(window.until),
    createdAt: toInstant(window.createdAt),
    updatedAt: toInstant(window.updatedAt),
    actions,
    outcomes,
  };
}

export function affectedView(
  { booking, relation }: Affected,
  inventory: Inventory,
  shown: {
    seen: boolean;
    alternatives: Alternative[];
    actions: AffectedBooking['actions'];
  },
): AffectedBooking {
  return {
    bookingId: booking.id,
    relation,
    status: booking.status,
    ...(shown.seen ? { title: booking.title, owner: booking.owner } : {}),
    start: toInstant(booking.startAt),
    end: toInstant(booking.endAt),
    resourceRefs: booking.resources.map(
      ({ id }) => inventory.resource(id)?.entityRef ?? id,
    ),
    alternatives: shown.alternatives.map(alternativeView),
    actions: shown.actions,
  };
}
