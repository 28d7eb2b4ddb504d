import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { RequestRecord } from './types';

/** What may happen to a request; each is a step of its timeline too. */
export type RequestEventType =
  | 'request.created'
  | 'request.changed'
  | 'request.submitted'
  | 'request.claimed'
  | 'request.claim_released'
  | 'request.approved'
  | 'request.changes_requested'
  | 'request.rejected'
  | 'request.policy_failed'
  | 'request.withdrawn'
  | 'request.expired'
  | 'request.rebased'
  | 'request.commented'
  | 'request.pull_request_opened'
  | 'request.pull_request_closed'
  | 'request.conflicted'
  | 'request.merged'
  | 'request.converging'
  | 'request.ready';

/** What is said of a request. Never its files: those are in the repository. */
export function requestEvent(
  type: RequestEventType,
  actor: string,
  request: RequestRecord,
  more: { text?: string; before?: RequestRecord; at: number },
): NewDomainEvent {
  return {
    type,
    aggregate: `request:${request.id}`,
    actor,
    occurredAt: new Date(more.at),
    refs: {
      owner: request.owner,
      requester: request.requestedBy,
      offering: [...new Set(request.items.map(({ offering }) => offering))],
      service: request.items.flatMap(({ placements }) =>
        placements.map(({ serviceId }) => serviceId),
      ),
    },
    data: JSON.parse(
      JSON.stringify({
        request: described(request),
        before: more.before && described(more.before),
        text: more.text,
      }),
    ),
  };
}

function described(request: RequestRecord) {
  const { createdAt, updatedAt, statusSince, submittedAt, dueAt, ...rest } =
    request;
  const instant = (at: number | undefined) =>
    at === undefined ? undefined : new Date(at).toISOString();
  return {
    ...rest,
    claim: request.claim && { ...request.claim, at: instant(request.claim.at) },
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
    statusSince: instant(statusSince),
    submittedAt: instant(submittedAt),
    dueAt: instant(dueAt),
  };
}
