import type {
  Commitments,
  OffboardRequest,
} from '@callboard/backstage-plugin-reservations-common';

export type BookingAction = 'keep' | 'cancel' | 'transfer';

/** What is to become of a booking. */
export type BookingFate = { action: BookingAction; to?: string };

export const SWEPT = ['memberships', 'grants', 'keys', 'feedTokens'] as const;
/** What is taken away all at once or not at all. */
export type Swept = (typeof SWEPT)[number];

/** What was chosen on the page: for all bookings, for some, and the rest. */
export type LeavingPlan = {
  all: BookingFate;
  own: Readonly<Record<string, BookingFate>>;
  swept: Readonly<Record<Swept, boolean>>;
  reason: string;
};

export const NEW_PLAN: LeavingPlan = {
  all: { action: 'keep' },
  own: {},
  swept: { memberships: true, grants: true, keys: true, feedTokens: true },
  reason: '',
};

const MOST_BOOKINGS = 500;

/** Theirs to hand over; those made for others stay with their owners. */
export function ownedBookings({ bookings, person }: Commitments) {
  return bookings.filter(({ owner }) => owner === person);
}

export function fateOf(plan: LeavingPlan, id: string): BookingFate {
  return plan.own[id] ?? plan.all;
}

/** Handing over needs somebody to hand over to. */
export function isComplete(plan: LeavingPlan, found: Commitments): boolean {
  return ownedBookings(found)
    .map(({ id }) => fateOf(plan, id))
    .every(({ action, to }) => action !== 'transfer' || Boolean(to));
}

/** How many of each: for the question before, and whether there is any. */
export function summarise(plan: LeavingPlan, found: Commitments) {
  const fates = ownedBookings(found).map(({ id }) => fateOf(plan, id));
  const count = (action: BookingAction) =>
    fates.filter(fate => fate.action === action).length;
  const sweep = (what: Swept) => (plan.swept[what] ? found[what].length : 0);
  const counts = {
    transfer: count('transfer'),
    cancel: count('cancel'),
    keep: count('keep'),
    memberships: sweep('memberships'),
    grants: sweep('grants'),
    keys: sweep('keys'),
    feedTokens: sweep('feedTokens'),
  };
  const { keep: _kept, ...changes } = counts;
  return { counts, some: Object.values(changes).some(number => number > 0) };
}

/** What is sent; only what there is something of. */
export function toRequest(
  plan: LeavingPlan,
  found: Commitments,
): OffboardRequest {
  const bookings = ownedBookings(found)
    .map(({ id }) => ({ id, ...fateOf(plan, id) }))
    .flatMap(({ id, action, to }) => {
      if (action === 'keep') return [];
      return [action === 'transfer' ? { id, action, to } : { id, action }];
    })
    .slice(0, MOST_BOOKINGS);
  const { counts } = summarise(plan, found);
  return {
    ...(bookings.length > 0 ? { bookings } : {}),
    ...(counts.memberships > 0 ? { memberships: 'remove' as const } : {}),
    ...(counts.grants > 0 ? { grants: 'revoke' as const } : {}),
    ...(counts.keys > 0 ? { keys: 'remove' as const } : {}),
    ...(counts.feedTokens > 0 ? { feedTokens: 'revoke' as const } : {}),
    ...(plan.reason.trim() ? { reason: plan.reason.trim() } : {}),
  };
}

/** Whether nothing of theirs is left; what others own does not count. */
export function isNothingLeft(found: Commitments): boolean {
  const { participations, memberships, grants, resources } = found;
  const { keys, feedTokens, bookings } = found;
  return [
    bookings,
    participations,
    memberships,
    grants,
    resources,
    keys,
    feedTokens,
  ].every(list => list.length === 0);
}
