import type {
  PolicyDefaults,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';

/** The denials, or one verdict that allows. */
export function allowUnless(policy: string, denials: Verdict[]): Verdict[] {
  return denials.length > 0 ? denials : [{ policy, result: 'allow' }];
}

/** The resources with a rule of this name, each with what it says. */
export function withLimit<Limit extends keyof PolicyDefaults>(
  resources: ResourceFacts[],
  limit: Limit,
): { resource: ResourceFacts; value: NonNullable<PolicyDefaults[Limit]> }[] {
  return resources.flatMap(resource => {
    const value = resource.policies[limit];
    return value === undefined ? [] : [{ resource, value: value! }];
  });
}

/** Minutes as people say them: `90` is `1 h 30 min`. */
export function sayMinutes(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  return (
    [
      [days, 'd'],
      [hours, 'h'],
      [rest, 'min'],
    ] as const
  )
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
