import type { HoldingStatus } from '@callboard/backstage-plugin-reservations-common';

/** A certification as it is stored; instants are epoch milliseconds. */
export interface CertificationRecord {
  id: string;
  version: number;
  /** What rules name it by; never changes. */
  name: string;
  title: string;
  description?: string;
  /** The site whose admins grant it. */
  siteId?: string;
  /** For how long it lasts where nothing else is said. */
  validityMonths?: number;
  createdAt: number;
  updatedAt: number;
}

/** That somebody holds a certification. */
export interface HoldingRecord {
  id: string;
  version: number;
  certification: Pick<CertificationRecord, 'id' | 'name' | 'title' | 'siteId'>;
  /** Entity ref of a user. */
  person: string;
  from: number;
  until?: number;
  /** An https address. */
  evidence?: string;
  grantedBy: string;
  createdAt: number;
  updatedAt: number;
  revokedAt?: number;
  revokedBy?: string;
  revokeReason?: string;
}

/** What it is at an instant. */
export function statusOf(
  {
    from,
    until = Infinity,
    revokedAt,
  }: Pick<HoldingRecord, 'from' | 'until' | 'revokedAt'>,
  now: number,
): HoldingStatus {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  if (now < from) {
    return 'upcoming';
  }
  return now < until ? 'valid' : 'expired';
}
