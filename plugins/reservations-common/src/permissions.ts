import { createPermission } from '@backstage/plugin-permission-common';

/** A site, by its id. */
export const RESOURCE_TYPE_SITE = 'reservations-site';
/** A type of resource, by its id. */
export const RESOURCE_TYPE_RESOURCE_TYPE = 'reservations-resource-type';
/** A bookable resource, by its id. */
export const RESOURCE_TYPE_RESOURCE = 'reservations-resource';
/** A booking, by its id. */
export const RESOURCE_TYPE_BOOKING = 'reservations-booking';

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

/** May this resource be booked for somebody else; asked of every resource that a booking names. */
export const reservationsBookingCreateOnBehalfPermission = createPermission({
  name: 'reservations.booking.create-on-behalf',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_RESOURCE,
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

/** Everything asked of a site, of things to be made in it too. */
export const reservationsSitePermissions = [
  reservationsSiteReadPermission,
  reservationsSiteUpdatePermission,
  reservationsSiteArchivePermission,
  reservationsResourceTypeCreatePermission,
  reservationsResourceCreatePermission,
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
  reservationsBookingCreateOnBehalfPermission,
];

export const reservationsBookingPermissions = [
  reservationsBookingReadPermission,
  reservationsBookingUpdatePermission,
  reservationsBookingCancelPermission,
  reservationsBookingReleasePermission,
  reservationsBookingReadAccessPermission,
];

/** What is asked of nothing in particular. */
export const reservationsBasicPermissions = [
  reservationsSiteCreatePermission,
  reservationsSshKeyCreatePermission,
];

export const reservationsPermissions = [
  ...reservationsBasicPermissions,
  ...reservationsSitePermissions,
  ...reservationsResourceTypePermissions,
  ...reservationsResourcePermissions,
  ...reservationsBookingPermissions,
];
