import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import {
  aResource,
  aSite,
  anAvailability,
} from '../../__testUtils__/fakeInventory';
import { formatSpoken } from '@callboard/frontend-kit';
import { BoardClock } from './boardClock';
import { boardRows } from './boardRows';
import { boardScale, boardTicks, boardWindow, snap } from './boardScale';
import { barsBetween, BoardTime, nowAndNext } from './boardTime';

const window = {
  from: '2027-03-15T23:00:00.000Z',
  to: '2027-03-16T23:00:00.000Z',
};
const at = (hour: number) => Date.parse(window.from) + hour * 3_600_000;
const iso = (hour: number) => new Date(at(hour)).toISOString();

const cluster = aResource('cluster');
const node1 = aResource('node-1', { parentRef: cluster.entityRef });
const node2 = aResource('node-2', { parentRef: cluster.entityRef });
const pool = aResource('pool', { capacity: 3 });
const resources = [cluster, node1, node2, pool];

let made = 0;
function booked(
  ref: string,
  from: number,
  to: number,
  more: Partial<CalendarBooking> = {},
): CalendarBooking {
  made += 1;
  return {
    id: `booking-${made}`,
    version: 1,
    resourceRefs: [ref],
    start: iso(from),
    end: iso(to),
    title: `Run ${made}`,
    status: 'confirmed',
    owner: 'user:default/researcher',
    setupMinutes: 0,
    teardownMinutes: 0,
    editable: false,
    ...more,
  };
}

const timeOf = (
  bookings: CalendarBooking[],
  more: Partial<Parameters<typeof BoardTime.create>[0]> = {},
) =>
  BoardTime.create({
    window,
    resources,
    bookings,
    taken: [],
    maintenance: [],
    pools: new Map(),
    ...more,
  });

const hoursOf = (spans: { start: number; end: number }[]) =>
  spans.map(({ start, end }) => [
    (start - at(0)) / 3_600_000,
    (end - at(0)) / 3_600_000,
  ]);

describe('who has what when', () => {
  it('spreads a booking over parts and wholes, siblings left free', () => {
    const time = timeOf([
      booked(node1.entityRef, 2, 4),
      booked(cluster.entityRef, 6, 8),
    ]);
    expect(time.of(node1.entityRef).bars.map(bar => bar.kind)).toEqual([
      'booking',
      'above',
    ]);
    expect(time.of(cluster.entityRef).bars.map(bar => bar.kind)).toEqual([
      'part',
      'booking',
    ]);
    expect(hoursOf(time.of(node2.entityRef).gaps)).toEqual([
      [0, 6],
      [8, 24],
    ]);
    expect(hoursOf(time.of(cluster.entityRef).gaps)).toEqual([
      [0, 2],
      [4, 6],
      [8, 24],
    ]);
  });

  it('joins what parts are taken at the same time', () => {
    const { bars } = timeOf([
      booked(node1.entityRef, 2, 4),
      booked(node2.entityRef, 3, 6),
      booked(node1.entityRef, 8, 9),
    ]).of(cluster.entityRef);
    expect(bars).toMatchObject([
      { kind: 'part', start: at(2), end: at(6), count: 2 },
      { kind: 'part', start: at(8), end: at(9), title: expect.any(String) },
    ]);
    expect(bars[1].count).toBeUndefined();
  });

  it('counts setup and teardown, and forgets what is over', () => {
    const time = timeOf([
      booked(node1.entityRef, 2, 4, { setupMinutes: 60, teardownMinutes: 30 }),
      booked(node1.entityRef, 10, 12, { status: 'cancelled' }),
    ]);
    const { bars, gaps } = time.of(node1.entityRef);
    expect(bars).toMatchObject([
      { from: at(1), start: at(2), end: at(4), until: at(4.5) },
    ]);
    expect(hoursOf(gaps)).toEqual([
      [0, 1],
      [4.5, 24],
    ]);
  });

  it('knows maintenance, what only others know, and what is out of service', () => {
    const time = timeOf([], {
      taken: [
        { resourceRef: node2.entityRef, start: iso(1), end: iso(2), units: 1 },
      ],
      maintenance: [
        {
          id: 'm',
          resourceRef: cluster.entityRef,
          from: iso(10),
          until: iso(12),
          title: 'Fans',
          status: 'scheduled',
        },
      ],
    });
    expect(time.of(node2.entityRef).bars.map(bar => bar.kind)).toEqual([
      'taken',
      'maintenance',
    ]);
    const broken = { ...cluster, status: 'maintenance' as const };
    const out = timeOf([], { resources: [broken, node1] });
    expect(out.of(node1.entityRef).gaps).toEqual([]);
  });

  it('lays bookings of a pool side by side, and takes its room from the server', () => {
    const free = [{ start: iso(0), end: iso(24), units: 1 }];
    const time = timeOf(
      [booked(pool.entityRef, 2, 6), booked(pool.entityRef, 4, 8)],
      { pools: new Map([[pool.entityRef, anAvailability(pool, { free })]]) },
    );
    expect(time.of(pool.entityRef).bars).toMatchObject([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
    ]);
    expect(time.of(pool.entityRef).gaps).toMatchObject([{ units: 1 }]);
  });

  it('says what is free now and next, and for how long', () => {
    const time = timeOf([
      booked(node1.entityRef, 2, 4),
      booked(node1.entityRef, 10, 24),
    ]).of(node1.entityRef);
    const span = { from: at(0), to: at(24) };
    expect(nowAndNext(time, at(1), span, false)).toMatchObject({
      state: 'free',
      until: at(2),
    });
    expect(nowAndNext(time, at(3), span, false)).toMatchObject({
      state: 'taken',
      next: { start: at(4), end: at(10) },
    });
    expect(nowAndNext(time, at(11), span, false)).toEqual({ state: 'taken' });
    expect(nowAndNext(time, at(-1), span, false)).toBeUndefined();
    expect(nowAndNext(time, at(3), span, true)).toEqual({ state: 'out' });
  });

  it('draws only what is between', () => {
    const { bars } = timeOf([
      booked(node1.entityRef, 1, 2),
      booked(node1.entityRef, 2, 4),
      booked(node1.entityRef, 4, 5),
    ]).of(node1.entityRef);
    expect(barsBetween(bars, at(2), at(4))).toHaveLength(1);
  });
});

