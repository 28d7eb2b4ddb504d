import {
  type Booking,
  type BookingAction,
  type BookingPreview,
  isTerminal,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { Decisions } from '../permissions/accessDecider';
import type { BookingRecord } from './BookingRecord';
import type { Assessment } from './assess';
import type { Viewer } from './ConflictExplainer';
import { bookingView, subjectOf } from './views';

/** What may be done with a booking, by the question that decides it. */
export const ACTIONS = {
  update: 'bookingUpdate',
  cancel: 'bookingCancel',
  release: 'bookingRelease',
  transfer: 'bookingTransfer',
  extend: 'bookingUpdate',
  approve: 'bookingApprove',
  reject: 'bookingApprove',
  'check-in': 'bookingCheckIn',
  'keep-alive': 'bookingUpdate',
  'waive-no-show': 'bookingWaiveNoShow',
  leave: 'bookingLeave',
} as const satisfies Record<BookingAction, string>;

export type OnActions = Decisions<(typeof ACTIONS)[BookingAction]>;

/** A booking with what the caller may do with it now. */
export function decidedView(
  booking: BookingRecord,
  inventory: Inventory,
  decisions: OnActions,
): Booking {
  const subject = subjectOf(booking, inventory);
  const possible = (Object.keys(ACTIONS) as BookingAction[]).filter(action =>
    isPossible(action, booking),
  );
  return bookingView(
    booking,
    inventory,
    booking.holdOf
      ? []
      : possible.filter(action => decisions[ACTIONS[action]].allows(subject)),
  );
}

/** Whether a booking is such that this could be done with it, by whomever. */
function isPossible(
  action: BookingAction,
  { status, approval, expiresAt, offHoursAt, noShowWaived }: BookingRecord,
): boolean {
  switch (action) {
    case 'release':
      return status === 'active';
    case 'extend':
      return status === 'confirmed' || status === 'active';
    case 'approve':
    case 'reject':
      return status === 'pending' && approval !== undefined;
    case 'check-in':
      return status === 'confirmed' && expiresAt !== undefined;
    case 'keep-alive':
      return status === 'active' && offHoursAt !== undefined;
    case 'waive-no-show':
      return status === 'no_show' && !noShowWaived;
    default:
      return !isTerminal(status);
  }
}

/** What the caller may hear of what is in the way, and be told to book instead. */
export function viewerOf(
  decisions: Decisions<'bookingRead' | 'bookingCreate'>,
  inventory: Inventory,
): Viewer {
  return {
    sees: booking =>
      decisions.bookingRead.allows(subjectOf(booking, inventory)),
    mayBook: (resource: ResourceFacts) =>
      decisions.bookingCreate.allows(resource),
  };
}

/** What would happen, without what is in the way. */
export function previewView({
  plan,
  verdicts,
}: Assessment): Omit<BookingPreview, 'conflicts' | 'suggestions'> {
  return {
    verdicts,
    occurrences: [
      { start: toInstant(plan.time.start), end: toInstant(plan.time.end) },
    ],
    claims: plan.claims.map(claim => ({
      resourceRef:
        plan.inventory.resource(claim.resourceId)?.entityRef ??
        claim.resourceId,
      whole: claim.whole,
      units: claim.units,
      start: toInstant(claim.from),
      end: toInstant(claim.until),
    })),
    notices: plan.notices,
  };
}
