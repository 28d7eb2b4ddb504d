import { NotAllowedError } from '@backstage/errors';
import { withDetails } from '@callboard/backend-openapi';
import type {
  GivenOverride,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';

/** Denials that nobody has set aside. */
export function standing(
  verdicts: readonly Verdict[],
  override: GivenOverride | undefined,
): Verdict[] {
  return verdicts.filter(
    ({ policy, result }) =>
      result === 'deny' && !override?.policies.includes(policy),
  );
}

/** The verdicts as people see them: what was set aside is marked so. */
export function withOverride(
  verdicts: readonly Verdict[],
  override: GivenOverride | undefined,
): Verdict[] {
  return verdicts.map(verdict =>
    verdict.result === 'deny' && override?.policies.includes(verdict.policy)
      ? { ...verdict, overridden: true }
      : verdict,
  );
}

/** A 403 that says which rules deny, and what would pass. */
export function policyDenied(verdicts: Verdict[]): Error {
  const denials = verdicts.filter(({ result }) => result === 'deny');
  return withDetails(
    new NotAllowedError(
      denials
        .map(({ message, passes }) =>
          passes ? `${message} (${passes})` : message,
        )
        .join('; '),
    ),
    { verdicts },
  );
}
