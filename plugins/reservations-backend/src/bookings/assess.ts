import { invalidField } from '@callboard/backend-openapi';
import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import { checkNotPast } from '../domain/bookingTimes';
import { findConflicts, type HeldClaim } from '../domain/claims';
import type { BookingPlan } from '../domain/planBooking';
import {
  type ApprovedUse,
  type Booker,
  type DecidingFacts,
  evaluatePolicies,
  isDenied,
  type PartyAccess,
  type PlannedUse,
  setAside,
} from '../domain/policies';
import type { HeldFacts } from './ClaimStore';
import type { Overriding } from './policyOverride';

/** Who wants what is planned, and on which terms. */
export interface Terms {
  startChanged: boolean;
  /** Whose the bookings are to be. */
  booker?: Booker;
  /** Who must have access to all of it. */
  parties?: PartyAccess[];
  /** Denials by house rules are set aside. */
  override?: Overriding;
  /** Refs of those who ask for it, who cannot approve it themselves. */
  requestedBy?: readonly string[];
  /** What needs no approval any more: the booking as it was. */
  approved?: ApprovedUse;
  /** The booking has begun and is being changed. */
  inUse?: boolean;
  /** What was said before the transaction, by those who cannot be asked in it. */
  verdicts?: Verdict[];
  /** The same of each of several bookings. */
  verdictsEach?: readonly Verdict[][];
}

/** What the facts say about a plan. */
export interface Assessment {
  plan: BookingPlan;
  verdicts: Verdict[];
  conflicts: HeldClaim[];
  /** Epoch milliseconds. */
  now: number;
  terms: Terms;
}

/** Stands for a booking of the same request, which has no id yet. */
const SAME_REQUEST = '00000000-0000-0000-0000-000000000000';

export function fits({ verdicts, conflicts }: Assessment): boolean {
  return !isDenied(verdicts) && conflicts.length === 0;
}

/**
 * Judges plans in their order: what fits takes its time, and counts against
 * quotas, for those that follow.
 */
export function assess(
  plans: readonly BookingPlan[],
  { held, now }: HeldFacts,
  facts: DecidingFacts,
  terms: Terms,
): Assessment[] {
  const taken = [...held];
  const alongside: PlannedUse[] = [];
  return plans.map((plan, index) => {
    const own = terms.verdictsEach?.[index];
    const assessment = assessOne(
      plan,
      taken,
      now,
      facts,
      own ? { ...terms, verdicts: own } : terms,
      alongside,
    );
    if (fits(assessment)) {
      taken.push(
        ...plan.claims.map(claim => ({ ...claim, bookingId: SAME_REQUEST })),
      );
      alongside.push({ time: plan.time, resources: plan.booked });
    }
    return assessment;
  });
}

function assessOne(
  plan: BookingPlan,
  held: HeldClaim[],
  now: number,
  facts: DecidingFacts,
  terms: Terms,
  alongside: readonly PlannedUse[],
): Assessment {
  const { inventory, time, booked } = plan;
  if (terms.startChanged) {
    checkNotPast(time, now);
  }
  if (time.end <= now) {
    throw invalidField('end', 'must not be in the past');
  }
  const said = terms.verdicts ?? [];
  return {
    plan,
    now,
    terms,
    verdicts: [
      ...evaluatePolicies(
        {
          ...facts,
          resources: booked.map(({ resource }) => resource),
          inventory,
          time,
          now,
          startChanged: terms.startChanged,
          parties: terms.parties,
          booker: terms.booker,
          approved: terms.approved,
          inUse: terms.inUse,
          units: new Map(booked.map(one => [one.resource.id, one.units])),
          alongside: [...alongside],
        },
        terms.override !== undefined,
      ),
      ...(terms.override ? said.map(setAside) : said),
    ],
    conflicts: findConflicts(
      plan.claims,
      held,
      id => inventory.resource(id)?.capacity,
    ),
  };
}
