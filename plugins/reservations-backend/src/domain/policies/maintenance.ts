import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { afterMaintenance, maintenanceDuring } from '../maintenance';
import { timeFormat } from '../timeFormat';
import type { Policy } from './types';

/**
 * No booking, setup and teardown included, within a maintenance window of the
 * resource or of what it is part of. One that is over is in nobody's way, even
 * where a setup would have to have begun in it.
 */
export const maintenance: Policy = ({ resources, inventory, time, now }) =>
  resources.flatMap(resource => denialOf(resource, time, inventory, now));

function denialOf(
  resource: ResourceFacts,
  time: Interval,
  inventory: Inventory,
  now: number,
): Verdict[] {
  const window = maintenanceDuring(resource, time, inventory)
    .filter(({ until }) => until > now)
    .at(-1);
  if (!window) {
    return [];
  }
  const cause = inventory.resource(window.resourceId) ?? resource;
  const subject =
    cause === resource
      ? resource.title
      : `${resource.title} is part of ${cause.title}, which`;
  const next = afterMaintenance(resource, time, inventory);
  const slot = {
    start: new Date(next.start).toISOString(),
    end: new Date(next.end).toISOString(),
  };
  return [
    {
      policy: 'maintenance',
      result: 'deny',
      code: 'maintenance_window',
      message: `${subject} is in maintenance until ${say(window.until, resource)} (${window.title}).`,
      passes: `A start from ${slot.start}, or an end before the maintenance begins on ${say(window.from, resource)}`,
      slot,
      facts: {
        title: resource.title,
        cause: cause.title,
        what: window.title,
        from: new Date(window.from).toISOString(),
        until: new Date(window.until).toISOString(),
      },
      resourceRef: resource.entityRef,
    },
  ];
}

function say(instant: number, { site }: ResourceFacts): string {
  return timeFormat('en-GB', {
    timeZone: site.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}
