import { Action, Grant } from './types';

/** What a permission is about: who owns its rules, what it does, and to which kind of thing. */
export interface PermissionFacts {
  pluginId: string;
  action: Action;
  /** Missing where the permission is asked of nothing in particular. */
  resourceType?: ResourceType;
}

/**
 * For each kind of thing the grants that depend on it, and the permission rule
 * with which the owning plugin checks one. A grant missing here cannot be given
 * for that kind of thing.
 */
export const ruleNames = {
  'reservations-site': {
    visible: 'IS_VISIBLE_SITE',
    administered: 'IS_ADMINISTERED_SITE',
  },
  'reservations-resource-type': {
    visible: 'TYPE_IN_VISIBLE_SITE',
    administered: 'TYPE_IN_ADMINISTERED_SITE',
  },
  'reservations-resource': {
    visible: 'RESOURCE_IN_VISIBLE_SITE',
    administered: 'RESOURCE_IN_ADMINISTERED_SITE',
  },
  'reservations-booking': {
    own: 'IS_OWN_BOOKING',
    participant: 'IS_PARTICIPANT',
    visible: 'BOOKING_IN_VISIBLE_SITES',
    administered: 'BOOKING_IN_ADMINISTERED_SITES',
  },
  'webhooks-endpoint': {
    administered: 'ENDPOINT_IN_ADMINISTERED_SITE',
  },
} as const satisfies Record<string, Partial<Record<Grant, string>>>;

export type ResourceType = keyof typeof ruleNames;

function reservations(
  action: Action,
  resourceType?: ResourceType,
): PermissionFacts {
  return { pluginId: 'reservations', action, resourceType };
}

function webhooks(
  action: Action,
  resourceType?: ResourceType,
): PermissionFacts {
  return { pluginId: 'webhooks', action, resourceType };
}

/**
 * Every permission that the policy knows. Action and kind are repeated from the
 * plugins' declarations on purpose: the permission in a question comes from the
 * one who asks, and what it says of itself is not evidence.
 */
export const permissionFacts = {
  'reservations.site.read': reservations('read', 'reservations-site'),
  'reservations.site.create': reservations('create'),
  'reservations.site.update': reservations('update', 'reservations-site'),
  'reservations.site.archive': reservations('delete', 'reservations-site'),
  'reservations.resource-type.read': reservations(
    'read',
    'reservations-resource-type',
  ),
  'reservations.resource-type.create': reservations(
    'create',
    'reservations-site',
  ),
  'reservations.resource-type.update': reservations(
    'update',
    'reservations-resource-type',
  ),
  'reservations.resource-type.delete': reservations(
    'delete',
    'reservations-resource-type',
  ),
  'reservations.resource.read': reservations('read', 'reservations-resource'),
  'reservations.resource.create': reservations('create', 'reservations-site'),
  'reservations.resource.update': reservations(
    'update',
    'reservations-resource',
  ),
  'reservations.resource.archive': reservations(
    'delete',
    'reservations-resource',
  ),
  'reservations.booking.read': reservations('read', 'reservations-booking'),
  'reservations.booking.create': reservations(
    'create',
    'reservations-resource',
  ),
  'reservations.booking.create-on-behalf': reservations(
    'create',
    'reservations-resource',
  ),
  'reservations.booking.update': reservations('update', 'reservations-booking'),
  'reservations.booking.cancel': reservations('update', 'reservations-booking'),
  'reservations.booking.release': reservations(
    'update',
    'reservations-booking',
  ),
  'reservations.booking.read-access': reservations(
    'read',
    'reservations-booking',
  ),
  'reservations.ssh-key.create': reservations('create'),
  'webhooks.endpoint.read': webhooks('read', 'webhooks-endpoint'),
  'webhooks.endpoint.create': webhooks('create', 'webhooks-endpoint'),
  'webhooks.endpoint.update': webhooks('update', 'webhooks-endpoint'),
  'webhooks.endpoint.delete': webhooks('delete', 'webhooks-endpoint'),
  'webhooks.delivery.read': webhooks('read', 'webhooks-endpoint'),
  'webhooks.delivery.redeliver': webhooks('update', 'webhooks-endpoint'),
  'webhooks.event-type.read': webhooks('read'),
} as const satisfies Record<string, PermissionFacts>;

export type PermissionName = keyof typeof permissionFacts;

const pluginIds = new Set(
  Object.values(permissionFacts).map(facts => facts.pluginId),
);

/**
 * Whether this policy answers for a permission: its name begins with one of our
 * plugins' ids. A name of ours that is not in the table is answered too, with no.
 */
export function isCallboardPermission(permission: { name: string }): boolean {
  const end = permission.name.indexOf('.');
  return end > 0 && pluginIds.has(permission.name.slice(0, end));
}
