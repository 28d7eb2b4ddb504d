import type { EventTypeDefinition } from './EventTypeDefinition';
import { bookingAffected } from './bookingAffected';
import { bookingCancelled } from './bookingCancelled';
import { bookingChanged } from './bookingChanged';
import { bookingCheckedIn } from './bookingCheckedIn';
import { bookingConfirmed } from './bookingConfirmed';
import { bookingCreated } from './bookingCreated';
import { bookingEnded } from './bookingEnded';
import { bookingExpired } from './bookingExpired';
import { bookingExtended } from './bookingExtended';
import { bookingOffHoursWarning } from './bookingOffHoursWarning';
import { bookingRejected } from './bookingRejected';
import { bookingProvisioningChanged } from './bookingProvisioningChanged';
import { bookingSetupStarted } from './bookingSetupStarted';
import { bookingStarted } from './bookingStarted';
import { bookingTeardownEnded } from './bookingTeardownEnded';
import { certificationCreated } from './certificationCreated';
import { certificationChanged } from './certificationChanged';
import { certificationGranted } from './certificationGranted';
import { certificationRenewed } from './certificationRenewed';
import { certificationRevoked } from './certificationRevoked';
import { certificationExpiring } from './certificationExpiring';
import { feedTokenCreated } from './feedTokenCreated';
import { feedTokenRevoked } from './feedTokenRevoked';
import { grantChanged } from './grantChanged';
import { grantCreated } from './grantCreated';
import { grantEnded } from './grantEnded';
import { grantRevoked } from './grantRevoked';
import { maintenanceCancelled } from './maintenanceCancelled';
import { maintenanceChanged } from './maintenanceChanged';
import { maintenanceEnded } from './maintenanceEnded';
import { maintenanceScheduled } from './maintenanceScheduled';
import { maintenanceStarted } from './maintenanceStarted';
import { memberAdded } from './memberAdded';
import { memberRemoved } from './memberRemoved';
import { projectArchived } from './projectArchived';
import { projectChanged } from './projectChanged';
import { projectCreated } from './projectCreated';
import { problemAcknowledged } from './problemAcknowledged';
import { problemReported } from './problemReported';
import { problemResolved } from './problemResolved';
import { resourceArchived } from './resourceArchived';
import { resourceChanged } from './resourceChanged';
import { resourceCreated } from './resourceCreated';
import { resourceStatusChanged } from './resourceStatusChanged';
import { resourceTypeChanged } from './resourceTypeChanged';
import { resourceTypeCreated } from './resourceTypeCreated';
import { resourceTypeDeleted } from './resourceTypeDeleted';
import { sshKeyAdded } from './sshKeyAdded';
import { sshKeyRemoved } from './sshKeyRemoved';
import { siteArchived } from './siteArchived';
import { siteChanged } from './siteChanged';
import { siteCreated } from './siteCreated';
import { waitlistAccepted } from './waitlistAccepted';
import { waitlistJoined } from './waitlistJoined';
import { waitlistLapsed } from './waitlistLapsed';
import { waitlistLeft } from './waitlistLeft';
import { waitlistOffered } from './waitlistOffered';

export type { EventTypeDefinition } from './EventTypeDefinition';

/** Everything that reservations announce to webhooks. */
export const reservationsEventTypes: readonly EventTypeDefinition[] = [
  bookingCreated,
  bookingConfirmed,
  bookingRejected,
  bookingExpired,
  bookingChanged,
  bookingExtended,
  bookingCheckedIn,
  bookingSetupStarted,
  bookingStarted,
  bookingOffHoursWarning,
  bookingEnded,
  bookingTeardownEnded,
  bookingCancelled,
  bookingAffected,
  bookingProvisioningChanged,
  waitlistJoined,
  waitlistOffered,
  waitlistAccepted,
  waitlistLapsed,
  waitlistLeft,
  resourceCreated,
  resourceChanged,
  resourceStatusChanged,
  resourceArchived,
  siteCreated,
  siteChanged,
  siteArchived,
  memberAdded,
  memberRemoved,
  maintenanceScheduled,
  maintenanceChanged,
  maintenanceStarted,
  maintenanceEnded,
  maintenanceCancelled,
  problemReported,
  problemAcknowledged,
  problemResolved,
  grantCreated,
  grantChanged,
  grantRevoked,
  grantEnded,
  resourceTypeCreated,
  resourceTypeChanged,
  resourceTypeDeleted,
  certificationCreated,
  certificationChanged,
  certificationGranted,
  certificationRenewed,
  certificationRevoked,
  certificationExpiring,
  projectCreated,
  projectChanged,
  projectArchived,
  sshKeyAdded,
  sshKeyRemoved,
  feedTokenCreated,
  feedTokenRevoked,
];
