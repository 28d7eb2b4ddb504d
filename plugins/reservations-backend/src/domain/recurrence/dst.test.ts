import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseRule } from '@callboard/backstage-plugin-reservations-common';
import { expandRule } from '.';

const MINUTE_MS = 60_000;

/** `start/end` in UTC, with how the local time is odd. */
function expand(
  timeZone: string,
  local: string,
  minutes: number,
  rule: string,
): string[] {
  return expandRule({
    rule: parseRule(rule),
    timeZone,
    localStart: Date.parse(`${local}:00.000Z`),
    localLength: minutes * MINUTE_MS,
    exdates: [],
  }).map(({ start, end, odd }) =>
    [
      [start, end].map(at => new Date(at).toISOString().slice(5, 16)).join('/'),
      ...(odd ? [odd] : []),
    ].join(' '),
  );
}

describe('occurrences over the nights in which the clock changes', () => {
  it('keep their local time in Rome', () => {
    expect(
      expand('Europe/Rome', '2027-03-16T09:00', 180, 'FREQ=WEEKLY;COUNT=3'),
    ).toEqual([
      '03-16T08:00/03-16T11:00',
      '03-23T08:00/03-23T11:00',
      '03-30T07:00/03-30T10:00',
    ]);
    expect(
      expand('Europe/Rome', '2027-10-26T09:00', 180, 'FREQ=WEEKLY;COUNT=2'),
    ).toEqual(['10-26T07:00/10-26T10:00', '11-02T08:00/11-02T11:00']);
  });

  it('that do not exist begin that much later, and the first of two counts', () => {
    expect(
      expand('Europe/Rome', '2027-03-27T02:30', 60, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '03-27T01:30/03-27T02:30',
      // 02:30 is 03:30; 03:30 is 03:30: an hour all the same.
      '03-28T01:30/03-28T02:30 skipped',
      '03-29T00:30/03-29T01:30',
    ]);
    expect(
      expand('Europe/Rome', '2027-10-30T02:30', 60, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '10-30T00:30/10-30T01:30',
      // From the first 02:30 to 03:30, which the clock shows two hours later.
      '10-31T00:30/10-31T02:30 repeated',
      '11-01T01:30/11-01T02:30',
    ]);
  });

  it('that fill the nights leave the days to others', () => {
    const nights = expand(
      'Europe/Rome',
      '2027-03-26T22:00',
      8 * 60,
      'FREQ=DAILY;COUNT=3',
    );
    const days = expand(
      'Europe/Rome',
      '2027-03-27T06:00',
      16 * 60,
      'FREQ=DAILY;COUNT=3',
    );
    expect(nights.map(one => one.split('/')[1])).toEqual(
      days.map(one => one.split('/')[0]),
    );
    expect(days.slice(0, 2).map(one => one.split('/')[1])).toEqual(
      nights.slice(1).map(one => one.split('/')[0]),
    );
  });

  it('are right in New York, where the clock changes on other days', () => {
    expect(
      expand('America/New_York', '2027-03-13T02:15', 30, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '03-13T07:15/03-13T07:45',
      '03-14T07:15/03-14T07:45 skipped',
      '03-15T06:15/03-15T06:45',
    ]);
    expect(
      expand('America/New_York', '2027-11-06T01:30', 30, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '11-06T05:30/11-06T06:00',
      '11-07T05:30/11-07T07:00 repeated',
      '11-08T06:30/11-08T07:00',
    ]);
  });

  it('are right on Lord Howe Island, where it changes by half an hour', () => {
    expect(
      expand(
        'Australia/Lord_Howe',
        '2027-04-03T01:45',
        60,
        'FREQ=DAILY;COUNT=3',
      ),
    ).toEqual([
      '04-02T14:45/04-02T15:45',
      '04-03T14:45/04-03T16:15 repeated',
      '04-04T15:15/04-04T16:15',
    ]);
    expect(
      expand(
        'Australia/Lord_Howe',
        '2027-10-02T02:15',
        60,
        'FREQ=DAILY;COUNT=3',
      ),
    ).toEqual([
      '10-01T15:45/10-01T16:45',
      // 02:15 is 02:45.
      '10-02T15:45/10-02T16:15 skipped',
      '10-03T15:15/10-03T16:15',
    ]);
  });

  it('are right in Cairo, where midnight does not exist', () => {
    expect(
      expand('Africa/Cairo', '2027-04-29T00:00', 30, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '04-28T22:00/04-28T22:30',
      '04-29T22:00/04-29T22:30 skipped',
      '04-30T21:00/04-30T21:30',
    ]);
    expect(
      expand('Africa/Cairo', '2027-10-28T23:30', 15, 'FREQ=DAILY;COUNT=3'),
    ).toEqual([
      '10-28T20:30/10-28T20:45 repeated',
      '10-29T21:30/10-29T21:45',
      '10-30T21:30/10-30T21:45',
    ]);
  });

  it('last as long as they should where the end is over before the start', () => {
    expect(
      expand('Europe/Rome', '2027-03-28T02:30', 45, 'FREQ=DAILY;COUNT=1'),
    ).toEqual(['03-28T01:30/03-28T02:15 skipped']);
  });

  it('end with the last that starts by then, in the booking’s zone', () => {
    const local = '2027-03-16T23:30';
    const until = (moment: string) =>
      expand('Europe/Rome', local, 60, `FREQ=DAILY;UNTIL=${moment}`).length;
    expect(until('20270318')).toBe(3);
    expect(until('20270318T223000Z')).toBe(3);
    expect(until('20270318T222959Z')).toBe(2);
  });
});

