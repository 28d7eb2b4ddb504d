import { Action, Grant } from './types';

/** What a permission is about: who owns its rules, what it does, and to which kind of thing. */
export interface PermissionFacts {
  pluginId: string;
  action: Action;
  /** Missing where the permission is asked of nothing in particular. */
  resourceType?: ResourceType;
  /** Needs a second person: nobody has it about what is theirs, whatever their role. */
  notOwn?: boolean;
}

/**
 * For each kind of thing the grants that depend on it, and the permission rule
 * with which the owning plugin checks one. A grant missing here cannot be given
 * for that kind of thing.
 *
 * Two rules are for service accounts that are limited to sites: `sites` says
 * whether a thing is in those sites and in no other, `shared` whether it is
 * everybody's and may be read beside them. And `others` says whether a thing is
 * nobody's of those who ask, for what needs a second person.
 */
export const ruleNames = {
  'reservations-site': {
    visible: 'IS_VISIBLE_SITE',
    administered: 'IS_ADMINISTERED_SITE',
    granted: 'IS_GRANTED_SITE',
    sites: 'IS_SITE_AMONG',
  },
  'reservations-resource-type': {
    visible: 'TYPE_IN_VISIBLE_SITE',
    administered: 'TYPE_IN_ADMINISTERED_SITE',
    granted: 'TYPE_IN_GRANTED_SITE',
    sites: 'TYPE_IN_SITES',
    shared: 'IS_GLOBAL_TYPE',
  },
  'reservations-resource': {
    visible: 'RESOURCE_IN_VISIBLE_SITE',
    administered: 'RESOURCE_IN_ADMINISTERED_SITE',
    team: 'IS_TEAM_RESOURCE',
    granted: 'IS_GRANTED_RESOURCE',
    sites: 'RESOURCE_IN_SITES',
  },
  'reservations-booking': {
    own: 'IS_OWN_BOOKING',
    participant: 'IS_PARTICIPANT',
    visible: 'BOOKING_IN_VISIBLE_SITES',
    administered: 'BOOKING_IN_ADMINISTERED_SITES',
    team: 'IS_TEAM_BOOKING',
    approver: 'IS_APPROVER',
    others: 'BOOKING_OF_OTHERS',
    sites: 'BOOKING_IN_SITES',
  },
  'reservations-project': {
    own: 'IS_PROJECT_HOLDER',
    administered: 'PROJECT_IN_ADMINISTERED_SITE',
    sites: 'PROJECT_IN_SITES',
  },
  'webhooks-endpoint': {
    administered: 'ENDPOINT_IN_ADMINISTERED_SITE',
    sites: 'ENDPOINT_IN_SITES',
  },
  'audit-log-entry': {
    administered: 'ENTRY_IN_ADMINISTERED_SITES',
    sites: 'ENTRY_IN_SITES',
  },
  'service-requests-request': {
    own: 'IS_OWN_REQUEST',
    team: 'IS_TEAM_REQUEST',
    others: 'REQUEST_OF_OTHERS',
    sites: 'REQUEST_IN_SITES',
  },
  'service-requests-service': {
    own: 'IS_OWN_SERVICE',
    requester: 'IS_REQUESTED_SERVICE',
    team: 'IS_TEAM_SERVICE',
    sites: 'SERVICE_IN_SITES',
  },
} as const satisfies Record<
  string,
  Partial<Record<Grant | 'shared' | 'others', string>> & { sites: string }
>;

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

function serviceRequests(
  action: Action,
  resourceType?: ResourceType,
): PermissionFacts {
  return { pluginId: 'service-requests', action, resourceType };
}