describe('rows', () => {
  const campus = aSite();
  const cloud = aSite({ entityRef: 'resource:default/cloud', title: 'Cloud' });
  const rowsOf = (closed: string[], matches = (_: { name: string }) => true) =>
    boardRows([cloud, campus], resources, {
      closed: new Set(closed),
      matches,
    }).map(row =>
      row.kind === 'site'
        ? row.site.title
        : `${row.level} ${row.resource.name}`,
    );

  it('stand as trees below their sites, and fold', () => {
    expect(rowsOf([])).toEqual([
      'Campus',
      '1 cluster',
      '2 node-1',
      '2 node-2',
      '1 pool',
    ]);
    expect(rowsOf([cluster.entityRef])).toEqual([
      'Campus',
      '1 cluster',
      '1 pool',
    ]);
    expect(rowsOf([campus.entityRef])).toEqual(['Campus']);
  });

  it('keep what a match is part of', () => {
    expect(rowsOf([], ({ name }) => name === 'node-2')).toEqual([
      'Campus',
      '1 cluster',
      '2 node-2',
    ]);
  });
});

describe('the scale', () => {
  it('keeps clock times on days of 23 hours', () => {
    const spring = boardWindow(1, '2027-03-28', 'Europe/Rome');
    expect(Date.parse(spring.to) - Date.parse(spring.from)).toBe(
      23 * 3_600_000,
    );
    const scale = boardScale(spring, 1, 500);
    expect(scale.width).toBe(960);
    expect(scale.x(scale.to)).toBe(960);
    expect(scale.at(scale.x(scale.from + 5_000))).toBeCloseTo(
      scale.from + 5_000,
    );
    const ticks = boardTicks(scale, 1, 'Europe/Rome');
    expect(ticks).toHaveLength(23);
    expect(ticks.filter(({ day }) => day)).toHaveLength(1);
  });

  it('moves in quarters of an hour', () => {
    expect(snap(at(1) + 8 * 60_000)).toBe(at(1.25));
  });
});

describe('the clock', () => {
  const zone = 'Europe/Rome';
  const clock = BoardClock.create(zone, 'en');

  it.each([
    ['2027-03-16T08:00:00Z', '2027-03-16T11:00:00Z'],
    ['2027-03-16T08:05:00Z', '2027-03-17T23:30:00Z'],
    // The clocks go forward, and back.
    ['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
    ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'],
  ])('says %s to %s as everywhere else', (start, end) => {
    expect(clock.spoken(Date.parse(start), Date.parse(end), 'to')).toBe(
      formatSpoken(start, end, { zone, to: 'to' }),
    );
  });

  it('names the day where it is another', () => {
    const now = Date.parse('2027-03-16T08:00:00Z');
    expect(clock.moment(now + 3_600_000, now)).toBe('10:00');
    expect(clock.moment(now + 86_400_000, now)).toBe('Wed 17 Mar, 09:00');
  });
});
