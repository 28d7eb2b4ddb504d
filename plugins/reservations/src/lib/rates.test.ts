import { addUp, costsOf, currentRates, ratesOf } from './rates';

const rates = [
  { from: '2027-03-16', perUnitHour: 12, currency: 'EUR' },
  { from: '2027-01-01', perUnitHour: 10, currency: 'EUR' },
];
const use = { rates, zone: 'Europe/Rome', units: 1 };

it('charges each hour at the rate of its day', () => {
  // Until midnight in Rome one hour at 10, from then on two at 12.
  expect(
    costsOf({
      ...use,
      start: '2027-03-15T22:00:00Z',
      end: '2027-03-16T01:00:00Z',
    }),
  ).toEqual([{ currency: 'EUR', amount: 34 }]);
});

it('multiplies by units, and costs nothing before the first rate', () => {
  const early = { start: '2026-12-31T22:00:00Z', end: '2027-01-01T00:00:00Z' };
  expect(costsOf({ ...use, ...early, units: 3 })).toEqual([
    { currency: 'EUR', amount: 30 },
  ]);
  expect(costsOf({ ...use, ...early, rates: [] })).toEqual([]);
});

it('keeps currencies apart', () => {
  expect(
    addUp([
      { currency: 'EUR', amount: 1 },
      { currency: 'USD', amount: 2 },
      { currency: 'EUR', amount: 3 },
    ]),
  ).toEqual([
    { currency: 'EUR', amount: 4 },
    { currency: 'USD', amount: 2 },
  ]);
});

it('knows the rate of today and the next one', () => {
  expect(currentRates(rates, '2027-03-15')).toEqual({
    now: rates[1],
    next: rates[0],
  });
  expect(currentRates(rates, '2027-03-16')).toEqual({ now: rates[0] });
  expect(currentRates(rates, '2026-03-16')).toEqual({ next: rates[1] });
});

it('takes a resource’s own rates, none too, before its type’s', () => {
  expect(ratesOf({}, { rates })).toBe(rates);
  expect(ratesOf({ rates: [] }, { rates })).toEqual([]);
  expect(ratesOf({}, undefined)).toEqual([]);
});
