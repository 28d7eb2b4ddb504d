/**
 * Everything cached lies under one of these. What changes a request
 * invalidates `requests`, `services` and `summary`: a merge makes services.
 */
export const queryKeys = {
  options: ['service-requests', 'options'] as const,
  summary: ['service-requests', 'summary'] as const,
  offerings: ['service-requests', 'offerings'] as const,
  requests: ['service-requests', 'requests'] as const,
  preview: ['service-requests', 'preview'] as const,
  services: ['service-requests', 'services'] as const,
  secrets: ['service-requests', 'secrets'] as const,
};

/** How often what is on screen is asked again, while the tab is visible. */
export const POLL_INTERVAL_MS = 5_000;

/** While somebody waits for one thing to happen. */
export const LIVE_INTERVAL_MS = 1_500;
