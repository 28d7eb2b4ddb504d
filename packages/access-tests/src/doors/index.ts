import type { Portal } from '../portal/startPortal';
import { auditLogDoors } from './auditLog';
import { bookingDoors } from './bookings';
import { certificationDoors } from './certifications';
import type { Door } from './Door';
import { inventoryDoors } from './inventory';
import { maintenanceDoors } from './maintenance';
import { peopleDoors } from './people';
import { projectDoors } from './projects';
import { reportDoors } from './reports';
import { seriesDoors } from './series';
import { serviceRequestsDoors } from './serviceRequests';
import { waitlistDoors } from './waitlist';
import { webhooksDoors } from './webhooks';

export type { ActionDoor, Door } from './Door';
export { expectedStatus } from './expected';
export { verdictOf } from './verdictOf';

/**
 * Every way in there is to a single thing.
 *
 * What takes longer the more there is in the portal comes first: the audit log
 * is verified as a whole, and every change of the inventory, and every report, reads all of it.
 * Endpoints come last, since every event is held against each of them.
 */
export function doorsOf(portal: Portal): Door[] {
  return [
    ...auditLogDoors(portal),
    ...peopleDoors,
    ...inventoryDoors,
    ...certificationDoors(portal),
    ...projectDoors(portal),
    ...maintenanceDoors(portal),
    ...reportDoors,
    ...bookingDoors,
    ...seriesDoors,
    ...waitlistDoors,
    ...serviceRequestsDoors(portal),
    ...webhooksDoors(portal),
  ];
}
