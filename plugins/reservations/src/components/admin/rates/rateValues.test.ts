import type { Translate } from '../../../hooks/useTranslation';
import { checkRates, sortedRates } from './rateValues';

const t = ((key: string) => key) as unknown as Translate;
const rate = { from: '2027-01-01', perUnitHour: 10, currency: 'EUR' };

it.each([
  [rate, undefined],
  [{ ...rate, perUnitHour: 0 }, undefined],
  [{ ...rate, from: '' }, 'rates.check.from'],
  [{ ...rate, perUnitHour: -1 }, 'rates.check.amount'],
  [{ ...rate, perUnitHour: NaN }, 'rates.check.amount'],
  [{ ...rate, perUnitHour: 1_000_001 }, 'rates.check.amount'],
  [{ ...rate, currency: 'EU' }, 'rates.check.currency'],
])('says what is wrong with %j', (one, problem) => {
  expect(checkRates([one], t)).toEqual({ 'rates/0': problem });
});

it('lets no two rates begin on one day', () => {
  expect(checkRates([rate, { ...rate, perUnitHour: 12 }], t)).toEqual({
    'rates/0': undefined,
    'rates/1': 'rates.check.twice',
  });
  expect(checkRates(undefined, t)).toEqual({});
});

it('keeps them by day', () => {
  const earlier = { ...rate, from: '2026-01-01' };
  expect(sortedRates([rate, earlier])).toEqual([earlier, rate]);
});
