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
import type { Texts } from './texts';

type Words = {
  [Key in keyof Texts]: Texts[Key] extends (title: string) => string
    ? Key
    : never;
}[keyof Texts];

type Sentence = {
  [Key in keyof Texts]: Texts[Key] extends string ? Key : never;
}[keyof Texts];

interface Fate {
  is: Words;
  /** What there is to do. */
  next?: Sentence;
  severity: EventNotification['payload']['severity'];
  /** Whether a person said why, so that it is a quotation. */
  isSaid?: boolean;
}

const FATES: Record<string, Fate> = {
  'request.changes_requested': {
    is: 'sentBack',
    next: 'changeAndHandIn',
    severity: 'high',
    isSaid: true,
  },
  'request.rejected': { is: 'rejected', severity: 'high', isSaid: true },
  'request.policy_failed': {
    is: 'denied',
    next: 'changeAndHandIn',
    severity: 'high',
  },
  'request.conflicted': {
    is: 'conflicted',
    next: 'putRight',
    severity: 'high',
  },
  'request.pull_request_closed': {
    is: 'closed',
    next: 'putRightOrWithdraw',
    severity: 'high',
  },
  'request.withdrawn': { is: 'withdrawn', severity: 'normal', isSaid: true },
  'request.expired': { is: 'expired', severity: 'high' },
};

/**
 * What became of a request is told to who asked for it, and to who edited it;
 * of one that the portal opened, to whom it is about.
 */
export const decided: Teller = (event, _facts, texts) => {
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
          title: texts[fate.is](request.title),
          description:
            sentences(
              fate.isSaid ? quoted(text) : closed(text, texts),
              fate.next && texts[fate.next],
              // Its reviewer has said that what has ended stays.
              isAutomatic && event.type === 'request.rejected' && texts.stays,
            ) || undefined,
          link: linkToRequest(request),
          severity: fate.severity,
        },
        [event.actor],
      );
};

function approval({ status }: ToldRequest): Fate {
  return status === 'approved'
    ? { is: 'approved', severity: 'normal', isSaid: true }
    : {
        is: 'hasApproval',
        next: 'needsAnother',
        severity: 'low',
        isSaid: true,
      };
}

function closed(text: string | undefined, texts: Texts): string | undefined {
  return text?.trim()
    ? texts.source(text.trim().replace(/[^.!?]$/, '$&.'))
    : undefined;
}
