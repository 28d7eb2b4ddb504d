import { reportFormat } from './reportFormat';

it('writes figures as the language does', () => {
  const en = reportFormat('en', 'h');
  expect(en.hours(90)).toBe('1.5 h');
  expect(en.hours(123_456)).toBe('2,058 h');
  expect(en.percent(0.1234)).toBe('12.3%');
  expect(
    en.costs([
      { currency: 'EUR', amount: 1234.5 },
      { currency: 'USD', amount: 3 },
    ]),
  ).toBe('€1,234.50 + $3.00');
  expect(en.weekdaysShort).toEqual([
    'Mon',
    'Tue',
    'Wed',
    'Thu',
    'Fri',
    'Sat',
    'Sun',
  ]);
  expect(en.step('2027-03-15', 'day')).toBe('15 Mar');
  const it = reportFormat('it', 'h');
  expect(it.weekdays[0]).toBe('lunedì');
  expect(it.percent(0.1234)).toBe('12,3%');
  expect(it.step('2027-03-01', 'month')).toBe('marzo 2027');
});
