import type { JsonObject, JsonValue } from '@backstage/types';
import { invalidField } from '@callboard/backend-openapi';
import type { Notice } from '@callboard/backstage-plugin-reservations-common';
import { type LockMode, requireLock } from '../bookings/lockResources';
import { notFound } from '../errors';
import {
  type BookedResource,
  planClaims,
  type PlannedClaim,
  reduceToAncestors,
} from './claims';
import type { Inventory, ResourceFacts } from './Inventory';
import type { Interval } from './intervals';
import { checkAgainstSchema } from './jsonSchema';

/** What is to be booked, as far as resources and time go. */
export interface BookingDemand {
  resourceRefs: string[];
  /** Units of pools by resource ref; 1 where not named. */
  units?: Record<string, number>;
  time: Interval;
  /** Checked against the types when given. */
  parameters?: JsonObject;
  /** Minutes of setup by resource id, where it has taken place already. */
  setupDone?: ReadonlyMap<string, number>;
}

/** What booking it means, at one revision of the inventory. */
export interface BookingPlan {
  inventory: Inventory;
  time: Interval;
  booked: BookedResource[];
  claims: PlannedClaim[];
  locks: Map<string, LockMode>;
  notices: Notice[];
}

/** Throws a 404 for an unknown resource, a 400 for what can never be booked. */
export function planBooking(
  demand: BookingDemand,
  inventory: Inventory,
): BookingPlan {
  const named = demand.resourceRefs.map(ref => {
    const resource = inventory.resourceByRef(ref);
    if (!resource) {
      throw notFound('resource', ref);
    }
    return resource;
  });
  const { kept, covered } = reduceToAncestors(named, inventory);
  checkUnitsAreNamed(demand.units ?? {}, named, inventory);
  const booked = kept.map(resource => ({
    resource,
    units: unitsOf(resource, demand.units ?? {}, inventory),
    setupMinutes:
      demand.setupDone?.get(resource.id) ?? resource.type.setupMinutes,
    teardownMinutes: resource.type.teardownMinutes,
  }));
  if (demand.parameters) {
    checkParameters(demand.parameters, kept);
  }
  const claims = planClaims(booked, demand.time, inventory);
  const locks = new Map<string, LockMode>();
  for (const claim of claims) {
    requireLock(locks, claim.resourceId, claim.whole ? 'update' : 'share');
  }
  return {
    inventory,
    time: demand.time,
    booked,
    claims,
    locks,
    notices: covered.map(({ resource, by }) => ({
      code: 'reduced_to_ancestor',
      message: `${resource.title} is part of ${by.title}, which is booked as a whole.`,
      resourceRef: resource.entityRef,
    })),
  };
}

function checkUnitsAreNamed(
  units: Record<string, number>,
  named: ResourceFacts[],
  inventory: Inventory,
): void {
  for (const ref of Object.keys(units)) {
    const resource = inventory.resourceByRef(ref);
    if (!resource || !named.includes(resource)) {
      throw invalidField(`units/${ref}`, 'is not one of resourceRefs');
    }
  }
}

function unitsOf(
  resource: ResourceFacts,
  units: Record<string, number>,
  inventory: Inventory,
): number {
  const ref = Object.keys(units).find(
    key => inventory.resourceByRef(key) === resource,
  );
  const wanted = ref === undefined ? 1 : units[ref];
  if (wanted > (resource.capacity ?? 1)) {
    throw invalidField(
      `units/${ref}`,
      resource.capacity === undefined
        ? 'must be 1: it is booked as a whole'
        : `must be at most ${resource.capacity}`,
    );
  }
  return wanted;
}

/**
 * One object for resources of one type; an object for each resource, keyed by
 * its ref, for resources of several.
 */
function checkParameters(
  parameters: JsonObject,
  resources: ResourceFacts[],
): void {
  const types = new Set(resources.map(resource => resource.type));
  if (types.size === 1) {
    checkAgainstSchema(
      resources[0].type.bookingParametersSchema,
      parameters,
      'parameters',
    );
    return;
  }
  const refs = new Set(resources.map(resource => resource.entityRef));
  const stranger = Object.keys(parameters).find(ref => !refs.has(ref));
  if (stranger !== undefined) {
    throw invalidField(
      `parameters/${stranger}`,
      'is not a booked resource: resources of several types are booked, so parameters are keyed by resource ref',
    );
  }
  for (const resource of resources) {
    const own: JsonValue = parameters[resource.entityRef] ?? {};
    checkAgainstSchema(
      resource.type.bookingParametersSchema,
      own,
      `parameters/${resource.entityRef}`,
    );
  }
}
