import type { Policy, PolicyFacts } from './types';
import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import { horizon } from './horizon';
import { maxLength } from './maxLength';
import { minLength } from './minLength';
import { notice } from './notice';
import { resourceStatus } from './resourceStatus';

export type { Policy, PolicyFacts } from './types';

/** In the order in which a person reads the verdicts. */
const policies: Policy[] = [
  resourceStatus,
  minLength,
  maxLength,
  notice,
  horizon,
];

/** What every policy says; a booking needs all of them to allow it. */
export function evaluatePolicies(facts: PolicyFacts): Verdict[] {
  return policies.flatMap(policy => policy(facts));
}

export function isDenied(verdicts: Verdict[]): boolean {
  return verdicts.some(verdict => verdict.result === 'deny');
}
