import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { Inventory } from '../domain/Inventory';
import type { BookingRecord } from './BookingRecord';

const HOUR_MS = 60 * 60_000;

/**
 * Puts on record that somebody was shown how to get into what is booked. A page
 * asks again and again: once an hour for each reader and booking says it all.
 */
export function recordAccessShown(
  accessLog: AccessLog,
  booking: BookingRecord,
  inventory: Inventory,
  reader: string,
): void {
  const resources = booking.resources.flatMap(
    ({ id }) => inventory.resource(id) ?? [],
  );
  accessLog.recordOnce(`${reader} ${booking.id}`, HOUR_MS, {
    action: 'booking.access-shown',
    outcome: 'succeeded',
    actor: reader,
    severity: 'medium',
    subject: { kind: 'booking', id: booking.id, title: booking.title },
    siteRefs: [...new Set(resources.map(({ site }) => site.entityRef))],
    refs: {
      resources: resources.map(({ entityRef }) => entityRef),
      owner: booking.owner,
    },
  });
}