describe('a rule', () => {
  const count = (rule: string, exdates: number[] = []) =>
    expandRule({
      rule: parseRule(rule),
      timeZone: 'UTC',
      localStart: Date.parse('2027-03-16T09:00:00.000Z'),
      localLength: MINUTE_MS,
      exdates,
    }).map(({ number, start }) => [
      number,
      new Date(start).toISOString().slice(0, 10),
    ]);

  it('begins with its first day on or after the start', () => {
    expect(count('FREQ=WEEKLY;BYDAY=MO,TH;COUNT=2')).toEqual([
      [1, '2027-03-18'],
      [2, '2027-03-22'],
    ]);
  });

  it('leaves out what it is told to, which counts all the same', () => {
    expect(
      count('FREQ=DAILY;COUNT=3', [Date.parse('2027-03-17T09:00:00.000Z')]),
    ).toEqual([
      [1, '2027-03-16'],
      [3, '2027-03-18'],
    ]);
  });

  it('may have 366 occurrences and no more', () => {
    expect(count('FREQ=DAILY;UNTIL=20280315')).toHaveLength(366);
    expect(() => count('FREQ=DAILY;UNTIL=20280316')).toThrow('at most 366');
    expect(() => count('FREQ=DAILY;UNTIL=99991231')).toThrow('at most 366');
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2',
    'FREQ=DAILY;UNTIL=20270315',
  ])('must take place: %s', rule => {
    expect(() => count(rule)).toThrow(/never/);
  });
});

describe('the machine', () => {
  it.each(['UTC', 'Europe/Rome', 'Asia/Kolkata'])(
    'makes no difference with its own zone at %s',
    TZ => {
      const script = path.join(__dirname, '__testUtils__', 'printSeries.ts');
      const transform =
        require.resolve('@backstage/cli/config/nodeTransform.cjs');
      const print = (zone: string) =>
        execFileSync(process.execPath, ['--require', transform, script], {
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        });
      const [zone, ...lines] = print(TZ).trim().split('\n');
      const [, ...expected] = print('Pacific/Auckland').trim().split('\n');
      expect(new Set([TZ, 'Asia/Calcutta'])).toContain(zone);
      expect(lines).toHaveLength(5);
      expect(lines).toEqual(expected);
    },
    60_000,
  );
});
