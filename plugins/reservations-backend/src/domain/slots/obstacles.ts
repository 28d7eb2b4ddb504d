import type {
  AttributeNeed,
  SlotObstacle,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { freeIntervals, usagesOf } from '../availability';
import type { HeldClaim } from '../claims';
import type { Inventory, ResourceFacts } from '../Inventory';
import { type Interval, MINUTE_MS } from '../intervals';
import { evaluatePolicies, type PartyAccess } from '../policies';
import { sayMinutes } from '../policies/verdicts';
import { meetsNeed } from './attributeNeeds';
import type { ClaimsById } from './findSlots';

/** What was asked of the resources, and which of them are left. */
export interface Narrowing {
  /** Of the type and sites, and the caller may book them. */
  bookable: ResourceFacts[];
  needs: readonly AttributeNeed[];
  units: number;
  count: number;
  minutes: number;
  window: Interval;
  now: number;
  parties: PartyAccess[];
  /** Those of `bookable` with what is needed. */
  candidates: ResourceFacts[];
}

const MAX_POLICIES = 5;

/** Why nothing was found, and what would have to give; most telling first. */
export function explainNothing(
  narrowing: Narrowing,
  denials: Verdict[],
  claims: ClaimsById,
  inventory: Inventory,
): SlotObstacle[] {
  const { bookable, candidates, count } = narrowing;
  if (bookable.length === 0) {
    return [
      {
        kind: 'nothing',
        message: 'There is nothing of this kind that you may book.',
      },
    ];
  }
  if (candidates.length === 0) {
    return unmet(narrowing);
  }
  const active = candidates.filter(one => isActive(one, inventory));
  if (active.length === 0) {
    return [
      {
        kind: 'status',
        message: `None of the ${candidates.length} that would do is in service.`,
      },
    ];
  }
  if (active.length < count) {
    return [tooFew(active.length)];
  }
  const found = [
    ...said(denials),
    ...longest(narrowing, active, claims, inventory),
    ...(count > 1 && denials.length === 0 ? [atOnce()] : []),
  ];
  return found.length > 0
    ? found
    : said(
        active
          .slice(0, MAX_POLICIES)
          .flatMap(one => refusalOf(one, narrowing, inventory)),
      );
}

/**
 * What a rule says to the whole window, where no free time in it is one that
 * passes: a place that is never open for so long is not even asked about.
 */
function refusalOf(
  resource: ResourceFacts,
  { units, minutes, window, now, parties }: Narrowing,
  inventory: Inventory,
): Verdict[] {
  const start = Math.max(window.start, now);
  return evaluatePolicies({
    resources: [resource],
    inventory,
    time: { start, end: start + minutes * MINUTE_MS },
    now,
    startChanged: true,
    parties,
    units: new Map([[resource.id, units]]),
  }).filter(({ result }) => result === 'deny');
}

/** The needs that no resource meets; or that there are none that meet them all. */
function unmet({ bookable, needs, units }: Narrowing): SlotObstacle[] {
  const most = Math.max(...bookable.map(one => one.capacity ?? 1));
  const hopeless = needs.filter(
    need => !bookable.some(one => meetsNeed(one, need)),
  );
  const tellable = hopeless.length > 0 ? hopeless : needs;
  return [
    ...(most < units
      ? [
          {
            kind: 'units' as const,
            value: most,
            message: `The largest pool has ${most} units.`,
          },
        ]
      : []),
    ...tellable.map(need => needObstacle(need, bookable, hopeless.length > 0)),
  ];
}

function needObstacle(
  { name, op }: AttributeNeed,
  bookable: ResourceFacts[],
  alone: boolean,
): SlotObstacle {
  const values = bookable
    .map(one => one.attributes[name])
    .filter(value => typeof value === 'number');
  if (values.length === 0 || op === 'contains' || op === '=') {
    return {
      kind: 'attribute',
      attribute: name,
      message: alone
        ? `None has this ${name}.`
        : `None has this ${name} together with the rest.`,
    };
  }
  const best = op === '>=' ? Math.max(...values) : Math.min(...values);
  const word = op === '>=' ? 'most' : 'least';
  return {
    kind: 'attribute',
    attribute: name,
    value: best,
    message: `The ${word} ${name} there is: ${best}.`,
  };
}

function said(denials: Verdict[]): SlotObstacle[] {
  const byRule = new Map(denials.map(one => [one.code ?? one.policy, one]));
  return [...byRule.values()].slice(0, MAX_POLICIES).map(verdict => ({
    kind: 'policy',
    message: verdict.message ?? verdict.policy,
    code: verdict.code,
    resourceRef: verdict.resourceRef,
    passes: verdict.passes,
  }));
}

/** The longest time that one of them is free. */
function longest(
  { units, minutes, window }: Narrowing,
  active: ResourceFacts[],
  claims: ClaimsById,
  inventory: Inventory,
): SlotObstacle[] {
  const most = active
    .map(resource => ({
      resource,
      minutes: longestFree(resource, units, window, claims, inventory),
    }))
    .reduce((best, one) => (one.minutes > best.minutes ? one : best));
  if (most.minutes >= minutes) {
    return [];
  }
  return [
    {
      kind: 'length',
      value: most.minutes,
      resourceRef: most.resource.entityRef,
      message:
        most.minutes === 0
          ? 'All that would do are taken for all of this time.'
          : `The longest time free is ${sayMinutes(most.minutes)}, on ${most.resource.title}.`,
    },
  ];
}

/** Minutes that a booking could take, setup and teardown left out. */
function longestFree(
  resource: ResourceFacts,
  units: number,
  window: Interval,
  claims: ClaimsById,
  inventory: Inventory,
): number {
  const own: HeldClaim[] = [resource, ...inventory.ancestors(resource)].flatMap(
    one => claims.get(one.id) ?? [],
  );
  const setup = resource.type.setupMinutes * MINUTE_MS;
  const teardown = resource.type.teardownMinutes * MINUTE_MS;
  const around = {
    start: window.start - setup,
    end: window.end + teardown,
  };
  const usages = usagesOf(resource, own, inventory);
  const lengths = freeIntervals(resource, usages, around, units).map(
    ({ start, end }) => end - start - setup - teardown,
  );
  return Math.floor(Math.max(0, ...lengths) / MINUTE_MS);
}

function isActive(resource: ResourceFacts, inventory: Inventory): boolean {
  return [resource, ...inventory.ancestors(resource)].every(
    one => one.status === 'active',
  );
}

function tooFew(available: number): SlotObstacle {
  return {
    kind: 'resources',
    value: available,
    message: `Only ${available} in service would do.`,
  };
}

function atOnce(): SlotObstacle {
  return {
    kind: 'resources',
    message: 'So many are never free at once on one site.',
  };
}
