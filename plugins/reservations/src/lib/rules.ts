import type {
  PolicyDefaults,
  Resource,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';

export type RuleName = keyof PolicyDefaults;

/** What holds for a resource: its type's rules, its own in the place of those. */
export function rulesOf(
  resource: Pick<Resource, 'policies'>,
  type: Pick<ResourceType, 'policyDefaults'> | undefined,
): PolicyDefaults {
  return { ...type?.policyDefaults, ...resource.policies };
}

/** Without the rule where `value` is undefined, so that another's counts. */
export function withRule<Name extends RuleName>(
  rules: PolicyDefaults,
  name: Name,
  value: PolicyDefaults[Name] | undefined,
): PolicyDefaults {
  const { [name]: _before, ...others } = rules;
  return value === undefined ? others : { ...others, [name]: value };
}

const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type DurationUnit = keyof typeof UNITS;
export const DURATION_UNITS = Object.keys(UNITS) as DurationUnit[];

/** The largest unit in which so many minutes are a whole number. */
export function unitOf(minutes: number | undefined): DurationUnit {
  const fits = (unit: DurationUnit) =>
    minutes !== undefined && minutes > 0 && minutes % UNITS[unit] === 0;
  return [...DURATION_UNITS].reverse().find(fits) ?? 'minutes';
}

export function inUnit(minutes: number, unit: DurationUnit): number {
  return minutes / UNITS[unit];
}

export function inMinutes(amount: number, unit: DurationUnit): number {
  return Math.round(amount * UNITS[unit]);
}
