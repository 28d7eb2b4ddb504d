/**
 * Everything cached lies under one of these four; what changes a booking
 * invalidates `bookings`, which calendar and availability are part of.
 */
export const queryKeys = {
  sites: ['reservations', 'sites'] as const,
  resourceTypes: ['reservations', 'resource-types'] as const,
  resources: ['reservations', 'resources'] as const,
  bookings: ['reservations', 'bookings'] as const,
};

/** How often what is on screen is asked again, while the tab is visible. */
export const POLL_INTERVAL_MS = 20_000;
