import { Grants } from '../domain/Grants';
import {
  Inventory,
  type ResourceFacts,
  type ResourceTypeFacts,
  type SiteFacts,
} from '../domain/Inventory';

const site: SiteFacts = {
  id: 'site',
  entityRef: 'resource:default/site',
  name: 'site',
  title: 'Site',
  visibility: 'public',
  timeZone: 'UTC',
  openingHours: [],
  admins: new Set(),
  members: new Set(),
  archived: false,
  grants: Grants.none,
};

/** A type with these buffers, for pure functions. */
export function typeFacts(
  setupMinutes = 0,
  teardownMinutes = 0,
): ResourceTypeFacts {
  return {
    id: `type-${setupMinutes}-${teardownMinutes}`,
    version: 1,
    name: 'type',
    title: 'Type',
    setupMinutes,
    teardownMinutes,
    attributesSchema: {},
    bookingParametersSchema: {},
    policyDefaults: {},
    rates: [],
    grants: Grants.none,
  };
}

export function resourceFacts(
  id: string,
  more: Partial<ResourceFacts> = {},
): ResourceFacts {
  const { type = typeFacts() } = more;
  return {
    id,
    version: 1,
    entityRef: `resource:default/${id}`,
    name: id,
    title: id,
    site,
    type,
    status: 'active',
    attributes: {},
    policies: type.policyDefaults,
    rates: type.rates,
    archived: false,
    grants: Grants.none,
    ...more,
  };
}

export function inventoryOf(resources: ResourceFacts[]): Inventory {
  const types = [...new Set(resources.map(resource => resource.type))];
  return Inventory.create({ revision: 1, sites: [site], types, resources });
}
