import type {
  Request,
  RequestStatus,
  TimelineEntry,
} from '@callboard/backstage-plugin-service-requests-common';

/** The way of a request, as its page draws it. */
export const STEPS = [
  'requested',
  'reviewed',
  'pullRequest',
  'merged',
  'reconciling',
  'ready',
] as const;

export type StepName = (typeof STEPS)[number];

export type Step = {
  name: StepName;
  /** `stopped`: something is in the way, or it ended here. */
  state: 'done' | 'current' | 'stopped' | 'todo';
  at?: string;
  actor?: string;
};

/** Which step a status stands at: it is under way, stopped there, or done with it. */
const PLACE: Record<RequestStatus, [StepName, 'current' | 'stopped' | 'done']> =
  {
    draft: ['requested', 'current'],
    submitted: ['reviewed', 'current'],
    in_review: ['reviewed', 'current'],
    changes_requested: ['reviewed', 'stopped'],
    policy_failed: ['reviewed', 'stopped'],
    rejected: ['reviewed', 'stopped'],
    approved: ['pullRequest', 'current'],
    pr_open: ['merged', 'current'],
    pr_conflict: ['pullRequest', 'stopped'],
    pr_closed: ['pullRequest', 'stopped'],
    merged: ['reconciling', 'current'],
    reconciling: ['reconciling', 'current'],
    waiting_window: ['reconciling', 'current'],
    degraded: ['reconciling', 'stopped'],
    timed_out: ['reconciling', 'stopped'],
    ready: ['ready', 'done'],
    removed: ['ready', 'done'],
    withdrawn: ['requested', 'stopped'],
    expired: ['requested', 'stopped'],
  };

/** Which happening says that a step is done. */
const DONE_BY: Record<StepName, readonly string[]> = {
  requested: ['request.submitted', 'request.rebased'],
  reviewed: ['request.approved'],
  pullRequest: ['request.pull_request_opened'],
  merged: ['request.merged'],
  reconciling: ['request.ready'],
  ready: ['request.ready'],
};

/** The steps of a request, each with when and by whom it was done. */
export function requestSteps(
  request: Pick<Request, 'status' | 'statusSince' | 'revision'>,
  timeline: readonly TimelineEntry[],
): Step[] {
  const [place, state] = placeOf(request.status, timeline);
  const reached = STEPS.indexOf(place);
  return STEPS.map((name, index) => {
    if (index > reached) {
      return { name, state: 'todo' };
    }
    if (index === reached && state !== 'done') {
      return { name, state, at: request.statusSince };
    }
    const done = timeline
      .filter(({ type }) => DONE_BY[name].includes(type))
      .at(-1);
    return { name, state: 'done', at: done?.at, actor: done?.actor };
  });
}

/** What was withdrawn or has expired ended where it then was. */
function placeOf(
  status: RequestStatus,
  timeline: readonly TimelineEntry[],
): [StepName, Step['state']] {
  if (status !== 'withdrawn' && status !== 'expired') {
    return PLACE[status];
  }
  const before = timeline
    .map(entry => entry.status)
    .filter((known): known is RequestStatus => known !== undefined)
    .filter(known => known !== 'withdrawn' && known !== 'expired')
    .at(-1);
  return [before ? PLACE[before][0] : 'requested', 'stopped'];
}
