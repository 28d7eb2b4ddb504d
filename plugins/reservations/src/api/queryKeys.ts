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
};

/** The same while something on screen is about to change. */
export const POLL_CLOSELY_MS = 3_000;

/** How often what is on screen is asked again, while the tab is visible. */
export const POLL_INTERVAL_MS = 20_000;
