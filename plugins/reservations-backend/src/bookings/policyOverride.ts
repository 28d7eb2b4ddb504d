import { NotAllowedError } from '@backstage/errors';
import { refusing } from '@callboard/backend-openapi';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type {
  PolicyOverride,
  PolicyOverrideRequest,
} from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { Decisions } from '../permissions/accessDecider';
import type { Assessment } from './assess';
import type { BookingRecord } from './BookingRecord';

/** Who sets rules aside, and why. */
export interface Overriding {
  by: string;
  reason: string;
}

type OnOverride = Partial<Decisions<'policyOverride'>>;

/** Whether the caller may set aside the rules of all of these resources. */
export function mayOverride(
  { policyOverride }: OnOverride,
  resources: readonly ResourceFacts[],
): boolean {
  return (
    policyOverride !== undefined &&
    resources.every(resource => policyOverride.allows(resource))
  );
}

/** Throws a 403 where that is asked for and may not be. */
export function requireOverridable(
  request: PolicyOverrideRequest | undefined,
  decisions: OnOverride,
  resources: readonly ResourceFacts[],
  actor: string,
): Overriding | undefined {
  if (!request) {
    return undefined;
  }
  const refused = resources.find(one => !mayOverride(decisions, [one]));
  if (refused) {
    const what = `set the rules of ${refused.title} aside`;
    throw refusing(new NotAllowedError(`You may not ${what}`), {
      kind: 'resource',
      ref: refused.entityRef,
      what,
    });
  }
  return { by: actor, reason: request.reason };
}

/** What was set aside for a booking; nothing where all rules allow it anyway. */
export function overrideOf({
  terms,
  verdicts,
}: Pick<Assessment, 'terms' | 'verdicts'>): PolicyOverride | undefined {
  const codes = verdicts.flatMap(({ overridden, code, policy }) =>
    overridden ? [code ?? policy] : [],
  );
  return terms.override && codes.length > 0
    ? { ...terms.override, codes: [...new Set(codes)] }
    : undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/** Puts on record that rules were set aside; once for each version of a booking. */
export function recordOverride(
  accessLog: AccessLog,
  booking: BookingRecord,
  inventory: Inventory,
): void {
  const { policyOverride } = booking;
  if (!policyOverride) {
    return;
  }
  const resources = booking.resources.flatMap(
    ({ id }) => inventory.resource(id) ?? [],
  );
  accessLog.recordOnce(`override ${booking.id} ${booking.version}`, DAY_MS, {
    action: 'booking.policy-overridden',
    outcome: 'succeeded',
    actor: policyOverride.by,
    severity: 'medium',
    subject: { kind: 'booking', id: booking.id, title: booking.title },
    siteRefs: [...new Set(resources.map(({ site }) => site.entityRef))],
    refs: {
      resources: resources.map(({ entityRef }) => entityRef),
      owner: booking.owner,
    },
    data: { reason: policyOverride.reason, codes: policyOverride.codes },
  });
}
