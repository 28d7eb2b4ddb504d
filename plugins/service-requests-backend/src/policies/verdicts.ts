import type {
  GivenOverride,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';

/** Denials of the rules that were set aside are marked so, and do not count. */
export function applyOverride(
  verdicts: readonly Verdict[],
  given: Pick<GivenOverride, 'policies'> | undefined,
): Verdict[] {
  return verdicts.map(verdict =>
    verdict.result === 'deny' && given?.policies.includes(verdict.policy)
      ? { ...verdict, overridden: true }
      : verdict,
  );
}

/** Whether anything denies that was not set aside. */
export function isDenied(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(
    ({ result, overridden }) => result === 'deny' && !overridden,
  );
}

/** The rules that an override given now would set aside. */
export function deniedPolicies(verdicts: readonly Verdict[]): string[] {
  const denied = verdicts.filter(({ result }) => result === 'deny');
  return [...new Set(denied.map(({ policy }) => policy))];
}
