import type { EventTypeDefinition } from './EventTypeDefinition';
import { requestCreated } from './requestCreated';
import { requestChanged } from './requestChanged';
import { requestSubmitted } from './requestSubmitted';
import { requestClaimed } from './requestClaimed';
import { requestClaimReleased } from './requestClaimReleased';
import { requestApproved } from './requestApproved';
import { requestChangesRequested } from './requestChangesRequested';
import { requestRejected } from './requestRejected';
import { requestPolicyFailed } from './requestPolicyFailed';
import { requestWithdrawn } from './requestWithdrawn';
import { requestExpired } from './requestExpired';
import { requestRebased } from './requestRebased';
import { requestCommented } from './requestCommented';
import { requestPullRequestOpened } from './requestPullRequestOpened';
import { requestPullRequestClosed } from './requestPullRequestClosed';
import { requestConflicted } from './requestConflicted';
import { requestMerged } from './requestMerged';
import { requestConverging } from './requestConverging';
import { requestReady } from './requestReady';
import { serviceCreated } from './serviceCreated';
import { serviceChanged } from './serviceChanged';
import { serviceReady } from './serviceReady';
import { serviceStatusChanged } from './serviceStatusChanged';
import { serviceExpiring } from './serviceExpiring';
import { serviceExtended } from './serviceExtended';
import { serviceRemoved } from './serviceRemoved';
import { offeringCreated } from './offeringCreated';
import { offeringChanged } from './offeringChanged';
import { offeringArchived } from './offeringArchived';

export type { EventTypeDefinition } from './EventTypeDefinition';

/** Everything that service requests announce to webhooks. */
export const serviceRequestsEventTypes: readonly EventTypeDefinition[] = [
  requestCreated,
  requestChanged,
  requestSubmitted,
  requestClaimed,
  requestClaimReleased,
  requestApproved,
  requestChangesRequested,
  requestRejected,
  requestPolicyFailed,
  requestWithdrawn,
  requestExpired,
  requestRebased,
  requestCommented,
  requestPullRequestOpened,
  requestPullRequestClosed,
  requestConflicted,
  requestMerged,
  requestConverging,
  requestReady,
  serviceCreated,
  serviceChanged,
  serviceReady,
  serviceStatusChanged,
  serviceExpiring,
  serviceExtended,
  serviceRemoved,
  offeringCreated,
  offeringChanged,
  offeringArchived,
];
