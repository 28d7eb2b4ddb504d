const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses before each attempt after the first, in milliseconds. */
export const DEFAULT_RETRY_DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The longest pause that a receiver may ask for with `Retry-After`. */
export const LONGEST_RETRY_AFTER_MS = 24 * HOUR;

export interface RetrySchedule {
  delaysMs: readonly number[];
  /** How far a pause may differ from the schedule, as a share of it. */
  jitter: number;
}

/**
 * The pause before the next attempt after `tries` of them, in milliseconds;
 * undefined when there is none. Pauses are spread by the schedule's jitter, so
 * that what failed together does not come back together. `retryAfterMs`, what
 * the receiver asked for, makes a pause longer but never shorter.
 */
export function nextPause(
  schedule: RetrySchedule,
  tries: number,
  options: { random: number; retryAfterMs?: number },
): number | undefined {
  const delay = schedule.delaysMs[tries - 1];
  if (delay === undefined) {
    return undefined;
  }
  const spread = delay * (1 + schedule.jitter * (2 * options.random - 1));
  const asked = Math.min(options.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return Math.round(Math.max(spread, asked));
}

/**
 * The pause that a `Retry-After` header asks for, in milliseconds: seconds or an
 * HTTP date (RFC 9110, section 10.2.3). Undefined for anything else.
 */
export function readRetryAfter(
  value: string | undefined,
  now: number,
): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^\s*\d+\s*$/.test(value)) {
    return Number(value) * SECOND;
  }
  const at = /[a-z]/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
