import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import {
  isWorthWaiting,
  ordinalOf,
  othersLike,
  toWaitlistEntry,
} from './waitlist';

const resource = {
  entityRef: 'resource:default/gpu-1',
  title: 'GPU 1',
  type: 'gpu',
  siteRef: 'resource:default/campus',
} as Resource;

const booking = {
  resourceRefs: [resource.entityRef],
  start: '2027-03-16T08:00:00.000Z',
  end: '2027-03-16T10:00:00.000Z',
  title: 'A run',
  units: { [resource.entityRef]: 3 },
};
const context = {
  resource,
  zone: 'Europe/Rome',
  now: new Date('2027-03-15T12:00:00.000Z'),
};

describe('toWaitlistEntry', () => {
  it('waits for exactly that time', () => {
    expect(
      toWaitlistEntry(booking, { window: 'exact', any: false }, context),
    ).toMatchObject({
      resourceRef: resource.entityRef,
      units: 3,
      from: booking.start,
      until: booking.end,
      minutes: 120,
      title: 'A run',
    });
  });

  it('waits for that day in the zone, but not for what is past', () => {
    expect(
      toWaitlistEntry(booking, { window: 'day', any: true }, context),
    ).toMatchObject({
      type: 'gpu',
      siteRef: 'resource:default/campus',
      from: '2027-03-15T23:00:00.000Z',
      until: '2027-03-16T23:00:00.000Z',
      minutes: 120,
    });
    const now = new Date('2027-03-16T07:30:00.000Z');
    expect(
      toWaitlistEntry(
        booking,
        { window: 'day', any: true },
        { ...context, now },
      ).from,
    ).toBe('2027-03-16T07:30:00.000Z');
  });

  it('waits long enough for what is longer than a day, over a DST night too', () => {
    const long = { ...booking, end: '2027-03-19T08:00:00.000Z' };
    expect(
      toWaitlistEntry(long, { window: 'day', any: false }, context).until,
    ).toBe(long.end);
    const before = {
      ...booking,
      start: '2027-03-27T08:00:00.000Z',
      end: '2027-03-27T10:00:00.000Z',
    };
    // 9 o'clock in Rome a week later, after the clocks have changed.
    expect(
      toWaitlistEntry(before, { window: 'week', any: false }, context),
    ).toMatchObject({ until: '2027-04-03T07:00:00.000Z' });
  });
});

describe('isWorthWaiting', () => {
  const conflict = {
    resourceRef: resource.entityRef,
    start: booking.start,
    end: booking.end,
    kind: 'booking' as const,
  };
  const denial = (policy: string) => ({ policy, result: 'deny' as const });

  it('is what is taken or out of service, and what no rule is against', () => {
    expect(isWorthWaiting(undefined)).toBe(false);
    expect(isWorthWaiting({ conflicts: [], verdicts: [] })).toBe(false);
    expect(isWorthWaiting({ conflicts: [conflict], verdicts: [] })).toBe(true);
    expect(
      isWorthWaiting({ conflicts: [], verdicts: [denial('maintenance')] }),
    ).toBe(true);
    expect(
      isWorthWaiting({
        conflicts: [conflict],
        verdicts: [denial('max-length')],
      }),
    ).toBe(false);
  });
});

describe('ordinalOf', () => {
  it('is said as the language says it', () => {
    expect([1, 2, 3, 4, 11, 21].map(n => ordinalOf(n, 'en'))).toEqual([
      'one',
      'two',
      'few',
      'other',
      'other',
      'one',
    ]);
    expect([1, 8].map(n => ordinalOf(n, 'it'))).toEqual(['other', 'other']);
  });
});

describe('othersLike', () => {
  it('are of the same type and site, and in use', () => {
    const like = { ...resource, entityRef: 'resource:default/gpu-2' };
    expect(
      othersLike(resource, [
        resource,
        like,
        { ...like, type: 'lab' },
        { ...like, siteRef: 'resource:default/other' },
        { ...like, archived: true },
      ]),
    ).toEqual([like]);
  });
});