function auditLog(resourceType?: ResourceType): PermissionFacts {
  return { pluginId: 'audit-log', action: 'read', resourceType };
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
    'reservations-booking',
  ),
  'reservations.booking.update': reservations('update', 'reservations-booking'),
  'reservations.booking.cancel': reservations('update', 'reservations-booking'),
  'reservations.booking.release': reservations(
    'update',
    'reservations-booking',
  ),
  'reservations.booking.transfer': reservations(
    'update',
    'reservations-booking',
  ),
  'reservations.booking.approve': {
    ...reservations('update', 'reservations-booking'),
    notOwn: true,
  },
  'reservations.booking.check-in': reservations(
    'update',
    'reservations-booking',
  ),
  'reservations.booking.waive-no-show': {
    ...reservations('update', 'reservations-booking'),
    notOwn: true,
  },
  'reservations.booking.read-access': reservations(
    'read',
    'reservations-booking',
  ),
  'reservations.report.read': reservations('read', 'reservations-booking'),
  'reservations.policy.override': reservations(
    'create',
    'reservations-resource',
  ),
  'reservations.ssh-key.create': reservations('create'),
  'reservations.feed-token.create': reservations('create'),
  'reservations.access-grant.read': reservations('read', 'reservations-site'),
  'reservations.access-grant.create': reservations(
    'create',
    'reservations-site',
  ),
  'reservations.access-grant.update': reservations(
    'update',
    'reservations-site',
  ),
  'reservations.booking.leave': reservations('update', 'reservations-booking'),
  'reservations.certification.read': reservations('read', 'reservations-site'),
  'reservations.certification.create': reservations(
    'create',
    'reservations-site',
  ),
  'reservations.certification.grant': reservations(
    'update',
    'reservations-site',
  ),
  'reservations.project.read': reservations('read', 'reservations-project'),
  'reservations.project.create': reservations('create', 'reservations-site'),
  'reservations.project.update': reservations('update', 'reservations-project'),
  'reservations.problem.create': reservations(
    'create',
    'reservations-resource',
  ),
  'reservations.problem.read': reservations('read', 'reservations-resource'),
  'reservations.problem.update': reservations(
    'update',
    'reservations-resource',
  ),
  'reservations.commitments.read': reservations('read'),
  'reservations.person.offboard': reservations('update'),
  'webhooks.endpoint.read': webhooks('read', 'webhooks-endpoint'),
  'webhooks.endpoint.create': webhooks('create', 'webhooks-endpoint'),
  'webhooks.endpoint.update': webhooks('update', 'webhooks-endpoint'),
  'webhooks.endpoint.delete': webhooks('delete', 'webhooks-endpoint'),
  'webhooks.delivery.read': webhooks('read', 'webhooks-endpoint'),
  'webhooks.delivery.redeliver': webhooks('update', 'webhooks-endpoint'),
  'webhooks.event-type.read': webhooks('read'),
  'audit-log.entry.read': auditLog('audit-log-entry'),
  'audit-log.entry.export': auditLog('audit-log-entry'),
  'audit-log.chain.verify': auditLog(),
  'audit-log.access-review.read': auditLog(),
  'service-requests.offering.read': serviceRequests('read'),
  'service-requests.offering.manage': serviceRequests('update'),
  'service-requests.request.read': serviceRequests(
    'read',
    'service-requests-request',
  ),
  'service-requests.request.create': serviceRequests(
    'create',
    'service-requests-request',
  ),
  'service-requests.request.update': serviceRequests(
    'update',
    'service-requests-request',
  ),
  'service-requests.request.review': {
    ...serviceRequests('update', 'service-requests-request'),
    notOwn: true,
  },
  'service-requests.request.merge': serviceRequests(
    'update',
    'service-requests-request',
  ),
  'service-requests.request.override': serviceRequests(
    'update',
    'service-requests-request',
  ),
  'service-requests.request.comment': serviceRequests(
    'update',
    'service-requests-request',
  ),
  'service-requests.service.read': serviceRequests(
    'read',
    'service-requests-service',
  ),
  'service-requests.service.update': serviceRequests(
    'update',
    'service-requests-service',
  ),
  'service-requests.sandbox.update': serviceRequests('update'),
  'service-requests.gitops.read': serviceRequests('read'),
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
