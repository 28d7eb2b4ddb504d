import { hoursOf, instant } from '../__testUtils__/openingHours';
import { openIntervals, periodOf, periodsOf } from './siteCalendar';

const text = ({ start, end }: { start: number; end: number }) =>
  [start, end].map(at => new Date(at).toISOString().slice(0, 16)).join(' – ');

const openOn = (timeZone: string, from: string, until: string, hours: string) =>
  openIntervals(
    { timeZone, openingHours: hoursOf(hours) },
    { start: instant(from), end: instant(until) },
  )
    .filter(({ end }) => end > instant(from))
    .filter(({ start }) => start < instant(until))
    .map(text);

describe('openIntervals', () => {
  it('keeps local time over the nights on which clocks change', () => {
    expect(
      openOn(
        'Europe/Rome',
        '2027-03-27T00:00',
        '2027-03-30T00:00',
        '08:00-18:00',
      ),
    ).toEqual([
      '2027-03-27T07:00 – 2027-03-27T17:00',
      '2027-03-28T06:00 – 2027-03-28T16:00',
      '2027-03-29T06:00 – 2027-03-29T16:00',
    ]);
    expect(
      openOn(
        'America/New_York',
        '2027-11-06T00:00',
        '2027-11-08T04:00',
        '09:00-17:00',
      ),
    ).toEqual([
      '2027-11-06T13:00 – 2027-11-06T21:00',
      '2027-11-07T14:00 – 2027-11-07T22:00',
    ]);
  });

  it('moves a time that does not exist by the gap, and takes the first of two', () => {
    // Rome skips 02:00–03:00 on 28 March and has 02:00–03:00 twice on 31 October.
    expect(
      openOn(
        'Europe/Rome',
        '2027-03-28T00:00',
        '2027-03-28T12:00',
        '02:30-05:00',
      ),
    ).toEqual(['2027-03-28T01:30 – 2027-03-28T03:00']);
    expect(
      openOn(
        'Europe/Rome',
        '2027-10-31T00:00',
        '2027-10-31T12:00',
        '02:30-05:00',
      ),
    ).toEqual(['2027-10-31T00:30 – 2027-10-31T04:00']);
    // Lord Howe moves by half an hour.
    expect(
      openOn(
        'Australia/Lord_Howe',
        '2027-10-02T12:00',
        '2027-10-03T10:00',
        '02:15-06:00',
      ),
    ).toEqual(['2027-10-02T15:45 – 2027-10-02T19:00']);
  });

  it('knows days without a midnight', () => {
    // Cairo skips 00:00–01:00 on Friday 30 April.
    expect(
      openOn(
        'Africa/Cairo',
        '2027-04-29T12:00',
        '2027-04-30T12:00',
        '00:00-02:00',
      ),
    ).toEqual(['2027-04-29T22:00 – 2027-04-29T23:00']);
  });

  it('joins days that are open until midnight and from it', () => {
    expect(
      openOn(
        'Europe/Rome',
        '2027-03-26T23:00',
        '2027-03-28T22:00',
        '00:00-24:00',
      ),
    ).toHaveLength(1);
  });

  it('knows which day it is where the site is', () => {
    const door = {
      timeZone: 'Pacific/Auckland',
      openingHours: [{ day: 'tue' as const, opens: '00:00', closes: '02:00' }],
    };
    const window = {
      start: instant('2027-03-14T00:00'),
      end: instant('2027-03-16T00:00'),
    };
    expect(openIntervals(door, window).map(text)).toContain(
      '2027-03-15T11:00 – 2027-03-15T13:00',
    );
  });
});

describe('periods', () => {
  it('are the site’s days, weeks from Monday, and months', () => {
    const at = instant('2027-03-28T10:00');
    expect(text(periodOf(at, 'day', 'Europe/Rome'))).toBe(
      '2027-03-27T23:00 – 2027-03-28T22:00',
    );
    expect(text(periodOf(at, 'week', 'Europe/Rome'))).toBe(
      '2027-03-21T23:00 – 2027-03-28T22:00',
    );
    expect(text(periodOf(at, 'month', 'Europe/Rome'))).toBe(
      '2027-02-28T23:00 – 2027-03-31T22:00',
    );
  });

  it('are all that a time touches, and not the one it ends at', () => {
    const time = {
      start: instant('2027-03-15T00:00'),
      end: instant('2027-03-22T00:00'),
    };
    expect(periodsOf(time, 'week', 'UTC')).toHaveLength(1);
    expect(
      periodsOf({ ...time, end: time.end + 1 }, 'week', 'UTC').map(text),
    ).toEqual([
      '2027-03-15T00:00 – 2027-03-22T00:00',
      '2027-03-22T00:00 – 2027-03-29T00:00',
    ]);
  });
});
