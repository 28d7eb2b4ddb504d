import { reportPeriod } from './reportPeriod';

const at = (text: string) => Date.parse(text);

it('is the week that is over, from six o’clock on Monday', () => {
  expect(
    reportPeriod('weekly', 'Europe/Rome', at('2027-03-29T03:59:00Z')).name,
  ).toBe('2027-W11');
  // Clocks have gone forward on Sunday.
  expect(
    reportPeriod('weekly', 'Europe/Rome', at('2027-03-29T04:00:00Z')),
  ).toEqual({
    name: '2027-W12',
    start: at('2027-03-21T23:00:00Z'),
    end: at('2027-03-28T22:00:00Z'),
    firstDay: '2027-03-22',
    lastDay: '2027-03-28',
  });
});

it('is the month that is over, wherever the site is', () => {
  expect(
    reportPeriod('monthly', 'America/New_York', at('2027-04-01T09:59:00Z'))
      .name,
  ).toBe('2027-02');
  expect(
    reportPeriod('monthly', 'America/New_York', at('2027-04-01T10:00:00Z')),
  ).toEqual({
    name: '2027-03',
    start: at('2027-03-01T05:00:00Z'),
    end: at('2027-04-01T04:00:00Z'),
    firstDay: '2027-03-01',
    lastDay: '2027-03-31',
  });
});

it('names weeks by the year they are of', () => {
  expect(reportPeriod('weekly', 'UTC', at('2027-01-05T00:00:00Z')).name).toBe(
    '2026-W53',
  );
});
