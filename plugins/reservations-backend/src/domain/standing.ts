import type {
  BookingStatus,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { checkInWindow } from './checkIn';
import { normaliseRef, type ResourceFacts } from './Inventory';
import { type Interval, MINUTE_MS } from './intervals';
import { nextNight, nightRules } from './offHours';

/*
 * How a booking stands once it is let in: whether somebody must approve it first,
 * when it lapses, whether somebody must check in, when it ends for the night.
 *
 * `expiresAt` is set while a booking waits for somebody: a pending one for its
 * approval, until it lapses; a confirmed one for a check-in, until it is given
 * up. What has `expiresAt` does not start by itself. It is worked out when a
 * booking is made, changed or approved, and a rule that changes later changes
 * nothing about it, as with setup and teardown.
 */

const APPROVAL_MINUTES = 4320;

/** Who has to decide on a booking, and why. */
export interface Approval {
  /** As sentences. */
  reasons: string[];
  /** The same, for whoever says them in other words; older ones lack it. */
  verdicts?: Verdict[];
  /** Refs of those who may, besides the admins. */
  approvers: string[];
  /** Who asked for it, besides its owner and who booked it; they may not. */
  requestedBy: string[];
  /** Epoch milliseconds. */
  requestedAt: number;
  decidedBy?: string;
  decidedAt?: number;
}

export interface Standing {
  status: Extract<BookingStatus, 'pending' | 'confirmed' | 'active'>;
  expiresAt?: number;
  checkedInAt?: number;
  offHoursAt?: number;
  offHoursWarnAt?: number;
  offHoursKeptUntil?: number;
  approval?: Approval;
}

/** What a booking was before it changes. */
export interface StoodBefore {
  status: BookingStatus;
  startAt: number;
  checkedInAt?: number;
  offHoursKeptUntil?: number;
  approval?: Approval;
}

export function standingOf(options: {
  resources: ResourceFacts[];
  time: Interval;
  now: number;
  verdicts: Verdict[];
  /** Who asks for it. */
  requestedBy?: readonly string[];
  before?: StoodBefore;
}): Standing {
  const { resources, time, now, verdicts, requestedBy = [], before } = options;
  const asking = verdicts.filter(({ result }) => result === 'approve');
  const active = before?.status === 'active';
  if (asking.length > 0 && !active) {
    const approval = askApproval(resources, asking, now, [
      ...(before?.approval?.requestedBy ?? []),
      ...requestedBy,
    ]);
    return {
      status: 'pending',
      approval,
      expiresAt: Math.min(now + waitOf(resources, asking), time.start),
    };
  }
  return {
    approval: before?.approval?.decidedAt ? before.approval : undefined,
    ...standingConfirmed({ resources, time, now, before }),
  };
}

/** How it stands once nobody has to decide on it any more. */
export function standingConfirmed(options: {
  resources: ResourceFacts[];
  time: Interval;
  now: number;
  before?: StoodBefore;
}): Omit<Standing, 'approval'> {
  const { resources, time, now, before } = options;
  const active = before?.status === 'active';
  const stillCheckedIn =
    active || before?.startAt === time.start ? before?.checkedInAt : undefined;
  const night = nextNight(
    nightRules(resources),
    time,
    Math.max(now, before?.offHoursKeptUntil ?? now),
  );
  return {
    status: active ? 'active' : 'confirmed',
    checkedInAt: stillCheckedIn,
    expiresAt:
      active || stillCheckedIn !== undefined
        ? undefined
        : checkInWindow(resources, time)?.closesAt,
    offHoursAt: night?.at,
    offHoursWarnAt: night && night.warnAt,
    offHoursKeptUntil: before?.offHoursKeptUntil,
  };
}

function askApproval(
  resources: ResourceFacts[],
  asking: Verdict[],
  now: number,
  requestedBy: string[],
): Approval {
  const rules = rulesOf(resources, asking);
  return {
    reasons: [...new Set(asking.flatMap(({ message }) => message ?? []))],
    verdicts: asking,
    approvers: [
      ...new Set(
        rules
          .flatMap(rule => rule.approvers ?? [])
          .map(ref => normaliseRef(ref)),
      ),
    ],
    requestedBy: [...new Set(requestedBy)],
    requestedAt: now,
  };
}

/** The shortest time that any of the rules waits. */
function waitOf(resources: ResourceFacts[], asking: Verdict[]): number {
  const minutes = rulesOf(resources, asking).map(
    rule => rule.expiresAfterMinutes ?? APPROVAL_MINUTES,
  );
  const shortest = minutes.length > 0 ? Math.min(...minutes) : APPROVAL_MINUTES;
  return shortest * MINUTE_MS;
}

function rulesOf(resources: ResourceFacts[], asking: Verdict[]) {
  const refs = new Set(asking.map(({ resourceRef }) => resourceRef));
  return resources
    .filter(({ entityRef }) => refs.has(entityRef))
    .flatMap(({ policies }) => policies.approval ?? []);
}
