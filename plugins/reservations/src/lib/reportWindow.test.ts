import { daysOf, ownWindow, reportWindow } from './reportWindow';

const ZONE = 'Europe/Rome';
const NOW = new Date('2027-04-02T13:20:00Z');

it.each([
  ['days7', '2027-03-25T23:00:00.000Z', '2027-04-02T14:00:00.000Z'],
  ['days30', '2027-03-02T23:00:00.000Z', '2027-04-02T14:00:00.000Z'],
  ['month', '2027-03-31T22:00:00.000Z', '2027-04-02T14:00:00.000Z'],
  ['lastMonth', '2027-02-28T23:00:00.000Z', '2027-03-31T22:00:00.000Z'],
  ['year', '2026-12-31T23:00:00.000Z', '2027-04-02T14:00:00.000Z'],
] as const)('%s is in days of the zone', (range, from, to) => {
  expect(reportWindow(range, ZONE, NOW)).toEqual({ from, to });
});

it('takes days of one’s own, both included', () => {
  const window = ownWindow({ from: '2027-03-27', to: '2027-03-28' }, ZONE)!;
  expect(window).toEqual({
    from: '2027-03-26T23:00:00.000Z',
    to: '2027-03-28T22:00:00.000Z',
  });
  expect(daysOf(window, ZONE)).toEqual({
    from: '2027-03-27',
    to: '2027-03-28',
  });
});

it('has no window where there are no days, or none between them', () => {
  expect(ownWindow({ from: '2027-03-28', to: '2027-03-27' }, ZONE)).toBe(
    undefined,
  );
  expect(ownWindow({ from: 'soon', to: '2027-03-27' }, ZONE)).toBe(undefined);
});
