import {
  dayBounds,
  formatDay,
  formatDuration,
  formatExact,
  formatTime,
  formatRelative,
  formatSpan,
  formatSpoken,
  formatWhen,
  isTimeZone,
  roundUp,
  TimeWords,
  zoneOffset,
} from './time';

const zone = 'Europe/Rome';
const now = '2027-03-10T12:00:00Z';
const start = '2027-03-16T08:00:00.000Z';
const end = '2027-03-16T11:00:00.000Z';
const italian: TimeWords = {
  locale: 'it',
  day: 'g',
  hour: 'h',
  minute: 'min',
  soon: duration => `tra ${duration}`,
  ago: duration => `${duration} fa`,
  now: 'adesso',
};

describe('a span of time', () => {
  it('is said with its day, hours and zone', () => {
    expect(formatWhen(start, end, { zone, now })).toBe(
      'Tue 16 Mar, 09:00–12:00 (Rome)',
    );
    expect(formatWhen(start, end, { zone: 'America/New_York', now })).toBe(
      'Tue 16 Mar, 04:00–07:00 (New York)',
    );
  });

  it('names both days over midnight and the year when it is another', () => {
    expect(formatSpan(start, '2027-03-17T11:00:00Z', { zone, now })).toBe(
      'Tue 16 Mar, 09:00 – Wed 17 Mar, 12:00',
    );
    expect(formatSpan(start, end, { zone, now: '2026-03-10T12:00:00Z' })).toBe(
      'Tue 16 Mar 2027, 09:00–12:00',
    );
  });

  it('speaks Italian', () => {
    expect(formatWhen(start, end, { zone, now, words: italian })).toBe(
      'mar 16 mar, 09:00–12:00 (Rome)',
    );
  });

  it('is spoken without clutter', () => {
    expect(formatSpoken(start, end, { zone, to: 'to' })).toBe(
      'Tuesday 16 March, 9 to 12',
    );
    expect(
      formatSpoken(start, '2027-03-16T11:30:00Z', { zone, to: 'to' }),
    ).toBe('Tuesday 16 March, 9 to 12:30');
    expect(
      formatSpoken(start, '2027-03-17T11:00:00Z', {
        zone,
        to: 'alle',
        until: 'fino a',
        words: italian,
      }),
    ).toBe('martedì 16 marzo, 9 fino a mercoledì 17 marzo, 12');
  });

  it('has an exact form with the offset of each end', () => {
    expect(
      formatExact('2027-03-27T23:00:00Z', '2027-03-28T10:00:00Z', zone),
    ).toBe('2027-03-28 00:00:00 UTC+01:00 – 2027-03-28 12:00:00 UTC+02:00');
  });
});

describe('a duration', () => {
  it.each([
    [0, '0 min'],
    [25, '25 min'],
    [180, '3 h'],
    [210, '3 h 30 min'],
    [3 * 1440 + 240, '3 d 4 h'],
    [1440 + 5, '1 d'],
    [2 * 1440 + 60 + 5, '2 d 1 h'],
  ])('of %d minutes is %s', (minutes, text) => {
    expect(formatDuration(minutes * 60_000)).toBe(text);
  });
});

describe('a moment against now', () => {
  it.each([
    ['2027-03-10T12:20:00Z', 'in 20 min'],
    ['2027-03-07T08:00:00Z', '3 d 4 h ago'],
    ['2027-03-10T12:00:20Z', 'now'],
  ])('%s is %s', (instant, text) => {
    expect(formatRelative(instant, now)).toBe(text);
  });

  it('speaks Italian', () => {
    expect(formatRelative('2027-03-10T14:00:00Z', now, italian)).toBe(
      'tra 2 h',
    );
  });
});

describe('a day in a zone', () => {
  it('begins and ends at local midnight, when the clocks change too', () => {
    expect(dayBounds('2027-03-28T12:00:00Z', zone)).toEqual({
      start: '2027-03-27T23:00:00.000Z',
      end: '2027-03-28T22:00:00.000Z',
    });
  });

  it('depends on the zone', () => {
    const late = '2027-03-16T23:30:00Z';
    expect(formatDay(late, { zone, now })).toBe('Wed 17 Mar');
    expect(formatDay(late, { zone: 'UTC', now })).toBe('Tue 16 Mar');
  });
});

describe('rounding up to the grid', () => {
  it.each([
    ['2027-03-16T08:00:00Z', '2027-03-16T08:00:00.000Z'],
    ['2027-03-16T08:00:01Z', '2027-03-16T08:15:00.000Z'],
    ['2027-03-16T08:52:00Z', '2027-03-16T09:00:00.000Z'],
  ])('%s is %s', (instant, rounded) => {
    expect(roundUp(instant, 15, zone)).toBe(rounded);
  });

  it('follows the zone where its offset is not whole hours', () => {
    expect(roundUp('2027-03-16T08:10:00Z', 60, 'Asia/Kolkata')).toBe(
      '2027-03-16T08:30:00.000Z',
    );
  });
});

describe('a zone', () => {
  it('is known or not', () => {
    expect(isTimeZone('Europe/Rome')).toBe(true);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
  });

  it('has its offset of the season', () => {
    expect(zoneOffset(zone, '2027-01-01T00:00:00Z')).toBe('UTC+1');
    expect(zoneOffset(zone, '2027-07-01T00:00:00Z')).toBe('UTC+2');
    expect(zoneOffset('Asia/Kolkata', now)).toBe('UTC+5:30');
    expect(zoneOffset('America/New_York', now)).toBe('UTC−5');
  });
});

it('says the time alone today, and the day with it else', () => {
  const options = { zone: 'Europe/Rome', now: '2027-03-16T22:30:00Z' };
  expect(formatTime('2027-03-16T13:02:00Z', options)).toBe('14:02');
  expect(formatTime('2027-03-16T23:02:00Z', options)).toMatch(
    /^Wed 17 Mar.*, 00:02$/,
  );
});
