import type { PolicyDefaults } from '@callboard/backstage-plugin-reservations-common';
import { inventoryOf, resourceFacts } from '../../__testUtils__/facts';
import { hoursOf, instant } from '../../__testUtils__/openingHours';
import { openingHours } from './openingHours';

const NOW = instant('2027-03-15T06:00');
const { site } = resourceFacts('any');

/** A microscope in Rome, open from Monday to Friday, 08:00–18:00 (07:00–17:00 UTC). */
const microscope = (
  rule?: PolicyDefaults['openingHours'],
  hours = hoursOf('08:00-18:00', 5),
  id = 'microscope',
) =>
  resourceFacts(id, {
    site: {
      ...site,
      title: 'Campus',
      timeZone: 'Europe/Rome',
      openingHours: hours,
    },
    policies: rule ? { openingHours: rule } : {},
  });

const say = (
  resources: ReturnType<typeof microscope>[],
  start: string,
  end: string,
  more: object = {},
) =>
  openingHours({
    resources,
    inventory: inventoryOf(resources),
    time: { start: instant(start), end: instant(end) },
    now: NOW,
    startChanged: true,
    ...more,
  });

const slot = (start: string, end: string) => ({
  start: `${start}:00.000Z`,
  end: `${end}:00.000Z`,
});

describe('opening hours', () => {
  it('say nothing where the site has none, or the rule ignores them', () => {
    const always = microscope(undefined, []);
    const ignoring = microscope('ignore');
    for (const one of [always, ignoring]) {
      expect(say([one], '2027-03-20T02:00', '2027-03-21T03:00')).toEqual([]);
    }
  });

  it('allow from opening to closing', () => {
    expect(say([microscope()], '2027-03-15T07:00', '2027-03-15T17:00')).toEqual(
      [{ policy: 'opening-hours', result: 'allow' }],
    );
  });

  it('deny a minute before and after, and offer the nearest time', () => {
    expect(
      say([microscope()], '2027-03-15T16:00', '2027-03-15T18:00'),
    ).toMatchObject([
      {
        result: 'deny',
        code: 'outside_opening_hours',
        message:
          'microscope can be used while Campus is open. It closes on Mon, 15 Mar 2027, 18:00 CET.',
        passes: 'Mon, 15 Mar 2027, 16:00–18:00 CET',
        slot: slot('2027-03-15T15:00', '2027-03-15T17:00'),
      },
    ]);
    expect(
      say([microscope()], '2027-03-20T09:00', '2027-03-20T10:00')[0].slot,
    ).toEqual(slot('2027-03-19T16:00', '2027-03-19T17:00'));
    expect(
      say([microscope()], '2027-03-16T06:59', '2027-03-16T07:59')[0].slot,
    ).toEqual(slot('2027-03-16T07:00', '2027-03-16T08:00'));
  });

  it('never offer what is past', () => {
    expect(
      say([microscope()], '2027-03-15T17:00', '2027-03-15T18:00', {
        now: instant('2027-03-15T16:59'),
      })[0].slot,
    ).toEqual(slot('2027-03-16T07:00', '2027-03-16T08:00'));
  });

  it('offer as much as there is for what is longer than a day’s hours', () => {
    expect(
      say([microscope()], '2027-03-15T09:00', '2027-03-16T09:00')[0],
    ).toMatchObject({ slot: slot('2027-03-15T09:00', '2027-03-15T17:00') });
  });

  it('keep the start of what has begun', () => {
    expect(
      say([microscope()], '2027-03-15T16:00', '2027-03-15T18:00', {
        startChanged: false,
      })[0].slot,
    ).toEqual(slot('2027-03-15T16:00', '2027-03-15T17:00'));
  });

  it('at the edges allow a night between two open days, not on Saturday', () => {
    const edges = microscope('edges');
    expect(say([edges], '2027-03-15T16:00', '2027-03-16T08:00')[0].result).toBe(
      'allow',
    );
    expect(
      say([edges], '2027-03-19T16:00', '2027-03-20T08:00')[0],
    ).toMatchObject({
      result: 'deny',
      message: expect.stringContaining('begins and ends while Campus is open'),
      // As long, and over a night between two open days.
      slot: slot('2027-03-18T16:55', '2027-03-19T08:55'),
    });
  });

  it('name each resource, and offer a time at which all doors are open', () => {
    const early = microscope(undefined, hoursOf('08:00-12:00'), 'early');
    const late = microscope(undefined, hoursOf('10:00-18:00'), 'late');
    const verdicts = say([early, late], '2027-03-15T07:00', '2027-03-15T08:00');
    expect(verdicts.map(one => [one.resourceRef, one.slot])).toEqual([
      ['resource:default/late', slot('2027-03-15T09:00', '2027-03-15T10:00')],
    ]);
  });

  it('follow the clocks of the site', () => {
    // 08:00 in Rome is 07:00 UTC on Friday and 06:00 on Monday.
    expect(
      say([microscope()], '2027-03-26T06:00', '2027-03-26T07:00')[0],
    ).toMatchObject({ result: 'deny' });
    expect(
      say([microscope()], '2027-03-29T06:00', '2027-03-29T07:00')[0],
    ).toMatchObject({ result: 'allow' });
  });
});
