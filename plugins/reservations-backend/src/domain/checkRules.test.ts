import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { checkRules } from './checkRules';

const quota = { per: 'owner', of: 'hours', amount: 1.5, in: 'week' } as const;

const fieldOf = (rules: PolicyDefaults, beneath?: PolicyDefaults) => {
  try {
    checkRules(rules, 'policies', beneath);
    return undefined;
  } catch (error) {
    return /policies[\w/]*/.exec((error as Error).message)?.[0];
  }
};

describe('checkRules', () => {
  const cases: [string | undefined, PolicyDefaults, PolicyDefaults?][] = [
    [undefined, {}],
    [undefined, { minMinutes: 30, maxMinutes: 30, quotas: [quota] }],
    ['policies/maxMinutes', { minMinutes: 31, maxMinutes: 30 }],
    ['policies/maxMinutes', { maxMinutes: 30 }, { minMinutes: 31 }],
    ['policies/minMinutes', { minMinutes: 31 }, { maxMinutes: 30 }],
    [undefined, { minMinutes: 31, maxMinutes: 60 }, { maxMinutes: 30 }],
    ['policies/horizonDays', { noticeMinutes: 1440, horizonDays: 1 }],
    ['policies/noticeMinutes', { noticeMinutes: 1440 }, { horizonDays: 1 }],
    ['policies/quotas/1', { quotas: [quota, { ...quota, amount: 3 }] }],
    [undefined, { quotas: [quota, { ...quota, in: 'day' }] }],
    ['policies/quotas/0/amount', { quotas: [{ ...quota, of: 'bookings' }] }],
    ['policies/quotas/0/amount', { quotas: [{ ...quota, of: 'units' }] }],
    [
      'policies/approval/approvers/1',
      {
        approval: {
          required: true,
          approvers: ['group:default/facility', 'resource:default/gpu'],
        },
      },
    ],
    [undefined, { approval: { required: true, approvers: ['User:Ada'] } }],
    ['policies/certifications/1', { certifications: ['laser', 'laser'] }],
    [
      'policies/checkIn/noShows',
      { checkIn: { withinMinutes: 15, restrictDays: 7 } },
    ],
  ];
  it.each(
    cases.map(([field, rules, beneath = {}]) => ({ field, rules, beneath })),
  )('finds $field in $rules over $beneath', ({ field, rules, beneath }) => {
    expect(fieldOf(rules, beneath)).toBe(field);
  });
});
