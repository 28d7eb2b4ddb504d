import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import type { Problems } from '@callboard/frontend-kit';
import type { Translate } from '../../hooks/useTranslation';
import { checkWhole } from '../admin/common/checks';

const YEAR_MINUTES = 527_040;

const LIMITS = {
  minMinutes: { min: 1, max: YEAR_MINUTES },
  maxMinutes: { min: 1, max: YEAR_MINUTES },
  noticeMinutes: { min: 0, max: YEAR_MINUTES },
  horizonDays: { min: 1, max: 3660 },
} as const;

const NAMES = Object.keys(LIMITS) as (keyof typeof LIMITS)[];

/** What is wrong with rules, by path below `field`. */
export function checkRules(
  rules: PolicyDefaults,
  field: 'policyDefaults' | 'policies',
  t: Translate,
): Problems {
  const problems: Problems = Object.fromEntries(
    NAMES.map(name => [
      `${field}/${name}`,
      checkWhole(rules[name], LIMITS[name], t),
    ]),
  );
  const { minMinutes, maxMinutes } = rules;
  if (
    minMinutes !== undefined &&
    maxMinutes !== undefined &&
    minMinutes > maxMinutes
  ) {
    problems[`${field}/maxMinutes`] = t('admin.check.maxBelowMin');
  }
  rules.quotas?.forEach(({ of, amount }, index) => {
    const path = `${field}/quotas/${index}/amount`;
    if (!(amount > 0)) {
      problems[path] = t('rules.check.amount');
    } else if (of !== 'hours' && !Number.isInteger(amount)) {
      problems[path] = t('rules.check.whole');
    }
  });
  return problems;
}
