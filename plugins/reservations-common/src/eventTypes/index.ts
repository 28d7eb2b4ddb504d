import type { EventTypeDefinition } from './EventTypeDefinition';
import { bookingCancelled } from './bookingCancelled';
import { bookingChanged } from './bookingChanged';
import { bookingCreated } from './bookingCreated';
import { bookingEnded } from './bookingEnded';
import { bookingProvisioningChanged } from './bookingProvisioningChanged';
import { bookingSetupStarted } from './bookingSetupStarted';
import { bookingStarted } from './bookingStarted';
import { bookingTeardownEnded } from './bookingTeardownEnded';
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

export type { EventTypeDefinition } from './EventTypeDefinition';

/** Everything that reservations announce to webhooks. */
export const reservationsEventTypes: readonly EventTypeDefinition[] = [
  bookingCreated,
  bookingChanged,
  bookingSetupStarted,
  bookingStarted,
  bookingEnded,
  bookingTeardownEnded,
  bookingCancelled,
  bookingProvisioningChanged,
  resourceCreated,
  resourceChanged,
  resourceStatusChanged,
  resourceArchived,
  siteCreated,
  siteChanged,
  siteArchived,
  resourceTypeCreated,
  resourceTypeChanged,
  resourceTypeDeleted,
  sshKeyAdded,
  sshKeyRemoved,
];
