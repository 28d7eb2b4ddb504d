import type {
  PolicyDefaults,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import { MINUTE_MS } from '../intervals';
import type { Policy, PolicyFacts } from './types';
import { allowUnless, sayMinutes, withLimit } from './verdicts';

type ApprovalRule = NonNullable<PolicyDefaults['approval']>;

/**
 * Somebody else has to approve it. What was approved before, or needed no
 * approval then, stays so: only more than that is asked for again. It is never
 * refused for want of approvers: besides those whom the rule names and the
 * admins of the site there are always the portal's own.
 */
export const approval: Policy = facts => {
  const asked = withLimit(facts.resources, 'approval').filter(
    ({ value }) => value.required,
  );
  return asked.length === 0
    ? []
    : allowUnless(
        'approval',
        asked
          .filter(({ resource, value }) => isNeeded(resource, value, facts))
          .map(({ resource, value }) => verdictOn(resource, value, facts)),
      );
};

function isNeeded(
  resource: ResourceFacts,
  { overMinutes = 0 }: ApprovalRule,
  { time, approved, units, booker }: PolicyFacts,
): boolean {
  if (overMinutes > 0 && time.end - time.start <= overMinutes * MINUTE_MS) {
    return false;
  }
  return !(
    approved &&
    approved.time.start <= time.start &&
    time.end <= approved.time.end &&
    (units?.get(resource.id) ?? 1) <= (approved.units.get(resource.id) ?? 0) &&
    (booker === undefined || booker.project === approved.project)
  );
}

function verdictOn(
  resource: ResourceFacts,
  { overMinutes = 0 }: ApprovalRule,
  { time, now, inUse }: PolicyFacts,
): Verdict {
  const { title, entityRef } = resource;
  const what =
    overMinutes > 0
      ? `Bookings of ${title} of more than ${sayMinutes(overMinutes)}`
      : `Bookings of ${title}`;
  const verdict = {
    policy: 'approval',
    resourceRef: entityRef,
    facts: { title, minutes: overMinutes },
  };
  if (inUse) {
    return {
      ...verdict,
      result: 'deny',
      code: 'approval_while_in_use',
      message: `${what} need approval, for which one that has begun cannot wait.`,
      passes: 'Another booking for the time after it',
    };
  }
  if (time.start <= now) {
    return {
      ...verdict,
      result: 'deny',
      code: 'no_time_to_approve',
      message: `${what} need approval, so they cannot begin at once.`,
      passes: `A start after ${new Date(now).toISOString()}`,
    };
  }
  return {
    ...verdict,
    result: 'approve',
    code: 'approval_needed',
    message: `${what} need approval.`,
    ...(overMinutes > 0
      ? { passes: `At most ${sayMinutes(overMinutes)} without approval` }
      : {}),
  };
}
