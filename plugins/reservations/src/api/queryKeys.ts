/**
 * Everything cached lies under one of these; what changes a booking
 * invalidates `bookings`, which calendar and availability are part of.
 */
export const queryKeys = {
  sites: ['reservations', 'sites'] as const,
  resourceTypes: ['reservations', 'resource-types'] as const,
  resources: ['reservations', 'resources'] as const,
  bookings: ['reservations', 'bookings'] as const,
  sshKeys: ['reservations', 'ssh-keys'] as const,
  feedTokens: ['reservations', 'feed-tokens'] as const,
  members: ['reservations', 'members'] as const,
  accessGrants: ['reservations', 'access-grants'] as const,
  projects: ['reservations', 'projects'] as const,
  certifications: ['reservations', 'certifications'] as const,
  team: ['reservations', 'team'] as const,
  leaving: ['reservations', 'leaving'] as const,
  preferences: ['reservations', 'preferences'] as const,
  maintenance: ['reservations', 'bookings', 'maintenance'] as const,
  problems: ['reservations', 'problems'] as const,
};

/** The same while something on screen is about to change. */
export const POLL_CLOSELY_MS = 3_000;

/** How often what is on screen is asked again, while the tab is visible. */
export const POLL_INTERVAL_MS = 20_000;
