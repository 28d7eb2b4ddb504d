import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import { applyOverride, deniedPolicies, isDenied } from './verdicts';

const verdict = (policy: string, result: Verdict['result']): Verdict => ({
  policy,
  result,
  message: 'No.',
});
const denied = verdict('encrypted', 'deny');
const warned = verdict('naming', 'warn');

it('denies where anything does', () => {
  expect(isDenied([])).toBe(false);
  expect(isDenied([warned])).toBe(false);
  expect(isDenied([warned, denied])).toBe(true);
});

it('sets aside the denials that were named, and no others', () => {
  const set = applyOverride([denied, warned], {
    policies: ['encrypted', 'naming'],
  });
  expect(set).toEqual([{ ...denied, overridden: true }, warned]);
  expect(isDenied(set)).toBe(false);
  const other = applyOverride([denied, verdict('not-public', 'deny')], {
    policies: ['encrypted'],
  });
  expect(isDenied(other)).toBe(true);
  expect(applyOverride([denied], undefined)).toEqual([denied]);
});

it('names the rules that deny, once each', () => {
  expect(deniedPolicies([denied, warned, { ...denied, item: 1 }])).toEqual([
    'encrypted',
  ]);
});
