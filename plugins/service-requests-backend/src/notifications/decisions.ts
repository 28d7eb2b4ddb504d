import type { EventNotification } from '@callboard/backend-outbox';
import {
  linkToRequest,
  quoted,
  requestOf,
  sentences,
  tell,
  type Teller,
  type ToldRequest,
} from './told';

interface Fate {
  is: string;
  /** What there is to do. */
  next?: string;
  severity: EventNotification['payload']['severity'];
  /** Whether a person said why, so that it is a quotation. */
  isSaid?: boolean;
}

const FATES: Record<string, Fate> = {
  'request.changes_requested': {
    is: 'was sent back',
    next: 'Change it, and hand it in again.',
    severity: 'high',
    isSaid: true,
  },
  'request.rejected': { is: 'was rejected', severity: 'high', isSaid: true },
  'request.policy_failed': {
    is: 'is denied by a policy',
    next: 'Change it, and hand it in again.',
    severity: 'high',
  },
  'request.conflicted': {
    is: 'cannot be merged any more',
    next: 'Put it right; then it is reviewed again.',
    severity: 'high',
  },
  'request.pull_request_closed': {
    is: 'was closed without being merged',
    next: 'Put it right, or withdraw it.',
    severity: 'high',
  },
  'request.withdrawn': {
    is: 'was withdrawn',
    severity: 'normal',
    isSaid: true,
  },
  'request.expired': { is: 'has expired', severity: 'high' },
};

/** The portal asked; its reviewer has said that what has ended stays. */
const STAYS =
  'It goes on running. The portal does not ask again until its end date has been moved and has passed.';

/**
 * What became of a request is told to who asked for it, and to who edited it;
 * of one that the portal opened, to whom it is about.
 */
export const decided: Teller = event => {
  const { request, text } = requestOf(event);
  const isAutomatic = request.requestedBy === 'system';
  const fate =
    event.type === 'request.approved' ? approval(request) : FATES[event.type];
  return fate === undefined
    ? []
    : tell(
        [
          isAutomatic ? request.owner : request.requestedBy,
          ...request.parties.map(({ ref }) => ref),
        ],
        'decisions',
        {
          title: `${request.title} ${fate.is}`,
          description:
            sentences(
              fate.isSaid ? quoted(text) : closed(text),
              fate.next,
              isAutomatic && event.type === 'request.rejected' && STAYS,
            ) || undefined,
          link: linkToRequest(request),
          severity: fate.severity,
        },
        [event.actor],
      );
};

function approval({ status }: ToldRequest): Fate {
  return status === 'approved'
    ? { is: 'is approved', severity: 'normal', isSaid: true }
    : {
        is: 'has an approval',
        next: 'It needs one of somebody else too.',
        severity: 'low',
        isSaid: true,
      };
}

function closed(text: string | undefined): string | undefined {
  return text?.trim() ? text.trim().replace(/[^.!?]$/, '$&.') : undefined;
}
