import type { Inventory, MaintenanceFacts, ResourceFacts } from './Inventory';
import { type Interval, MINUTE_MS, overlaps } from './intervals';

export function intervalOf({ from, until }: MaintenanceFacts): Interval {
  return { start: from, end: until };
}

/** A booking's time with the setup and teardown that the type asks for. */
export function withBuffers(time: Interval, { type }: ResourceFacts): Interval {
  return {
    start: time.start - type.setupMinutes * MINUTE_MS,
    end: time.end + type.teardownMinutes * MINUTE_MS,
  };
}

/** The windows in the way of booking `resource` at `time`, earliest first. */
export function maintenanceDuring(
  resource: ResourceFacts,
  time: Interval,
  inventory: Inventory,
): MaintenanceFacts[] {
  const taken = withBuffers(time, resource);
  return inventory
    .maintenance(resource)
    .filter(window => overlaps(intervalOf(window), taken));
}

/** The first time of that length from `time` on that no window is in the way of. */
export function afterMaintenance(
  resource: ResourceFacts,
  time: Interval,
  inventory: Inventory,
): Interval {
  const length = time.end - time.start;
  let next = time;
  for (
    let [inTheWay] = maintenanceDuring(resource, next, inventory);
    inTheWay;
    [inTheWay] = maintenanceDuring(resource, next, inventory)
  ) {
    const start = inTheWay.until + resource.type.setupMinutes * MINUTE_MS;
    next = { start, end: start + length };
  }
  return next;
}

/** The window that `resource` is in at an instant. */
export function currentMaintenance(
  resource: ResourceFacts,
  now: number,
  inventory: Inventory,
): MaintenanceFacts | undefined {
  return inventory
    .maintenance(resource)
    .find(({ from, until }) => from <= now && now < until);
}
