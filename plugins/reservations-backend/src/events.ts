import type { JsonObject } from '@backstage/types';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { Inventory, ResourceFacts } from './domain/Inventory';
import type { ResourceRecord } from './inventory/ResourceStore';
import type { ResourceTypeRecord } from './inventory/ResourceTypeStore';
import type { SitePlace, SiteRecord } from './inventory/SiteStore';

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

/** One for each person: of the site, in order with its other events. */
export function memberEvents(
  type: 'member.added' | 'member.removed',
  actor: string,
  { id, entityRef, name, title }: SiteRecord,
  places: SitePlace[],
): NewDomainEvent[] {
  return places.map(({ ref, role }) => ({
    type,
    aggregate: `site:${id}`,
    actor,
    refs: { site: entityRef, owner: ref },
    data: toJson({
      site: { id, entityRef, name, title },
      member: { ref, role },
    }),
  }));
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
    data: toJson({
      type: { ...resourceType, siteId: undefined },
      before: before && { ...before, siteId: undefined },
    }),
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
  inventory: Inventory,
  before?: ResourceRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `resource:${resource.id}`,
    actor,
    refs: {
      resources: [resource.entityRef],
      within: refsAbove([resource, before ?? resource], inventory),
      site: resource.siteRef,
      type: resource.type,
      owner: resource.owner,
    },
    data: toJson({
      resource: resourceRecordData(resource, inventory),
      before: before && resourceRecordData(before, inventory),
    }),
  };
}

/** Where it is and, when it has moved, where it was: refs of all ancestors. */
function refsAbove(
  resources: { parentId?: string }[],
  inventory: Inventory,
): string[] {
  const ancestors = resources.flatMap(({ parentId }) => {
    const parent = parentId ? inventory.resource(parentId) : undefined;
    return parent ? [parent, ...inventory.ancestors(parent)] : [];
  });
  return [...new Set(ancestors.map(({ entityRef }) => entityRef))];
}

/** A resource as the events about it show it. */
function resourceRecordData(resource: ResourceRecord, inventory: Inventory) {
  const { siteId: _site, typeId, parentId: _parent, ...rest } = resource;
  return {
    ...rest,
    ancestorRefs: refsAbove([resource], inventory),
    typeTitle: inventory.type(typeId)?.title ?? resource.type,
    capacity: resource.capacity === 'exclusive' ? undefined : resource.capacity,
  };
}

/** A resource as the events of bookings show it: the same, without its history. */
export function resourceFactsData(
  resource: ResourceFacts,
  inventory: Inventory,
): JsonObject {
  const { id, entityRef, name, title, description, status } = resource;
  return toJson({
    id,
    entityRef,
    name,
    title,
    description,
    type: resource.type.name,
    typeTitle: resource.type.title,
    siteRef: resource.site.entityRef,
    parentRef:
      resource.parentId && inventory.resource(resource.parentId)?.entityRef,
    ancestorRefs: refsAbove([resource], inventory),
    status,
    statusReason: resource.statusReason,
    capacity: resource.capacity,
    owner: resource.owner,
    location: resource.location,
    attributes: resource.attributes,
  });
}
