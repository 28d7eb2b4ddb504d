import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedFeedTokens } from '../feeds/AuthorizedFeedTokens';
import type { AuthorizedInventoryBulk } from '../inventoryBulk';
import type { AuthorizedLeaving } from '../leaving';
import type { AuthorizedReports } from '../reports';
import type { AuthorizedOverview } from '../overview';
import type { PreferencesService } from '../reminders';
import type { AuthorizedServices } from '../services';
import type { AuthorizedTimeline } from '../timeline';
import { accessGrantHandlers } from './accessGrantHandlers';
import { approvalHandlers } from './approvalHandlers';
import { attendanceHandlers } from './attendanceHandlers';
import { availabilityHandlers } from './availabilityHandlers';
import { bookingHandlers } from './bookingHandlers';
import { certificationHandlers } from './certificationHandlers';
import { feedTokenHandlers } from './feedTokenHandlers';
import { leavingHandlers } from './leavingHandlers';
import { participationHandlers } from './participationHandlers';
import { projectHandlers } from './projectHandlers';
import { inventoryBulkHandlers } from './inventoryBulkHandlers';
import { maintenanceHandlers } from './maintenanceHandlers';
import { problemHandlers } from './problemHandlers';
import { overviewHandlers } from './overviewHandlers';
import { preferenceHandlers } from './preferenceHandlers';
import { provisioningHandlers } from './provisioningHandlers';
import { reportHandlers } from './reportHandlers';
import { resourceHandlers } from './resourceHandlers';
import { resourceTypeHandlers } from './resourceTypeHandlers';
import { seriesHandlers } from './seriesHandlers';
import { siteHandlers } from './siteHandlers';
import { siteMemberHandlers } from './siteMemberHandlers';
import { slotHandlers } from './slotHandlers';
import { sshKeyHandlers } from './sshKeyHandlers';
import { teamHandlers } from './teamHandlers';
import { waitlistHandlers } from './waitlistHandlers';
import { timelineHandlers } from './timelineHandlers';

/** All that HTTP requests reach. */
export interface HandledServices extends AuthorizedServices {
  feedTokens: AuthorizedFeedTokens;
  leaving: AuthorizedLeaving;
  inventoryBulk: AuthorizedInventoryBulk;
  reports: AuthorizedReports;
  timeline: AuthorizedTimeline;
  preferences: PreferencesService;
  overview: AuthorizedOverview;
}

/** One handler for each operation of the OpenAPI document. */
export function createHandlers(
  services: HandledServices,
): Handlers<ReservationsOperations> {
  return {
    ...siteHandlers(services.sites),
    ...siteMemberHandlers(services.siteMembers),
    ...accessGrantHandlers(services.accessGrants),
    ...resourceTypeHandlers(services.types),
    ...resourceHandlers(services.resources),
    ...bookingHandlers(services),
    ...participationHandlers(services.participation),
    ...seriesHandlers(services),
    ...approvalHandlers(services.approvals),
    ...attendanceHandlers(services.attendance, services.bookings),
    ...teamHandlers(services.team),
    ...availabilityHandlers(services.availability),
    ...slotHandlers(services.slots),
    ...certificationHandlers(services.certifications),
    ...projectHandlers(services.projects),
    ...inventoryBulkHandlers(services.inventoryBulk),
    ...maintenanceHandlers(services.maintenance),
    ...problemHandlers(services.problems),
    ...provisioningHandlers(services.provisioning),
    ...sshKeyHandlers(services.sshKeys),
    ...waitlistHandlers(services.waitlist),
    ...feedTokenHandlers(services.feedTokens),
    ...leavingHandlers(services.leaving),
    ...reportHandlers(services.reports),
    ...timelineHandlers(services.timeline),
    ...preferenceHandlers(services.preferences),
    ...overviewHandlers(services.overview),
  };
}
