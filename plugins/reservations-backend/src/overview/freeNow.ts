import type { OverviewType } from '@callboard/backstage-plugin-reservations-common';
import { maintenanceOf, usagesOf } from '../domain/availability';
import type { HeldClaim } from '../domain/claims';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { peakUnits } from '../domain/intervals';

/**
 * How many resources of each type are free at an instant: bookable, with a unit
 * that nobody holds, setup and teardown included.
 *
 * @param claims - Those that touch the instant, on the resources and all above.
 */
export function freeNow(
  resources: readonly ResourceFacts[],
  claims: readonly HeldClaim[],
  inventory: Inventory,
  now: number,
): OverviewType[] {
  const byResource = Map.groupBy(claims, claim => claim.resourceId);
  const byType = Map.groupBy(resources, ({ type }) => type);
  return [...byType]
    .map(([type, ofType]) => ({
      type: type.name,
      title: type.title,
      free: ofType.filter(resource => isFree(resource)).length,
      total: ofType.length,
    }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));

  function isFree(resource: ResourceFacts): boolean {
    const chain = [resource, ...inventory.ancestors(resource)];
    if (chain.some(({ status, archived }) => archived || status !== 'active')) {
      return false;
    }
    const held = chain.flatMap(one => byResource.get(one.id) ?? []);
    const usages = [
      ...usagesOf(resource, held, inventory),
      ...maintenanceOf(resource, inventory),
    ];
    return (
      peakUnits(usages, { start: now, end: now + 1 }) < (resource.capacity ?? 1)
    );
  }
}
