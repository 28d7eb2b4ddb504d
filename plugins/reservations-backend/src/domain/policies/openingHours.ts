import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import { DAY_MS, type Interval, intersect } from '../intervals';
import { hasOpeningHours, openStarts } from '../openStarts';
import { nearestStarts } from '../nearestStarts';
import { openIntervals } from '../siteCalendar';
import { sayInstant, sayPeriod, slotOf } from './say';
import type { Policy, PolicyFacts } from './types';
import { allowUnless } from './verdicts';

/** Doors open by the week; some more, for those that two sites have in common. */
const SEARCH_MS = 15 * DAY_MS;

/**
 * All of the time within the opening hours of the site; or, where the rule says
 * `edges`, its start and its end. A site without hours is always open.
 */
export const openingHours: Policy = facts => {
  const limited = facts.resources.filter(hasOpeningHours);
  return limited.length === 0
    ? []
    : allowUnless(
        'opening-hours',
        limited
          .filter(resource => !isOpen(resource, facts.time))
          .map(resource => denial(resource, limited, facts)),
      );
};

function isOpen(resource: ResourceFacts, { start, end }: Interval): boolean {
  const starts = openStarts(resource, end - start, { start, end: start + 1 });
  return starts.some(one => one.start <= start && start < one.end);
}

function denial(
  resource: ResourceFacts,
  limited: ResourceFacts[],
  facts: PolicyFacts,
): Verdict {
  const { title, site } = resource;
  const edges = resource.policies.openingHours === 'edges';
  const start = passingStart(limited, facts);
  const shorter = start === undefined ? shortened(resource, facts) : undefined;
  const slot =
    start === undefined
      ? shorter
      : { start, end: start + facts.time.end - facts.time.start };
  return {
    policy: 'opening-hours',
    result: 'deny',
    code: 'outside_opening_hours',
    message: edges
      ? `A booking of ${title} begins and ends while ${site.title} is open. ${doors(resource, facts)}`
      : `${title} can be used while ${site.title} is open. ${doors(resource, facts)}`,
    passes: slot ? sayPeriod(slot, site) : 'Another resource',
    ...(slot ? { slot: slotOf(slot) } : {}),
    facts: {
      title,
      site: site.title,
      rule: edges ? 'edges' : 'within',
      ...doorFacts(resource, facts),
    },
    resourceRef: resource.entityRef,
  };
}

/** The nearest start at which all doors allow that length, not before now. */
function passingStart(
  limited: ResourceFacts[],
  { time, now, startChanged }: PolicyFacts,
): number | undefined {
  if (!startChanged) {
    return undefined;
  }
  const lengthMs = time.end - time.start;
  const window = {
    start: Math.max(now, time.start - SEARCH_MS),
    end: Math.max(now, time.start) + SEARCH_MS,
  };
  const starts = limited
    .map(resource => openStarts(resource, lengthMs, window))
    .reduce((common, one) => intersect(common, one), [window]);
  return nearestStarts(starts, time.start, 1)[0];
}

/** As much of that time as there is until the door closes, or after it opens. */
function shortened(
  { site }: ResourceFacts,
  { time, startChanged }: PolicyFacts,
): Interval | undefined {
  const open = openIntervals(site, {
    start: time.start,
    end: time.start + SEARCH_MS,
  }).find(({ end }) => end > time.start);
  if (!open || (!startChanged && open.start > time.start)) {
    return undefined;
  }
  const start = Math.max(open.start, time.start);
  const end = Math.min(open.end, start + time.end - time.start);
  return { start, end };
}

/** When the door closes, where it is open; else when it opens, if it does. */
function nextDoor(
  { site }: ResourceFacts,
  { time }: PolicyFacts,
): { closes: number } | { opens: number } | undefined {
  const current = openIntervals(site, {
    start: time.start,
    end: time.start + SEARCH_MS,
  }).find(({ end }) => end > time.start);
  if (!current) {
    return undefined;
  }
  return current.start <= time.start
    ? { closes: current.end }
    : { opens: current.start };
}

function doorFacts(resource: ResourceFacts, facts: PolicyFacts) {
  return Object.fromEntries(
    Object.entries(nextDoor(resource, facts) ?? {}).map(([door, instant]) => [
      door,
      new Date(instant).toISOString(),
    ]),
  );
}

/** What the door sign says about that time. */
function doors(resource: ResourceFacts, facts: PolicyFacts): string {
  const door = nextDoor(resource, facts);
  if (!door) {
    return 'It is closed for all of that time.';
  }
  return 'closes' in door
    ? `It closes on ${sayInstant(door.closes, resource.site)}.`
    : `It opens on ${sayInstant(door.opens, resource.site)}.`;
}
