import { PermissionName } from './permissions';
import { Grant, Role } from './types';

/**
 * Who may do what: permission, then role, then the grants of which any one is
 * enough. What is not written here is denied.
 *
 * Two roles are more than their column says. Whoever is an `auditor` is refused
 * every write, whatever else they are. And nobody is made a `site-admin` in
 * config: it is whoever a site names as its admin, so the rights of that column
 * reach people as the grant `administered` in the other columns.
 */
export const decisionTable: Record<
  PermissionName,
  Partial<Record<Role, readonly Grant[]>>
> = {
  'reservations.site.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['visible'],
    member: ['visible'],
    auditor: ['always'],
  },
  'reservations.site.create': {
    'global-admin': ['always'],
  },
  'reservations.site.update': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.site.archive': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },

  'reservations.resource-type.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['visible'],
    member: ['visible'],
    auditor: ['always'],
  },
  'reservations.resource-type.create': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.resource-type.update': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.resource-type.delete': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },

  'reservations.resource.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['visible'],
    member: ['visible'],
    auditor: ['always'],
  },
  'reservations.resource.create': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.resource.update': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.resource.archive': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },

  'reservations.booking.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['own', 'participant', 'visible'],
    member: ['own', 'participant', 'visible'],
    auditor: ['always'],
  },
  'reservations.booking.create': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['visible'],
    'team-lead': ['visible'],
    member: ['visible'],
  },
  'reservations.booking.create-on-behalf': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['administered'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'reservations.booking.update': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['own', 'administered'],
    member: ['own', 'administered'],
  },
  'reservations.booking.cancel': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['own', 'administered'],
    member: ['own', 'administered'],
  },
  'reservations.booking.release': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['own', 'administered'],
    member: ['own', 'administered'],
  },

  'reservations.booking.read-access': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['own', 'participant', 'administered'],
    'team-lead': ['own', 'participant', 'administered'],
    member: ['own', 'participant', 'administered'],
    auditor: ['own', 'participant'],
  },
  'reservations.ssh-key.create': {
    'global-admin': ['always'],
    'site-admin': ['always'],
    operations: ['always'],
    'team-lead': ['always'],
    member: ['always'],
  },

  'webhooks.endpoint.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
    auditor: ['always'],
  },
  'webhooks.endpoint.create': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'webhooks.endpoint.update': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'webhooks.endpoint.delete': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'webhooks.delivery.read': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
    auditor: ['always'],
  },
  'webhooks.delivery.redeliver': {
    'global-admin': ['always'],
    'site-admin': ['administered'],
    operations: ['always'],
    'team-lead': ['administered'],
    member: ['administered'],
  },
  'webhooks.event-type.read': {
    'global-admin': ['always'],
    'site-admin': ['always'],
    operations: ['always'],
    'service-reviewer': ['always'],
    'team-lead': ['always'],
    member: ['always'],
    auditor: ['always'],
  },
};
