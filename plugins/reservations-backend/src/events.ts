import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { ResourceRecord } from './inventory/ResourceStore';
import type { ResourceTypeRecord } from './inventory/ResourceTypeStore';
import type { SiteRecord } from './inventory/SiteStore';

/** Drops `undefined`s, so that what is stored is what is read back. */
export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

export function siteEvent(
  type: 'site.created' | 'site.changed' | 'site.archived',
  actor: string,
  site: SiteRecord,
  before?: SiteRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `site:${site.id}`,
    actor,
    refs: { site: site.entityRef },
    data: toJson({ site, before }),
  };
}

export function resourceTypeEvent(
  type: 'type.created' | 'type.changed' | 'type.deleted',
  actor: string,
  resourceType: ResourceTypeRecord,
  before?: ResourceTypeRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `type:${resourceType.id}`,
    actor,
    refs: { type: resourceType.name, site: resourceType.siteRef },
    data: toJson({ type: resourceType, before }),
  };
}

export function resourceEvent(
  type:
    | 'resource.created'
    | 'resource.changed'
    | 'resource.status_changed'
    | 'resource.archived',
  actor: string,
  resource: ResourceRecord,
  before?: ResourceRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `resource:${resource.id}`,
    actor,
    refs: {
      resources: [resource.entityRef],
      site: resource.siteRef,
      type: resource.type,
      owner: resource.owner,
    },
    data: toJson({ resource, before }),
  };
}
