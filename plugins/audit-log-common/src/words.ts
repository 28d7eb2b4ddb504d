import type {
  BrokenReason,
  EntryKind,
  Outcome,
  RightRole,
  Severity,
} from './types';

export const ENTRY_KINDS = ['event', 'access'] as const satisfies EntryKind[];

export const OUTCOMES = [
  'succeeded',
  'failed',
  'denied',
] as const satisfies Outcome[];

export const SEVERITIES = [
  'low',
  'medium',
  'high',
  'critical',
] as const satisfies Severity[];

/** Roles of the access review, strongest first. */
export const RIGHT_ROLES = [
  'global-admin',
  'site-admin',
  'operations',
  'service-reviewer',
  'team-lead',
  'member',
  'site-member',
  'auditor',
  'guest',
  'visitor',
] as const satisfies RightRole[];

export const BROKEN_REASONS = [
  'edited',
  'missing',
  'inserted',
  'reordered',
  'truncated',
  'rewritten',
  'index-differs',
  'unsigned-head',
  'unknown-key',
  'unrecorded-purge',
] as const satisfies BrokenReason[];

/** The actor of what the catalog changed by itself. */
export const CATALOG_ACTOR = 'system:catalog';

/** What the access review's watcher records; the actor is `system:catalog`. */
export const ACCESS_CHANGES = [
  'membership.added',
  'membership.removed',
  'role.gained',
  'role.lost',
  'person.appeared',
  'person.disappeared',
] as const;
