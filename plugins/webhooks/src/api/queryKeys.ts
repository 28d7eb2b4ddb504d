/**
 * Everything cached lies under one of these. What changes an endpoint
 * invalidates `endpoints`, which the dashboard is part of; what sends again
 * invalidates `deliveries` too.
 */
export const queryKeys = {
  endpoints: ['webhooks', 'endpoints'] as const,
  deliveries: ['webhooks', 'deliveries'] as const,
  eventTypes: ['webhooks', 'event-types'] as const,
  inventory: ['webhooks', 'inventory'] as const,
};

/** How often what is on screen is asked again, while the tab is visible. */
export const POLL_INTERVAL_MS = 5_000;

/** While somebody waits for one thing to arrive. */
export const LIVE_INTERVAL_MS = 800;
