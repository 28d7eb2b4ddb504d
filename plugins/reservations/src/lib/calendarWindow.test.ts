import {
  calendarWindow,
  plainDate,
  shiftDate,
  windowTitle,
} from './calendarWindow';

const zone = 'Europe/Rome';

describe('the days a calendar shows', () => {
  it('are a day, a week from Monday, or the weeks of a month', () => {
    expect(calendarWindow('day', '2027-03-28', zone)).toEqual({
      from: '2027-03-27T23:00:00.000Z',
      to: '2027-03-28T22:00:00.000Z',
    });
    expect(calendarWindow('week', '2027-03-17', zone)).toEqual({
      from: '2027-03-14T23:00:00.000Z',
      to: '2027-03-21T23:00:00.000Z',
    });
    expect(calendarWindow('month', '2027-03-17', 'UTC')).toEqual({
      from: '2027-03-01T00:00:00.000Z',
      to: '2027-04-05T00:00:00.000Z',
    });
  });

  it('are left by one view at a time', () => {
    expect(shiftDate('day', '2027-02-28', 1)).toBe('2027-03-01');
    expect(shiftDate('week', '2027-03-17', -1)).toBe('2027-03-10');
    expect(shiftDate('month', '2027-03-31', -1)).toBe('2027-02-28');
  });

  it('have a title', () => {
    expect(windowTitle('week', '2027-03-17', 'en')).toBe('15–21 March 2027');
    expect(windowTitle('week', '2027-03-31', 'en')).toBe(
      '29 March – 4 April 2027',
    );
    expect(windowTitle('week', '2027-01-01', 'en')).toBe(
      '28 December 2026 – 3 January 2027',
    );
    expect(windowTitle('day', '2027-03-16', 'it')).toBe(
      'martedì 16 marzo 2027',
    );
    expect(windowTitle('month', '2027-03-16', 'it')).toBe('marzo 2027');
  });

  it('depend on the zone', () => {
    expect(plainDate('2027-03-16T23:30:00Z', zone)).toBe('2027-03-17');
    expect(plainDate('2027-03-16T23:30:00Z', 'America/New_York')).toBe(
      '2027-03-16',
    );
  });
});
