import type { Quota } from '@callboard/backstage-plugin-reservations-common';
import {
  inventoryOf,
  resourceFacts,
  typeFacts,
} from '../../__testUtils__/facts';
import { instant } from '../../__testUtils__/openingHours';
import type { Usage } from '../intervals';
import { subjectKey } from '../quotas';
import { quota } from './quota';
import type { PolicyFacts } from './types';

const OWNER = 'user:default/researcher';
const type = { ...typeFacts(), id: 'gpu', title: 'GPU cluster', name: 'gpu' };

const week = (amount: number, more: Partial<Quota> = {}): Quota => ({
  per: 'owner',
  of: 'hours',
  amount,
  in: 'week',
  ...more,
});

const use = (start: string, end: string, units = 1): Usage => ({
  start: instant(start),
  end: instant(end),
  units,
});

/** On Tuesday, 10:00–14:00. */
const say = (
  rules: Quota[],
  uses: Usage[] = [],
  more: Partial<PolicyFacts> & { ref?: string } = {},
) => {
  const { ref = OWNER, ...facts } = more;
  const resource = resourceFacts('cluster', {
    type,
    policies: { quotas: rules },
    capacity: 8,
  });
  const { per } = rules[0];
  return quota({
    resources: [resource],
    inventory: inventoryOf([resource]),
    time: use('2027-03-16T10:00', '2027-03-16T14:00'),
    now: instant('2027-03-15T08:00'),
    startChanged: true,
    booker: { owner: OWNER, groups: [] },
    units: new Map([['cluster', 1]]),
    quotaUses: new Map([[subjectKey(per, ref, type.id), uses]]),
    ...facts,
  });
};

