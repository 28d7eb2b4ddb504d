import type { Slot } from '@callboard/backstage-plugin-reservations-common';
import type { HeldClaim } from './claims';
import type { Inventory, ResourceFacts } from './Inventory';
import {
  gaps,
  intersect,
  type Interval,
  MINUTE_MS,
  type Usage,
  usageSteps,
} from './intervals';
import { hasOpeningHours, openStarts } from './openStarts';
import { evaluatePolicies, isDenied, type PartyAccess } from './policies';

export { nearestStarts } from './nearestStarts';

/** The units of `resource` that claims take, when. A whole one above takes all. */
export function usagesOf(
  resource: ResourceFacts,
  claims: HeldClaim[],
  inventory: Inventory,
): Usage[] {
  const above = new Set(inventory.ancestors(resource).map(a => a.id));
  const all = resource.capacity ?? 1;
  return claims.flatMap(claim => {
    const time = { start: claim.from, end: claim.until };
    if (claim.resourceId === resource.id) {
      const units = resource.capacity === undefined ? 1 : claim.units;
      return [{ ...time, units }];
    }
    return claim.whole && above.has(claim.resourceId)
      ? [{ ...time, units: all }]
      : [];
  });
}

/** When maintenance takes all of `resource`. */
export function maintenanceOf(
  resource: ResourceFacts,
  inventory: Inventory,
): Usage[] {
  return inventory.maintenance(resource).map(({ from, until }) => ({
    start: from,
    end: until,
    units: resource.capacity ?? 1,
  }));
}

/** When at least `units` of `resource` are free within `window`. */
export function freeIntervals(
  resource: ResourceFacts,
  usages: Usage[],
  window: Interval,
  units: number,
): Interval[] {
  const capacity = resource.capacity ?? 1;
  if (units > capacity) {
    return [];
  }
  const full = usageSteps(usages).filter(step => step.units + units > capacity);
  return gaps(window, full);
}

/** What a slot has to satisfy. */
export interface SlotDemand {
  resources: { resource: ResourceFacts; units: number }[];
  lengthMs: number;
  window: Interval;
  now: number;
  /** Who must have access for all of it. */
  parties?: PartyAccess[];
}

/**
 * The intervals in which a slot of that length may begin: the room in each gap
 * after setup and before length and teardown, common to all resources.
 */
export function startIntervals(
  demand: SlotDemand,
  claims: HeldClaim[],
  inventory: Inventory,
): Interval[] {
  return demand.resources
    .map(({ resource, units }) => {
      const before = resource.type.setupMinutes * MINUTE_MS;
      const after = demand.lengthMs + resource.type.teardownMinutes * MINUTE_MS;
      const around = {
        start: demand.window.start - before,
        end: demand.window.end + after,
      };
      const usages = [
        ...usagesOf(resource, claims, inventory),
        ...maintenanceOf(resource, inventory),
      ];
      // One millisecond longer: a start that leaves no room over is a start too.
      return freeIntervals(resource, usages, around, units)
        .map(({ start, end }) => ({
          start: start + before,
          end: end - after + 1,
        }))
        .filter(({ start, end }) => start < end);
    })
    .concat(openingStarts(demand))
    .concat(accessStarts(demand))
    .reduce((common, starts) => intersect(common, starts), [demand.window])
    .map(({ start, end }) => ({ start: Math.max(start, demand.now), end }))
    .filter(({ start, end }) => start < end);
}

/** When a slot may begin so that the doors are open as they have to be. */
function openingStarts({
  resources,
  lengthMs,
  window,
}: SlotDemand): Interval[][] {
  return resources
    .filter(({ resource }) => hasOpeningHours(resource))
    .map(({ resource }) => openStarts(resource, lengthMs, window));
}

/** When a slot may begin so that it ends within everybody's access. */
function accessStarts({
  resources,
  parties = [],
  lengthMs,
}: SlotDemand): Interval[][] {
  return parties.flatMap(party =>
    resources.flatMap(({ resource }) => {
      const times = party.times(resource);
      return times === 'always'
        ? []
        : [times.map(({ start, end }) => ({ start, end: end - lengthMs + 1 }))];
    }),
  );
}

/** Slots beginning at these instants that no policy would deny. */
export function allowedSlots(
  starts: number[],
  demand: SlotDemand,
  inventory: Inventory,
): Slot[] {
  const resources = demand.resources.map(({ resource }) => resource);
  return starts
    .map(start => ({ start, end: start + demand.lengthMs }))
    .filter(
      time =>
        !isDenied(
          evaluatePolicies({
            resources,
            inventory,
            time,
            now: demand.now,
            startChanged: true,
            parties: demand.parties,
          }),
        ),
    )
    .map(({ start, end }) => ({
      resourceRef: resources[0].entityRef,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
    }));
}
