import { createPermission } from '@backstage/plugin-permission-common';

/** A request, by its id. */
export const RESOURCE_TYPE_REQUEST = 'service-requests-request';

/** A provisioned service, by its id. */
export const RESOURCE_TYPE_SERVICE = 'service-requests-service';

const aboutRequest = { resourceType: RESOURCE_TYPE_REQUEST };
const aboutService = { resourceType: RESOURCE_TYPE_SERVICE };

/** What can be requested, the rules and the environments. */
export const offeringReadPermission = createPermission({
  name: 'service-requests.offering.read',
  attributes: { action: 'read' },
});

/** Offering something new, changing it, offering it no more. */
export const offeringManagePermission = createPermission({
  name: 'service-requests.offering.manage',
  attributes: { action: 'update' },
});

export const requestReadPermission = createPermission({
  name: 'service-requests.request.read',
  attributes: { action: 'read' },
  ...aboutRequest,
});

/** Asked of the request as it would be: for oneself, for a group of one's own, or for others. */
export const requestCreatePermission = createPermission({
  name: 'service-requests.request.create',
  attributes: { action: 'create' },
  ...aboutRequest,
});

/** Changing what is asked for, handing it in, taking it back, asking again after a conflict. */
export const requestUpdatePermission = createPermission({
  name: 'service-requests.request.update',
  attributes: { action: 'update' },
  ...aboutRequest,
});

/** Claiming, approving, rejecting, sending back: nobody has it about what they requested or edited. */
export const requestReviewPermission = createPermission({
  name: 'service-requests.request.review',
  attributes: { action: 'update' },
  ...aboutRequest,
});

/** Merging what others have approved. */
export const requestMergePermission = createPermission({
  name: 'service-requests.request.merge',
  attributes: { action: 'update' },
  ...aboutRequest,
});

/** Setting a policy aside, with a reason. */
export const requestOverridePermission = createPermission({
  name: 'service-requests.request.override',
  attributes: { action: 'update' },
  ...aboutRequest,
});

export const requestCommentPermission = createPermission({
  name: 'service-requests.request.comment',
  attributes: { action: 'update' },
  ...aboutRequest,
});

/** With its metrics, its history and where its secrets are. */
export const serviceReadPermission = createPermission({
  name: 'service-requests.service.read',
  attributes: { action: 'read' },
  ...aboutService,
});

/** Requesting a change of it, or its end; moving its end date. */
export const serviceUpdatePermission = createPermission({
  name: 'service-requests.service.update',
  attributes: { action: 'update' },
  ...aboutService,
});

/** Telling the sandbox how a service is to behave. */
export const sandboxUpdatePermission = createPermission({
  name: 'service-requests.sandbox.update',
  attributes: { action: 'update' },
});

/** Cloning the repository of manifests: everybody's services are in it. */
export const gitopsReadPermission = createPermission({
  name: 'service-requests.gitops.read',
  attributes: { action: 'read' },
});

export const serviceRequestsRequestPermissions = [
  requestReadPermission,
  requestCreatePermission,
  requestUpdatePermission,
  requestReviewPermission,
  requestMergePermission,
  requestOverridePermission,
  requestCommentPermission,
];

export const serviceRequestsServicePermissions = [
  serviceReadPermission,
  serviceUpdatePermission,
];

/** What is asked of nothing in particular. */
export const serviceRequestsBasicPermissions = [
  offeringReadPermission,
  offeringManagePermission,
  sandboxUpdatePermission,
  gitopsReadPermission,
];

export const serviceRequestsPermissions = [
  ...serviceRequestsBasicPermissions,
  ...serviceRequestsRequestPermissions,
  ...serviceRequestsServicePermissions,
];
