/** How an endpoint has been answering. Instants are epoch milliseconds. */
export interface EndpointState {
  consecutiveFailures: number;
  failingSince?: number;
  /** Until then nothing is sent; afterwards one delivery at a time, to try. */
  openUntil?: number;
  lastSuccessAt?: number;
  lastFailureAt?: number;
  lastError?: string;
}

export const HEALTHY: EndpointState = { consecutiveFailures: 0 };

/** Failures in a row after which the breaker opens. */
const THRESHOLD = 5;
const SHORTEST_BREAK_MS = 15_000;
const LONGEST_BREAK_MS = 5 * 60_000;

/** What the deliveries that ended together say of an endpoint. */
export interface Outcomes {
  at: number;
  succeeded: number;
  failed: number;
  lastError?: string;
}

/**
 * The state after some deliveries. A success closes the breaker; each failure
 * beyond the threshold keeps it open twice as long as the one before, between
 * 15 s and 5 min.
 */
export function afterOutcomes(
  state: EndpointState,
  { at, succeeded, failed, lastError }: Outcomes,
): EndpointState {
  if (succeeded > 0) {
    return {
      consecutiveFailures: 0,
      lastSuccessAt: at,
      lastFailureAt: failed > 0 ? at : state.lastFailureAt,
      lastError: failed > 0 ? lastError : state.lastError,
    };
  }
  const consecutiveFailures = state.consecutiveFailures + failed;
  const beyond = consecutiveFailures - THRESHOLD;
  return {
    ...state,
    consecutiveFailures,
    failingSince: state.failingSince ?? at,
    openUntil:
      beyond < 0
        ? undefined
        : at +
          Math.min(
            SHORTEST_BREAK_MS * 2 ** Math.min(beyond, 10),
            LONGEST_BREAK_MS,
          ),
    lastFailureAt: at,
    lastError,
  };
}

/** How many deliveries may be under way at once, of `limit` when all is well. */
export function allowance(
  state: EndpointState,
  now: number,
  limit: number,
): number {
  if (state.consecutiveFailures < THRESHOLD) {
    return limit;
  }
  return state.openUntil !== undefined && now < state.openUntil ? 0 : 1;
}
