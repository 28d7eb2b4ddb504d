import type { ClaimStore } from '../bookings/ClaimStore';
import type { Writer } from '@callboard/backend-database';
import {
  findConflicts,
  type HeldClaim,
  type PlannedClaim,
} from '../domain/claims';
import type { Inventory, ResourceFacts } from '../domain/Inventory';

/**
 * What becomes of the bookings below `resource` when the inventory turns from
 * `before` into `after` (another parent, another capacity): the claims they
 * would have then, and those that would no longer fit.
 *
 * The caller holds the locks of the subtree and of the old and new ancestors,
 * so no booking comes or goes meanwhile.
 */
export async function refitClaims(
  tx: Writer,
  claims: ClaimStore,
  options: {
    resource: ResourceFacts;
    before: Inventory;
    after: Inventory;
    now: number;
  },
): Promise<{ refitted: Map<string, PlannedClaim[]>; misfits: HeldClaim[] }> {
  const { resource, before, after, now } = options;
  const subtree = [resource, ...before.descendants(resource)].map(r => r.id);
  const affected = await claims.listOfBookingsOn(tx, subtree, now);
  const refitted = new Map(
    Object.entries(Object.groupBy(affected, claim => claim.bookingId)).map(
      ([bookingId, own = []]) => [bookingId, replan(own, after, now)],
    ),
  );
  const touched = new Set(
    [...refitted.values()].flat().map(claim => claim.resourceId),
  );
  const others = (
    await claims.listInWindow(tx, [...touched], now, Number.MAX_SAFE_INTEGER)
  ).filter(claim => !refitted.has(claim.bookingId));
  const all = [
    ...others,
    ...[...refitted].flatMap(([bookingId, planned]) =>
      planned.map(claim => ({ ...claim, bookingId })),
    ),
  ];
  const misfits = [...refitted].flatMap(([bookingId, planned]) => {
    const rivals = all.filter(claim => claim.bookingId !== bookingId);
    const conflicts = findConflicts(
      planned,
      rivals,
      id => after.resource(id)?.capacity,
    );
    return conflicts.length > 0 || exceedsCapacity(planned, after)
      ? planned
          .filter(claim => claim.whole)
          .map(claim => ({ ...claim, bookingId }))
      : [];
  });
  return { refitted, misfits };
}

function exceedsCapacity(planned: PlannedClaim[], inventory: Inventory) {
  return planned.some(claim => {
    const capacity = inventory.resource(claim.resourceId)?.capacity;
    return claim.whole
      ? claim.units > (capacity ?? 1)
      : // Part of a pool: archived things below it keep their bookings.
        capacity !== undefined;
  });
}

/**
 * The same whole claims, with the part claims of the new chains, from `now` on:
 * what is past cannot be refused any more. Where a booking holds a resource and
 * has come to hold one above it too, that one is held for as long: its whole
 * claim stands in for the part claim.
 */
function replan(
  own: HeldClaim[],
  inventory: Inventory,
  now: number,
): PlannedClaim[] {
  const current = own
    .filter(one => one.whole && one.until > now)
    .map(({ bookingId: _, ...held }) => ({
      ...held,
      exclusive: inventory.resource(held.resourceId)?.capacity === undefined,
      from: Math.max(held.from, now),
    }));
  const claims = new Map<string, PlannedClaim>(
    current.map(claim => [claim.resourceId, { ...claim }]),
  );
  for (const { resourceId, from, until } of current) {
    const resource = inventory.resource(resourceId);
    for (const ancestor of resource ? inventory.ancestors(resource) : []) {
      const shared = claims.get(ancestor.id) ?? {
        resourceId: ancestor.id,
        whole: false,
        exclusive: ancestor.capacity === undefined,
        units: 0,
        from,
        until,
      };
      claims.set(ancestor.id, {
        ...shared,
        from: Math.min(from, shared.from),
        until: Math.max(until, shared.until),
      });
    }
  }
  return [...claims.values()];
}
