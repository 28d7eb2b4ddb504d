import type { Inventory, ResourceFacts } from './Inventory';
import { type Interval, MINUTE_MS, overlaps, peakUnits } from './intervals';

/**
 * How nothing is ever double-booked.
 *
 * A booking claims each resource it names as a *whole*, and each ancestor of it
 * as a *part*, for its time widened by setup and teardown. Two overlapping
 * claims on one exclusive resource conflict unless both are part claims: two
 * nodes of a cluster may be booked side by side, because they are kept apart
 * each on itself, but the cluster conflicts with any of its nodes, and a node
 * with its cluster. Siblings and cousins never meet.
 *
 * A pool of N units takes claims as long as the units taken at any one instant
 * stay within N. The peak decides, not the number of claims: two claims that
 * follow each other do not add up.
 *
 * Claims are decided under row locks (see `bookings/lockResources.ts`); the
 * database's own constraint on the claim table is only the backstop.
 */
export interface PlannedClaim {
  resourceId: string;
  whole: boolean;
  /** Whether the resource is exclusive; a pool's claims may overlap. */
  exclusive: boolean;
  units: number;
  /** Epoch milliseconds, setup included. */
  from: number;
  /** Epoch milliseconds, teardown included. */
  until: number;
}

/** A claim that another booking holds. */
export interface HeldClaim extends PlannedClaim {
  bookingId: string;
}

export interface BookedResource {
  resource: ResourceFacts;
  units: number;
  setupMinutes: number;
  teardownMinutes: number;
}

/** The claims of a booking, at most one for each resource. */
export function planClaims(
  booked: BookedResource[],
  time: Interval,
  inventory: Inventory,
): PlannedClaim[] {
  const claims = new Map<string, PlannedClaim>();
  for (const { resource, units, setupMinutes, teardownMinutes } of booked) {
    const from = time.start - setupMinutes * MINUTE_MS;
    const until = time.end + teardownMinutes * MINUTE_MS;
    claims.set(resource.id, {
      resourceId: resource.id,
      whole: true,
      exclusive: resource.capacity === undefined,
      units,
      from,
      until,
    });
    for (const ancestor of inventory.ancestors(resource)) {
      const shared = claims.get(ancestor.id);
      claims.set(ancestor.id, {
        resourceId: ancestor.id,
        whole: false,
        exclusive: ancestor.capacity === undefined,
        units: 0,
        from: Math.min(from, shared?.from ?? from),
        until: Math.max(until, shared?.until ?? until),
      });
    }
  }
  return [...claims.values()];
}

export interface Reduction {
  kept: ResourceFacts[];
  /** What was left out, and for which ancestor. */
  covered: { resource: ResourceFacts; by: ResourceFacts }[];
}

/** Leaves out what an ancestor in the same list books anyway, and duplicates. */
export function reduceToAncestors(
  resources: ResourceFacts[],
  inventory: Inventory,
): Reduction {
  const named = new Map(resources.map(resource => [resource.id, resource]));
  const reduction: Reduction = { kept: [], covered: [] };
  for (const resource of named.values()) {
    const by = inventory.ancestors(resource).findLast(a => named.has(a.id));
    if (by) {
      reduction.covered.push({ resource, by });
    } else {
      reduction.kept.push(resource);
    }
  }
  return reduction;
}

/** Those of `held` that leave no room for one of `planned`. */
export function findConflicts(
  planned: PlannedClaim[],
  held: HeldClaim[],
  capacityOf: (resourceId: string) => number | undefined,
): HeldClaim[] {
  return planned.flatMap(claim => {
    const window = { start: claim.from, end: claim.until };
    const rivals = held.filter(
      other =>
        other.resourceId === claim.resourceId &&
        overlaps({ start: other.from, end: other.until }, window),
    );
    const capacity = capacityOf(claim.resourceId);
    if (capacity === undefined) {
      return rivals.filter(other => claim.whole || other.whole);
    }
    const usages = rivals.map(({ from, until, units }) => ({
      start: from,
      end: until,
      units,
    }));
    return peakUnits(usages, window) + claim.units > capacity ? rivals : [];
  });
}
