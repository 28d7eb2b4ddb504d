import type { AccessGrantStatus } from '@callboard/backstage-plugin-reservations-common';

/** An access grant as it is stored; instants are epoch milliseconds. */
export interface AccessGrantRecord {
  id: string;
  version: number;
  subjectRef: string;
  siteId: string;
  siteRef: string;
  siteTitle: string;
  /** With title and ref; absent where it is for the whole site. */
  resource?: { id: string; entityRef: string; title: string };
  from: number;
  until: number;
  reason?: string;
  grantedBy: string;
  createdAt: number;
  updatedAt: number;
  revokedAt?: number;
  /** When its end was announced. */
  endedAt?: number;
}

/** What it is at an instant. */
export function statusOf(
  grant: Pick<AccessGrantRecord, 'from' | 'until' | 'revokedAt'>,
  now: number,
): AccessGrantStatus {
  if (grant.revokedAt !== undefined) {
    return 'revoked';
  }
  if (now < grant.from) {
    return 'upcoming';
  }
  return now < grant.until ? 'active' : 'ended';
}

export function isOver(status: AccessGrantStatus): boolean {
  return status === 'ended' || status === 'revoked';
}
