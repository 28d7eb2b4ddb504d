import type { Slot } from '@callboard/backstage-plugin-reservations-common';
import type { HeldClaim } from './claims';
import type { Inventory, ResourceFacts } from './Inventory';
import {
  gaps,
  type Interval,
  MINUTE_MS,
  type Usage,
  usageSteps,
} from './intervals';
import { evaluatePolicies, isDenied } from './policies';

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
      const usages = usagesOf(resource, claims, inventory);
      // One millisecond longer: a start that leaves no room over is a start too.
      return freeIntervals(resource, usages, around, units)
        .map(({ start, end }) => ({
          start: start + before,
          end: end - after + 1,
        }))
        .filter(({ start, end }) => start < end);
    })
    .reduce((common, starts) => intersect(common, starts), [demand.window])
    .map(({ start, end }) => ({ start: Math.max(start, demand.now), end }))
    .filter(({ start, end }) => start < end);
}

function intersect(a: Interval[], b: Interval[]): Interval[] {
  return a.flatMap(one =>
    b
      .map(other => ({
        start: Math.max(one.start, other.start),
        end: Math.min(one.end, other.end),
      }))
      .filter(({ start, end }) => start < end),
  );
}

const GRID_MS = 5 * MINUTE_MS;

/** The next full five minutes, as people give times; the instant itself if none fits. */
function roundUp(instant: number, limit: number): number {
  const rounded = Math.ceil(instant / GRID_MS) * GRID_MS;
  return rounded < limit ? rounded : instant;
}

function roundDown(instant: number, limit: number): number {
  const rounded = Math.floor(instant / GRID_MS) * GRID_MS;
  return rounded >= limit ? rounded : instant;
}

/**
 * The slots nearest to `wanted`, nearest first: in each interval the wanted
 * start itself if it is in there, else the end that is closer.
 */
export function nearestStarts(
  intervals: Interval[],
  wanted: number,
  count: number,
): number[] {
  return intervals
    .map(({ start, end }) => {
      if (wanted < start) {
        return roundUp(start, end);
      }
      return wanted >= end ? roundDown(end - 1, start) : wanted;
    })
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    .slice(0, count);
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
          }),
        ),
    )
    .map(({ start, end }) => ({
      resourceRef: resources[0].entityRef,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
    }));
}
