import type { RequestStatus, ServiceStatus } from './types';

/** Where nothing more happens to a request. */
export const FINAL_REQUEST_STATUSES: readonly RequestStatus[] = [
  'ready',
  'removed',
  'rejected',
  'withdrawn',
  'expired',
];

/** Waiting for a reviewer. */
export const REVIEWED_STATUSES: readonly RequestStatus[] = [
  'submitted',
  'in_review',
];

/** With the person who asked, who is to hand it in. */
export const SUBMITTABLE_STATUSES: readonly RequestStatus[] = [
  'draft',
  'changes_requested',
  'policy_failed',
];

/** With the person who asked, who may still change it. */
export const EDITABLE_STATUSES: readonly RequestStatus[] = [
  'draft',
  'submitted',
  'in_review',
  'changes_requested',
  'policy_failed',
  'approved',
  'pr_open',
  'pr_conflict',
  'pr_closed',
];

/** Merged, and not yet what was asked for. */
export const CONVERGING_STATUSES: readonly RequestStatus[] = [
  'merged',
  'reconciling',
  'waiting_window',
  'degraded',
  'timed_out',
];

/** Holds its names and its quota without having been merged. */
export const HOLDING_STATUSES: readonly RequestStatus[] = [
  'submitted',
  'in_review',
  'changes_requested',
  'policy_failed',
  'approved',
  'pr_open',
  'pr_conflict',
  'pr_closed',
];

/** Not as it should be. */
export const UNWELL_SERVICE_STATUSES: readonly ServiceStatus[] = [
  'degraded',
  'timed_out',
];

export function isFinal(status: RequestStatus): boolean {
  return FINAL_REQUEST_STATUSES.includes(status);
}
