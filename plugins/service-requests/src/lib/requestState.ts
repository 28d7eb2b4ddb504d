import {
  CONVERGING_STATUSES,
  type RequestStatus,
  type Request,
  type ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Tone } from '@callboard/frontend-kit';

const TONES: Record<RequestStatus, Tone> = {
  draft: 'neutral',
  submitted: 'info',
  in_review: 'info',
  changes_requested: 'warning',
  policy_failed: 'danger',
  approved: 'info',
  pr_open: 'info',
  pr_conflict: 'warning',
  pr_closed: 'warning',
  merged: 'info',
  reconciling: 'info',
  waiting_window: 'info',
  degraded: 'danger',
  timed_out: 'danger',
  ready: 'success',
  removed: 'neutral',
  rejected: 'danger',
  withdrawn: 'neutral',
  expired: 'neutral',
};

export function requestTone(status: RequestStatus): Tone {
  return TONES[status];
}

const SERVICE_TONES: Record<ServiceStatus, Tone> = {
  provisioning: 'info',
  ready: 'success',
  updating: 'info',
  waiting_window: 'info',
  degraded: 'danger',
  timed_out: 'danger',
  removing: 'warning',
  removed: 'neutral',
};

export function serviceTone(status: ServiceStatus): Tone {
  return SERVICE_TONES[status];
}

/** Statuses that a person thinks of as one. */
export const STATUS_GROUPS = {
  draft: ['draft'],
  waiting: ['submitted', 'in_review'],
  back: ['changes_requested', 'policy_failed', 'pr_conflict', 'pr_closed'],
  underway: ['approved', 'pr_open', ...CONVERGING_STATUSES],
  done: ['ready', 'removed'],
  ended: ['rejected', 'withdrawn', 'expired'],
} as const satisfies Record<string, readonly RequestStatus[]>;

export type StatusGroup = keyof typeof STATUS_GROUPS;

export function isStatusGroup(name: string | null): name is StatusGroup {
  return name !== null && name in STATUS_GROUPS;
}

/** Approvals that count: of the revision and the manifests as they are. */
export function countingApprovals(request: Request) {
  return request.approvals.filter(
    ({ decision, revision, void: isVoid }) =>
      decision === 'approved' && revision === request.revision && !isVoid,
  );
}

export type Urgency = 'calm' | 'soon' | 'overdue';

const SOON_SHARE = 0.25;

/** How a review stands against its due time; soon: in its last quarter. */
export function urgency(
  request: Pick<Request, 'submittedAt' | 'dueAt'>,
  now: number,
): Urgency {
  const { submittedAt, dueAt } = request;
  if (!dueAt) return 'calm';
  const due = Date.parse(dueAt);
  if (due <= now) return 'overdue';
  if (!submittedAt) return 'calm';
  const left = (due - now) / (due - Date.parse(submittedAt));
  return left <= SOON_SHARE ? 'soon' : 'calm';
}

/** Whether something is taken away, after which there is no way back. */
export function removesSomething(request: Pick<Request, 'items'>): boolean {
  return request.items.some(({ operation }) => operation === 'decommission');
}

/** The names that have to be typed before something is taken away. */
export function namesToConfirm(request: Pick<Request, 'items'>): string[] {
  return request.items
    .filter(({ operation }) => operation === 'decommission')
    .map(({ name }) => name);
}

/** Where it is; a change of services is where they are. */
export function regionsOf(
  request: Pick<Request, 'regions' | 'items'>,
): string[] {
  return request.regions.length > 0
    ? request.regions
    : [
        ...new Set(
          request.items.flatMap(({ placements }) =>
            placements.map(({ region }) => region),
          ),
        ),
      ];
}
