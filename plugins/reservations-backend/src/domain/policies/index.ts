import type { Policy, PolicyFacts } from './types';
import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import { accessGrant } from './accessGrant';
import { approval } from './approval';
import { horizon } from './horizon';
import { maintenance } from './maintenance';
import { maxLength } from './maxLength';
import { minLength } from './minLength';
import { noShows } from './noShows';
import { notice } from './notice';
import { openingHours } from './openingHours';
import { certifications } from './certifications';
import { project } from './project';
import { quota } from './quota';
import { resourceStatus } from './resourceStatus';

export type {
  ApprovedUse,
  Booker,
  DecidingFacts,
  PartyAccess,
  PlannedUse,
  Policy,
  PolicyFacts,
} from './types';

/** In the order in which a person reads the verdicts. */
const policies: Policy[] = [
  accessGrant,
  resourceStatus,
  maintenance,
  minLength,
  maxLength,
  notice,
  horizon,
  openingHours,
  quota,
  certifications,
  project,
  noShows,
  approval,
];

/** Whose denials nobody can set aside: there is nothing to book, or nobody to. */
const BINDING: ReadonlySet<string> = new Set(['access-grant']);
const BINDING_CODES: ReadonlySet<string> = new Set([
  'resource_archived',
  'project_unknown',
]);

/**
 * What every policy says; a booking needs all of them to allow it.
 *
 * @param overridden - Denials are set aside, as far as they can be.
 */
export function evaluatePolicies(
  facts: PolicyFacts,
  overridden = false,
): Verdict[] {
  const verdicts = policies.flatMap(policy => policy(facts));
  return overridden ? verdicts.map(setAside) : verdicts;
}

/** The same verdict, not counting any more if it is a denial of a house rule. */
export function setAside(verdict: Verdict): Verdict {
  const binding =
    BINDING.has(verdict.policy) || BINDING_CODES.has(verdict.code ?? '');
  return verdict.result === 'deny' && !binding
    ? { ...verdict, overridden: true }
    : verdict;
}

/** What depends on who books, and for what; hardly on when. */
const PERSONAL: ReadonlySet<string> = new Set(['certifications', 'project']);

/** Whether somebody else, or another project, is what it takes. */
export function isPersonal(verdicts: Verdict[]): boolean {
  return isDenied(verdicts.filter(({ policy }) => PERSONAL.has(policy)));
}

export function isDenied(verdicts: Verdict[]): boolean {
  return verdicts.some(({ result, overridden }) =>
    result === 'deny' ? !overridden : false,
  );
}

/** Whether it is let in only once somebody has approved it. */
export function needsApproval(verdicts: Verdict[]): boolean {
  return verdicts.some(({ result }) => result === 'approve');
}
