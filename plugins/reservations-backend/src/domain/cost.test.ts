import fc from 'fast-check';
import { costOf, sumCosts, unitHoursOf } from './cost';

const at = (instant: string) => Date.parse(instant);
const rome = 'Europe/Rome';
const rates = [
  { from: '2027-01-01', perUnitHour: 2, currency: 'EUR' },
  { from: '2027-03-16', perUnitHour: 3.5, currency: 'EUR' },
];

describe('costOf', () => {
  it('multiplies hours, units and rate', () => {
    expect(
      costOf({
        interval: {
          start: at('2027-02-01T09:00:00Z'),
          end: at('2027-02-01T10:30:00Z'),
        },
        units: 4,
        rates,
        timeZone: rome,
      }),
    ).toEqual([{ currency: 'EUR', amount: 12, unitHours: 6 }]);
  });

  it('splits at the midnight of the site at which the rate changes', () => {
    // 16 March begins in Rome at 23:00 UTC of the 15th.
    expect(
      costOf({
        interval: {
          start: at('2027-03-15T21:00:00Z'),
          end: at('2027-03-16T00:00:00Z'),
        },
        units: 1,
        rates,
        timeZone: rome,
      }),
    ).toEqual([{ currency: 'EUR', amount: 2 * 2 + 1 * 3.5, unitHours: 3 }]);
  });

  it('keeps currencies apart', () => {
    expect(
      costOf({
        interval: {
          start: at('2027-01-09T22:00:00Z'),
          end: at('2027-01-10T02:00:00Z'),
        },
        units: 1,
        rates: [
          { from: '2027-01-01', perUnitHour: 10, currency: 'HRK' },
          { from: '2027-01-10', perUnitHour: 1.5, currency: 'EUR' },
        ],
        timeZone: 'UTC',
      }),
    ).toEqual([
      { currency: 'HRK', amount: 20, unitHours: 2 },
      { currency: 'EUR', amount: 3, unitHours: 2 },
    ]);
  });

  it('charges nothing before the first rate, nor where there is none', () => {
    const interval = {
      start: at('2026-12-31T22:00:00Z'),
      end: at('2027-01-01T00:00:00Z'),
    };
    expect(costOf({ interval, units: 1, rates, timeZone: rome })).toEqual([
      { currency: 'EUR', amount: 2, unitHours: 1 },
    ]);
    expect(costOf({ interval, units: 1, rates: [], timeZone: rome })).toEqual(
      [],
    );
  });

  it('does not mind the order in which rates are written', () => {
    const use = {
      interval: {
        start: at('2027-03-15T00:00:00Z'),
        end: at('2027-03-18T00:00:00Z'),
      },
      units: 2,
      timeZone: rome,
    };
    expect(costOf({ ...use, rates: [...rates].reverse() })).toEqual(
      costOf({ ...use, rates }),
    );
  });

  it('counts the hours that pass, when clocks change too', () => {
    // Rome, 28 March 2027: the day has 23 hours.
    expect(
      costOf({
        interval: {
          start: at('2027-03-27T23:00:00Z'),
          end: at('2027-03-28T22:00:00Z'),
        },
        units: 1,
        rates: [{ from: '2027-03-28', perUnitHour: 1, currency: 'EUR' }],
        timeZone: rome,
      }),
    ).toEqual([{ currency: 'EUR', amount: 23, unitHours: 23 }]);
  });

  it('begins a day that has no midnight when it begins', () => {
    // Cairo, 30 April 2027: from 24:00 to 01:00 there is nothing.
    expect(
      costOf({
        interval: {
          start: at('2027-04-29T21:00:00Z'),
          end: at('2027-04-29T23:00:00Z'),
        },
        units: 1,
        rates: [{ from: '2027-04-30', perUnitHour: 5, currency: 'EGP' }],
        timeZone: 'Africa/Cairo',
      }),
    ).toEqual([{ currency: 'EGP', amount: 5, unitHours: 1 }]);
  });

  it('costs as much in two parts as in one', () => {
    const start = at('2027-03-14T00:00:00Z');
    const minutes = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(
        minutes,
        minutes,
        fc.integer({ min: 1, max: 9 }),
        (a, b, units) => {
          const cut = start + a * 60_000;
          const end = cut + b * 60_000;
          const cost = (from: number, until: number) =>
            costOf({
              interval: { start: from, end: until },
              units,
              rates,
              timeZone: rome,
            });
          const [whole] = cost(start, end);
          const [parts] = sumCosts([...cost(start, cut), ...cost(cut, end)]);
          expect(parts.amount).toBeCloseTo(whole.amount, 4);
          expect(parts.unitHours).toBeCloseTo(whole.unitHours, 4);
        },
      ),
    );
  });
});

describe('unitHoursOf', () => {
  it('is free of the noise of fractions', () => {
    expect(unitHoursOf({ start: 0, end: 6 * 60_000 }, 3)).toBe(0.3);
  });

  it('counts nothing for time that runs backwards', () => {
    expect(unitHoursOf({ start: 10, end: 0 }, 3)).toBe(0);
  });
});
