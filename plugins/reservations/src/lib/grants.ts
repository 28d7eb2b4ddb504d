import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';
import { inZone, MINUTE_MS, toIso } from '@callboard/frontend-kit';
import { addMinutes } from './bookingForm';

const DAY = 1440;

/** The lengths offered with one click, in days. */
export const SHORTCUT_DAYS = [1, 2, 7, 30] as const;
const DEFAULT_DAYS = 7;

/** What is in the form. Instants are ISO 8601 in UTC. */
export type GrantValues = {
  subjectRef: string;
  siteRef: string;
  /** Empty: the whole site. */
  resourceRef: string;
  from: string;
  until: string;
  reason: string;
};

/** From now on, unless something else is said. */
export function newGrantValues(options: {
  siteRef?: string;
  now: Date;
  zone: string;
}): GrantValues {
  const from = toIso(inZone(options.now, options.zone).startOf('minute'));
  return {
    subjectRef: '',
    siteRef: options.siteRef ?? '',
    resourceRef: '',
    from,
    until: afterDays(from, DEFAULT_DAYS),
    reason: '',
  };
}

export function afterDays(instant: string, days: number): string {
  return addMinutes(instant, days * DAY);
}

/** A new start keeps the length. */
export function grantFrom(values: GrantValues, from: string): GrantValues {
  const length = Date.parse(values.until) - Date.parse(values.from);
  const until = addMinutes(from, Math.max(length / MINUTE_MS, DAY));
  return { ...values, from, until };
}

export function isOver(grant: Pick<AccessGrant, 'status'>): boolean {
  return grant.status === 'ended' || grant.status === 'revoked';
}

const ORDER = ['active', 'upcoming', 'ended', 'revoked'] as const;

/** What counts now first; then by when it ends. */
export function sortGrants(grants: AccessGrant[]): AccessGrant[] {
  return [...grants].sort(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      Date.parse(a.until) - Date.parse(b.until),
  );
}

/** Of several on the same place, the one that lasts longest says when it ends. */
export function lastingGrants(grants: AccessGrant[]): AccessGrant[] {
  const byPlace = new Map<string, AccessGrant>();
  for (const grant of grants.filter(({ status }) => status === 'active')) {
    const place = grant.resourceRef ?? grant.siteRef;
    const known = byPlace.get(place);
    if (!known || Date.parse(known.until) < Date.parse(grant.until)) {
      byPlace.set(place, grant);
    }
  }
  return [...byPlace.values()].sort(
    (a, b) => Date.parse(a.until) - Date.parse(b.until),
  );
}
