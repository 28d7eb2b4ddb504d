import type { Variables } from './cel/Expression';
import { toCel, withDoubles } from './cel/toCel';
import type { PolicyInput, PolicyItem } from './types';

/** All that rules may name; see docs/service-policies.md. */
export const VARIABLES: Variables = {
  request: 'dyn',
  item: 'dyn',
  parameters: 'dyn',
  current: 'dyn',
  owner: 'dyn',
  env: 'dyn',
  region: 'dyn',
  quota: 'dyn',
  cost: 'dyn',
  now: 'google.protobuf.Timestamp',
};

const DAY_MS = 24 * 60 * 60 * 1000;

export function requestVariables(input: PolicyInput): Record<string, unknown> {
  const { request, environment, quotas, cost, now } = input;
  const { windows: _, regions, ...env } = environment;
  return {
    request: toCel({
      ...request,
      endsAt: endOf(request.endDate),
      items: request.items.map((item, place) => describe(item, place)),
    }),
    owner: request.owner,
    env: toCel({ ...env, regions: regions.map(({ name }) => name) }),
    quota: withDoubles(quotas),
    cost: withDoubles(cost),
    now: new Date(now),
  };
}

export function itemVariables(
  item: PolicyItem,
  place: number,
): Record<string, unknown> {
  const described = toCel(describe(item, place)) as Record<string, unknown>;
  return {
    item: described,
    parameters: described.parameters,
    current: described.current,
    region: item.region,
  };
}

function describe(item: PolicyItem, place: number): object {
  return { ...item, index: item.index ?? place, current: item.current ?? {} };
}

/** A day ends with the day in UTC. One that is none has no end, so that rules about it fail. */
function endOf(day: string | undefined): Date | undefined {
  const start = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(start) ? undefined : new Date(start + DAY_MS);
}
