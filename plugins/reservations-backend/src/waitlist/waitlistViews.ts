import { toInstant } from '@callboard/backend-database';
import type {
  WaitlistAction,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import type { Inventory } from '../domain/Inventory';
import { MINUTE_MS } from '../domain/intervals';
import { offerOf } from './waitlistEvent';
import type { WaitlistPlace } from './WaitlistService';

/** An entry as the HTTP interface shows it. */
export function entryView(
  { entry, hold, position }: WaitlistPlace,
  inventory: Inventory,
  actions: WaitlistAction[],
): WaitlistEntry {
  const { resourceId } = entry;
  return {
    id: entry.id,
    version: entry.version,
    createdAt: toInstant(entry.createdAt),
    updatedAt: toInstant(entry.updatedAt),
    resourceRef:
      resourceId && (inventory.resource(resourceId)?.entityRef ?? resourceId),
    type: inventory.type(entry.typeId)?.name ?? entry.typeId,
    siteRef: inventory.site(entry.siteId)?.entityRef ?? entry.siteId,
    units: entry.units,
    from: toInstant(entry.from),
    until: toInstant(entry.until),
    minutes: entry.lengthMs / MINUTE_MS,
    timeZone: entry.timeZone,
    title: entry.title,
    purpose: entry.purpose,
    project: entry.project,
    parameters: entry.parameters,
    participants: entry.participants,
    owner: entry.owner,
    bookedBy: entry.bookedBy,
    status: entry.status,
    statusReason: entry.statusReason,
    position,
    offer: hold && offerOf(entry, hold, inventory),
    bookingId: entry.status === 'accepted' ? entry.bookingId : undefined,
    actions,
  };
}
