import type { SendResult } from '../sender';
import { nextPause, readRetryAfter, type RetrySchedule } from './retrySchedule';

/** Why a delivery is dead. */
export type DeadReason =
  | 'attempts_exhausted'
  | 'address_refused'
  | 'gone'
  | 'endpoint_disabled'
  | 'endpoint_deleted'
  | 'owner_not_allowed';

/** What follows from an attempt. */
export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'retry'; pauseMs: number }
  | { kind: 'dead'; reason: DeadReason };

/**
 * What follows from what came back, after `tries` attempts that count.
 * 2xx is delivered; 410 means that nobody is there any more, and a refused
 * address that nobody ever may be; all else is tried again by the schedule.
 */
export function judge(
  result: SendResult,
  tries: number,
  options: { schedule: RetrySchedule; random: number; now: number },
): Verdict {
  const { response, error } = result;
  if (!error && response && response.status >= 200 && response.status < 300) {
    return { kind: 'delivered' };
  }
  if (response?.status === 410) {
    return { kind: 'dead', reason: 'gone' };
  }
  if (error?.final) {
    return { kind: 'dead', reason: 'address_refused' };
  }
  const pauseMs = nextPause(options.schedule, tries, {
    random: options.random,
    retryAfterMs: readRetryAfter(response?.headers['retry-after'], options.now),
  });
  return pauseMs === undefined
    ? { kind: 'dead', reason: 'attempts_exhausted' }
    : { kind: 'retry', pauseMs };
}

/** A failed attempt in a few words, for people. */
export function describeFailure({ response, error }: SendResult): string {
  return error?.message ?? `HTTP ${response?.status}`;
}