describe('a quota', () => {
  it('of hours says what is used, where it allows and where it denies', () => {
    const uses = [
      use('2027-03-15T00:00', '2027-03-15T12:00'),
      // Of the week before and the one after.
      use('2027-03-14T00:00', '2027-03-15T00:00'),
      use('2027-03-22T00:00', '2027-03-23T00:00'),
    ];
    expect(say([week(16)], uses)).toEqual([
      {
        policy: 'quota',
        result: 'allow',
        resourceRef: 'resource:default/cluster',
        use: {
          per: 'owner',
          ref: OWNER,
          type: 'gpu',
          of: 'hours',
          in: 'week',
          period: {
            start: '2027-03-15T00:00:00.000Z',
            end: '2027-03-22T00:00:00.000Z',
          },
          used: 12,
          wanted: 4,
          amount: 16,
        },
      },
    ]);
    expect(say([week(15.5)], uses)).toMatchObject([
      {
        result: 'deny',
        code: 'quota_owner',
        message:
          'Everybody may have 15.5 h of GPU cluster a week: 12 h booked in the week of Monday, 15 March 2027, and this takes 4 h more.',
        passes: 'At most 3.5 h in the week of Monday, 15 March 2027',
        slot: {
          start: '2027-03-16T10:00:00.000Z',
          end: '2027-03-16T13:30:00.000Z',
        },
        facts: {
          ...{ title: 'GPU cluster', per: 'owner', of: 'hours', in: 'week' },
          ...{ who: OWNER, amount: 15.5, left: 3.5, used: 12, wanted: 4 },
          day: '2027-03-15T12:00:00.000Z',
        },
      },
    ]);
  });

  it('counts hours times units, and only those of the week', () => {
    const [verdict] = say(
      [week(100)],
      [use('2027-03-14T20:00', '2027-03-15T02:00', 3)],
      { units: new Map([['cluster', 2]]) },
    );
    expect(verdict.use).toMatchObject({ used: 6, wanted: 8 });
  });

  it('holds in every week that a booking touches', () => {
    const time = use('2027-03-21T20:00', '2027-03-22T04:00');
    const fifth = [use('2027-03-23T00:00', '2027-03-23T01:00')];
    expect(say([week(5)], fifth, { time })[0]).toMatchObject({
      result: 'allow',
      use: { used: 1, wanted: 4 },
    });
    expect(say([week(4)], fifth, { time })[0]).toMatchObject({
      result: 'deny',
      use: { period: { start: '2027-03-22T00:00:00.000Z' } },
    });
    expect(say([week(4)], fifth, { time })[0].slot).toBeUndefined();
  });

  it('of bookings counts a booking of several resources once', () => {
    const [a, b] = ['a', 'b'].map(id =>
      resourceFacts(id, {
        type,
        policies: { quotas: [week(1, { of: 'bookings' })] },
      }),
    );
    expect(
      say([week(1, { of: 'bookings' })], [], { resources: [a, b] }),
    ).toMatchObject([{ result: 'allow', use: { wanted: 1 } }]);
    expect(
      say(
        [week(1, { of: 'bookings' })],
        [use('2027-03-18T10:00', '2027-03-18T11:00')],
      ),
    ).toMatchObject([{ result: 'deny', code: 'quota_owner' }]);
  });

  it('of units counts the most at any one instant', () => {
    const units = week(4, { of: 'units', in: 'future' });
    const apart = [
      use('2027-03-16T08:00', '2027-03-16T10:00', 3),
      use('2027-03-16T14:00', '2027-03-16T15:00', 4),
    ];
    expect(say([units], apart)[0].result).toBe('allow');
    const together = [...apart, use('2027-03-16T13:00', '2027-03-16T13:30', 4)];
    expect(say([units], together)[0]).toMatchObject({
      result: 'deny',
      message: expect.stringContaining(
        'Everybody may have 4 units at a time of GPU cluster: 4 units at a time booked ahead, and this takes 1 unit at a time more.',
      ),
    });
  });

  it('of the future leaves out what is over', () => {
    const [verdict] = say(
      [week(10, { in: 'future' })],
      [use('2027-03-15T06:00', '2027-03-15T10:00')],
    );
    expect(verdict.use).toMatchObject({ used: 2, wanted: 4 });
  });

  it('counts those of the same request', () => {
    const resource = resourceFacts('cluster', { type, capacity: 8 });
    const other = {
      time: use('2027-03-17T10:00', '2027-03-17T14:00'),
      resources: [{ resource, units: 1 }],
    };
    expect(say([week(7)], [], { alongside: [other] })[0]).toMatchObject({
      result: 'deny',
      use: { used: 0, wanted: 8 },
    });
    const ofAnotherType = {
      ...other,
      resources: [{ resource: resourceFacts('other'), units: 1 }],
    };
    expect(say([week(7)], [], { alongside: [ofAnotherType] })[0].result).toBe(
      'allow',
    );
  });

  it('of a project is asked of what is charged to one', () => {
    const rule = [week(3, { per: 'project' })];
    expect(say(rule)).toEqual([]);
    expect(
      say(rule, [], {
        ref: 'grant-7',
        booker: { owner: OWNER, groups: [], project: 'grant-7' },
      }),
    ).toMatchObject([
      {
        result: 'deny',
        code: 'quota_project',
        message: expect.stringContaining('Project grant-7 may have 3 h'),
      },
    ]);
  });

  it('of a group is asked for each team of the owner', () => {
    const teams = ['optics', 'robotics'].map(name => ({
      ref: `group:default/${name}`,
      members: [OWNER],
    }));
    const verdicts = say(
      [week(4, { per: 'group' })],
      [use('2027-03-18T10:00', '2027-03-18T11:00')],
      {
        ref: 'group:default/robotics',
        booker: { owner: OWNER, groups: [], teams },
      },
    );
    expect(verdicts).toMatchObject([
      { result: 'allow', use: { ref: 'group:default/optics' } },
      {
        result: 'deny',
        message: expect.stringContaining(
          'The people of robotics together may have 4 h',
        ),
      },
    ]);
  });

  it('is once for resources that share it', () => {
    const [a, b] = ['a', 'b'].map(id =>
      resourceFacts(id, { type, policies: { quotas: [week(8)] } }),
    );
    expect(say([week(8)], [], { resources: [a, b] })).toMatchObject([
      { result: 'allow', use: { wanted: 8 } },
    ]);
  });
});
