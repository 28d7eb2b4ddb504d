import { nearestStarts, startIntervals } from './availability';
import type { HeldClaim } from './claims';
import type { Inventory, ResourceFacts } from './Inventory';
import { DAY_MS, type Interval } from './intervals';
import { evaluatePolicies, isDenied, type PartyAccess } from './policies';

const AHEAD_MS = 14 * DAY_MS;
const MOST_EQUIVALENTS = 30;
const SAME_TIME = 3;
const MOST = 5;

type Units = { resource: ResourceFacts; units: number }[];

/** A booking that cannot stay where and when it is. */
export interface Displaced {
  booked: Units;
  /** Ids of those of its resources that it cannot keep at its time. */
  hit: ReadonlySet<string>;
  time: Interval;
  now: number;
  /** Who must have access to all of it. */
  parties?: PartyAccess[];
}

/** Where and when a booking could be instead. */
export interface Alternative {
  resources: Units;
  time: Interval;
  sameTime: boolean;
}

/** Others of the same type and site that have as many units. */
export function equivalentsOf(
  resource: ResourceFacts,
  units: number,
  inventory: Inventory,
): ResourceFacts[] {
  return [...inventory.resources()]
    .filter(
      other =>
        other !== resource &&
        other.type === resource.type &&
        other.site === resource.site &&
        !other.archived &&
        (other.capacity ?? 1) >= units,
    )
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .slice(0, MOST_EQUIVALENTS);
}

/** Ids of all whose claims decide where a displaced booking may go. */
export function searchedFor(
  { booked, hit }: Pick<Displaced, 'booked' | 'hit'>,
  inventory: Inventory,
): string[] {
  const resources = booked.flatMap(({ resource, units }) => [
    resource,
    ...(hit.has(resource.id) ? equivalentsOf(resource, units, inventory) : []),
  ]);
  return [
    ...new Set(
      resources.flatMap(one => [
        one.id,
        ...inventory.ancestors(one).map(above => above.id),
      ]),
    ),
  ];
}

/**
 * Where a displaced booking could go, the least change first: to equivalent
 * resources at its own time, then to the nearest later times, on its own
 * resources before others. At most five.
 *
 * @param claims - Of other bookings, on what {@link searchedFor} names.
 */
export function alternativesOf(
  displaced: Displaced,
  claims: HeldClaim[],
  inventory: Inventory,
): Alternative[] {
  const { booked, time } = displaced;
  const free = (resources: Units, window: Interval, count: number) =>
    freeTimes(resources, window, count, displaced, claims, inventory);
  const now = { start: time.start, end: time.start + 1 };
  const replaced = replacements(
    displaced,
    inventory,
    candidate => free([candidate], now, 1).length > 0,
  );
  const later = { start: time.start + 1, end: time.start + AHEAD_MS };
  const distance = (one: Alternative) => one.time.start - time.start;
  return [
    ...replaced
      .flatMap(resources => free(resources, now, 1))
      .slice(0, SAME_TIME),
    ...[
      ...free(booked, later, 2),
      ...replaced.slice(0, SAME_TIME).flatMap(one => free(one, later, 1)),
    ].sort((a, b) => distance(a) - distance(b)),
  ].slice(0, MOST);
}

/** The booking's resources with others in the place of those that are hit. */
function replacements(
  { booked, hit }: Displaced,
  inventory: Inventory,
  isFree: (candidate: Units[number]) => boolean,
): Units[] {
  const gone = booked.filter(({ resource }) => hit.has(resource.id));
  const kept = booked.filter(({ resource }) => !hit.has(resource.id));
  const own = new Set(booked.map(({ resource }) => resource.id));
  const candidates = gone.map(({ resource, units }) =>
    equivalentsOf(resource, units, inventory)
      .filter(({ id }) => !own.has(id))
      .map(other => ({ resource: other, units })),
  );
  if (gone.length === 1) {
    return candidates[0].map(one => [...kept, one]);
  }
  // One way of replacing several: each by the first that is free and not taken.
  const taken = new Set<string>();
  const chosen = candidates.flatMap(list => {
    const found = list.find(one => !taken.has(one.resource.id) && isFree(one));
    taken.add(found?.resource.id ?? '');
    return found ?? [];
  });
  return chosen.length === gone.length ? [[...kept, ...chosen]] : [];
}

function freeTimes(
  resources: Units,
  window: Interval,
  count: number,
  { time, now, parties }: Displaced,
  claims: HeldClaim[],
  inventory: Inventory,
): Alternative[] {
  const lengthMs = time.end - time.start;
  const starts = startIntervals(
    { resources, lengthMs, window, now, parties },
    claims,
    inventory,
  );
  return nearestStarts(starts, time.start, count * 3)
    .map(start => ({ start, end: start + lengthMs }))
    .filter(
      at =>
        !isDenied(
          evaluatePolicies({
            resources: resources.map(({ resource }) => resource),
            inventory,
            time: at,
            now,
            startChanged: at.start !== time.start,
            parties,
          }),
        ),
    )
    .slice(0, count)
    .map(at => ({
      resources,
      time: at,
      sameTime: at.start === time.start,
    }));
}
