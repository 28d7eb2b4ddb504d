import { createPermission } from '@backstage/plugin-permission-common';

/** A site, by its id. */
export const RESOURCE_TYPE_SITE = 'reservations-site';
/** A type of resource, by its id. */
export const RESOURCE_TYPE_RESOURCE_TYPE = 'reservations-resource-type';
/** A bookable resource, by its id. */
export const RESOURCE_TYPE_RESOURCE = 'reservations-resource';
/** A booking, by its id. */
export const RESOURCE_TYPE_BOOKING = 'reservations-booking';
/** A project, by its id. */
export const RESOURCE_TYPE_PROJECT = 'reservations-project';

export const reservationsSiteReadPermission = createPermission({
  name: 'reservations.site.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SITE,
});

export const reservationsSiteCreatePermission = createPermission({
  name: 'reservations.site.create',
  attributes: { action: 'create' },
});

export const reservationsSiteUpdatePermission = createPermission({
  name: 'reservations.site.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SITE,
});

export const reservationsSiteArchivePermission = createPermission({
  name: 'reservations.site.archive',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_SITE,
});

export const reservationsResourceTypeReadPermission = createPermission({
  name: 'reservations.resource-type.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RESOURCE_TYPE,
});

/** Asked of the site that the type is for; a global type needs an unconditional allow. */
export const reservationsResourceTypeCreatePermission = createPermission({
  name: 'reservations.resource-type.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SITE,
});

export const reservationsResourceTypeUpdatePermission = createPermission({
  name: 'reservations.resource-type.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RESOURCE_TYPE,
});

export const reservationsResourceTypeDeletePermission = createPermission({
  name: 'reservations.resource-type.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_RESOURCE_TYPE,
});

