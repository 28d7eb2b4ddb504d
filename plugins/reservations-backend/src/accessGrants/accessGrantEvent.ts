import type { NewDomainEvent } from '@callboard/backend-outbox';
import { toInstant } from '@callboard/backend-database';
import { toJson } from '../events';
import type { AccessGrantRecord } from './AccessGrantRecord';

export function accessGrantEvent(
  type: 'grant.created' | 'grant.changed' | 'grant.revoked' | 'grant.ended',
  actor: string,
  grant: AccessGrantRecord,
  before?: AccessGrantRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `grant:${grant.id}`,
    actor,
    refs: {
      site: grant.siteRef,
      resources: grant.resource ? [grant.resource.entityRef] : [],
      owner: grant.subjectRef,
    },
    data: toJson({
      grant: grantData(grant),
      before: before && grantData(before),
    }),
  };
}

function grantData(grant: AccessGrantRecord) {
  const { resource, siteId: _site, endedAt: _ended, ...rest } = grant;
  return {
    ...rest,
    resourceRef: resource?.entityRef,
    resourceTitle: resource?.title,
    from: toInstant(grant.from),
    until: toInstant(grant.until),
    createdAt: toInstant(grant.createdAt),
    updatedAt: toInstant(grant.updatedAt),
    revokedAt:
      grant.revokedAt === undefined ? undefined : toInstant(grant.revokedAt),
  };
}
