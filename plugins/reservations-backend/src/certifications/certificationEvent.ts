import { toInstant } from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { Inventory } from '../domain/Inventory';
import { toJson } from '../events';
import type { CertificationRecord, HoldingRecord } from './CertificationRecord';

export function certificationEvent(
  type: 'certification.created' | 'certification.changed',
  actor: string,
  certification: CertificationRecord,
  inventory: Inventory,
  before?: CertificationRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `certification:${certification.id}`,
    actor,
    refs: { site: siteRefOf(certification.siteId, inventory) },
    data: toJson({
      certification: certificationData(certification, inventory),
      before: before && certificationData(before, inventory),
    }),
  };
}

/** Of somebody's certification; its bookings that no longer qualify are named. */
export function holdingEvent(
  type:
    | 'certification.granted'
    | 'certification.renewed'
    | 'certification.revoked'
    | 'certification.expiring',
  actor: string,
  holding: HoldingRecord,
  inventory: Inventory,
  more: { before?: HoldingRecord; affectedBookings?: string[] } = {},
): NewDomainEvent {
  return {
    type,
    aggregate: `certification-holding:${holding.id}`,
    actor,
    refs: {
      site: siteRefOf(holding.certification.siteId, inventory),
      owner: holding.person,
    },
    data: toJson({
      holding: holdingData(holding, inventory),
      before: more.before && holdingData(more.before, inventory),
      affectedBookings: more.affectedBookings,
    }),
  };
}

/** A certification as events and the HTTP interface have it. */
export function certificationData(
  { siteId, ...rest }: CertificationRecord,
  inventory: Inventory,
) {
  return {
    ...rest,
    siteRef: siteRefOf(siteId, inventory),
    createdAt: toInstant(rest.createdAt),
    updatedAt: toInstant(rest.updatedAt),
  };
}

/** Somebody's certification as events and the HTTP interface have it. */
export function holdingData(
  { certification, from, until, revokedAt, ...rest }: HoldingRecord,
  inventory: Inventory,
) {
  return {
    ...rest,
    certificationId: certification.id,
    certification: certification.name,
    certificationTitle: certification.title,
    siteRef: siteRefOf(certification.siteId, inventory),
    validFrom: toInstant(from),
    validUntil: until === undefined ? undefined : toInstant(until),
    revokedAt: revokedAt === undefined ? undefined : toInstant(revokedAt),
    createdAt: toInstant(rest.createdAt),
    updatedAt: toInstant(rest.updatedAt),
  };
}

function siteRefOf(siteId: string | undefined, inventory: Inventory) {
  return siteId === undefined ? undefined : inventory.site(siteId)?.entityRef;
}