export const reservationsResourceReadPermission = createPermission({
  name: 'reservations.resource.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** Asked of the site that the resource is to stand in. */
export const reservationsResourceCreatePermission = createPermission({
  name: 'reservations.resource.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Everything about a resource that can change: its facts, its status, its place in the tree. */
export const reservationsResourceUpdatePermission = createPermission({
  name: 'reservations.resource.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

export const reservationsResourceArchivePermission = createPermission({
  name: 'reservations.resource.archive',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

export const reservationsBookingReadPermission = createPermission({
  name: 'reservations.booking.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** May this resource be booked; asked of every resource that a booking names. */
export const reservationsBookingCreatePermission = createPermission({
  name: 'reservations.booking.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** Make a booking that is somebody else's; asked of the booking as it would be. */
export const reservationsBookingCreateOnBehalfPermission = createPermission({
  name: 'reservations.booking.create-on-behalf',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

export const reservationsBookingUpdatePermission = createPermission({
  name: 'reservations.booking.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

export const reservationsBookingCancelPermission = createPermission({
  name: 'reservations.booking.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

export const reservationsBookingReleasePermission = createPermission({
  name: 'reservations.booking.release',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Make it somebody else's; asked of the booking as it is and as it would be. */
export const reservationsBookingTransferPermission = createPermission({
  name: 'reservations.booking.transfer',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Approve or reject a pending booking; what is one's own is never allowed. */
export const reservationsBookingApprovePermission = createPermission({
  name: 'reservations.booking.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Say that somebody has come to a booking that waits for that. */
export const reservationsBookingCheckInPermission = createPermission({
  name: 'reservations.booking.check-in',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Let a no-show not count; what is one's own is never allowed. */
export const reservationsBookingWaiveNoShowPermission = createPermission({
  name: 'reservations.booking.waive-no-show',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** How to get into what a booking set up: host, user, password. */
export const reservationsBookingReadAccessPermission = createPermission({
  name: 'reservations.booking.read-access',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Leave an SSH key of one's own; everybody may remove theirs. */
export const reservationsSshKeyCreatePermission = createPermission({
  name: 'reservations.ssh-key.create',
  attributes: { action: 'create' },
});

/** Make the address of a calendar feed; everybody may revoke theirs. */
export const reservationsFeedTokenCreatePermission = createPermission({
  name: 'reservations.feed-token.create',
  attributes: { action: 'create' },
});

/** Whom a site, or a resource in it, is open to for a time; one's own are always seen. */
export const reservationsAccessGrantReadPermission = createPermission({
  name: 'reservations.access-grant.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SITE,
});

export const reservationsAccessGrantCreatePermission = createPermission({
  name: 'reservations.access-grant.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Change when a grant ends, or end it now. */
export const reservationsAccessGrantUpdatePermission = createPermission({
  name: 'reservations.access-grant.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Take part in a booking no longer. */
export const reservationsBookingLeavePermission = createPermission({
  name: 'reservations.booking.leave',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Who is certified; one's own certifications are always seen. */
export const reservationsCertificationReadPermission = createPermission({
  name: 'reservations.certification.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Define a certification, or change what one says. */
export const reservationsCertificationCreatePermission = createPermission({
  name: 'reservations.certification.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Grant, renew and revoke a certification. */
export const reservationsCertificationGrantPermission = createPermission({
  name: 'reservations.certification.grant',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** What a project has used is part of it. */
export const reservationsProjectReadPermission = createPermission({
  name: 'reservations.project.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROJECT,
});

/** Asked of the site that the project is to pay for. */
export const reservationsProjectCreatePermission = createPermission({
  name: 'reservations.project.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_SITE,
});

/** Change a project, or archive it. */
export const reservationsProjectUpdatePermission = createPermission({
  name: 'reservations.project.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROJECT,
});

/** Book what rules deny, with a reason; asked of every resource that is booked. */
export const reservationsPolicyOverridePermission = createPermission({
  name: 'reservations.policy.override',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** What somebody would leave behind: bookings, rights, keys. */
export const reservationsCommitmentsReadPermission = createPermission({
  name: 'reservations.commitments.read',
  attributes: { action: 'read' },
});

/** Hand over or end what somebody leaves behind. */
export const reservationsPersonOffboardPermission = createPermission({
  name: 'reservations.person.offboard',
  attributes: { action: 'update' },
});

/** Have a booking count in reports: see who used what, and what it cost. */
export const reservationsReportReadPermission = createPermission({
  name: 'reservations.report.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_BOOKING,
});

/** Say what is wrong with a resource. */
export const reservationsProblemCreatePermission = createPermission({
  name: 'reservations.problem.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** What was reported of a resource; who reported it always sees it. */
export const reservationsProblemReadPermission = createPermission({
  name: 'reservations.problem.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** Acknowledge and resolve what was reported of a resource. */
export const reservationsProblemUpdatePermission = createPermission({
  name: 'reservations.problem.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RESOURCE,
});

/** Everything asked of a site, of things to be made in it too. */
export const reservationsSitePermissions = [
  reservationsSiteReadPermission,
  reservationsSiteUpdatePermission,
  reservationsSiteArchivePermission,
  reservationsResourceTypeCreatePermission,
  reservationsResourceCreatePermission,
  reservationsAccessGrantReadPermission,
  reservationsAccessGrantCreatePermission,
  reservationsAccessGrantUpdatePermission,
  reservationsCertificationReadPermission,
  reservationsCertificationCreatePermission,
  reservationsCertificationGrantPermission,
  reservationsProjectCreatePermission,
];

export const reservationsResourceTypePermissions = [
  reservationsResourceTypeReadPermission,
  reservationsResourceTypeUpdatePermission,
  reservationsResourceTypeDeletePermission,
];

/** Everything asked of a resource, the right to book it too. */
export const reservationsResourcePermissions = [
  reservationsResourceReadPermission,
  reservationsResourceUpdatePermission,
  reservationsResourceArchivePermission,
  reservationsBookingCreatePermission,
  reservationsProblemCreatePermission,
  reservationsProblemReadPermission,
  reservationsProblemUpdatePermission,
  reservationsPolicyOverridePermission,
];

export const reservationsBookingPermissions = [
  reservationsBookingReadPermission,
  reservationsBookingCreateOnBehalfPermission,
  reservationsBookingUpdatePermission,
  reservationsBookingCancelPermission,
  reservationsBookingReleasePermission,
  reservationsBookingTransferPermission,
  reservationsBookingApprovePermission,
  reservationsBookingCheckInPermission,
  reservationsBookingWaiveNoShowPermission,
  reservationsBookingReadAccessPermission,
  reservationsBookingLeavePermission,
  reservationsReportReadPermission,
];

export const reservationsProjectPermissions = [
  reservationsProjectReadPermission,
  reservationsProjectUpdatePermission,
];

/** What is asked of nothing in particular. */
export const reservationsBasicPermissions = [
  reservationsSiteCreatePermission,
  reservationsSshKeyCreatePermission,
  reservationsFeedTokenCreatePermission,
  reservationsCommitmentsReadPermission,
  reservationsPersonOffboardPermission,
];

export const reservationsPermissions = [
  ...reservationsBasicPermissions,
  ...reservationsSitePermissions,
  ...reservationsResourceTypePermissions,
  ...reservationsResourcePermissions,
  ...reservationsBookingPermissions,
  ...reservationsProjectPermissions,
];
