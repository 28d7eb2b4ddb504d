/** What people are told, in English. Titles and names stand as they are. */
export const en = {
  locale: 'en-GB',
  /** A sentence of the portal's that there is in English only. */
  source: (sentence: string) => sentence,
  approved: (title: string) => `${title} is approved`,
  hasApproval: (title: string) => `${title} has an approval`,
  needsAnother: 'It needs one of somebody else too.',
  sentBack: (title: string) => `${title} was sent back`,
  rejected: (title: string) => `${title} was rejected`,
  denied: (title: string) => `${title} is denied by a policy`,
  conflicted: (title: string) => `${title} cannot be merged any more`,
  closed: (title: string) => `${title} was closed without being merged`,
  withdrawn: (title: string) => `${title} was withdrawn`,
  expired: (title: string) => `${title} has expired`,
  changeAndHandIn: 'Change it, and hand it in again.',
  putRight: 'Put it right; then it is reviewed again.',
  putRightOrWithdraw: 'Put it right, or withdraw it.',
  stays:
    'It goes on running. The portal does not ask again until its end date has been moved and has passed.',
  newsOf: (title: string) => `News of ${title}`,
  saidOn: (who: string, title: string) => `${who} on ${title}`,
  endsOn: (name: string, day: string | undefined) =>
    `${name} ends on ${day ?? 'its end date'}`,
  extendIfNeeded: (place: string) =>
    `${place}. Extend it if it is still needed; else a request for its decommissioning is opened then.`,
  openedToDecommission: (title: string) =>
    `The portal has opened the request “${title}” to decommission it.`,
  inTheWay: 'Something is in the way: look at the draft, and hand it in.',
  nothingGoesYet: 'Nothing goes before somebody has approved that.',
  extendToKeep: 'Extend the service to keep it.',
  merged: (title: string) => `${title} is merged`,
  gone: (title: string) => `${title}: it is gone`,
  ready: (title: string) => `${title} is ready`,
  serviceGone: (what: string) => `${what} is gone.`,
  credentials: (kind: string, where: string) =>
    `${kind} credentials in ${where}`,
  reviewAsked: (title: string) => `${title} waits for review`,
  placeFor: (place: string, owner: string) => `${place}, for ${owner}.`,
  revision: (revision: number) => `Revision ${revision}.`,
  dueBy: (when: string) => `It should be reviewed by ${when}.`,
  deputy: (title: string) => `You are deputy in the review of ${title}`,
  deputyOf: (who: string) => `${who} reviews it; you may decide as well.`,
  wellAgain: (name: string) => `${name} is well again`,
  takesLong: (name: string) => `${name} takes longer than it should`,
  degraded: (name: string) => `${name} is degraded`,
};

/** All that is said, whatever the language. */
export type Texts = typeof en;
