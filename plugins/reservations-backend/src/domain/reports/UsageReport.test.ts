import { DateTime } from 'luxon';
import {
  inventoryOf,
  resourceFacts,
  typeFacts,
} from '../../__testUtils__/facts';
import type { ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { HourlySum, LocalHours } from './LocalHours';
import { type ReportedBooking } from './partsOf';
import { type GroupBy, type ReportRow, UsageReport } from './UsageReport';

/*
 * The fixture, worked out by hand.
 *
 * The window is Monday 22 March 2027, 00:00, to Tuesday 30 March, 00:00, in
 * Rome: eight days, one of which (Sunday 28, clocks go from 02:00 to 03:00) has
 * 23 hours: 191 h = 11 460 min.
 *
 * M a microscope: setup 60, teardown 30 min; € 10 an hour, € 12 from 25 March
 * P a pool of 4: $ 2 a unit and hour
 * X one thing, free of charge
 * C a cluster of the nodes N1 and N2, free of charge
 *
 *    what          whose  when, local             status     in the window
 * 1  M             ana    Sun 21 22:00–Mon 02:00  completed  120 min, teardown 30; € 20
 * 2  X             ben    1 March–30 April        active     11 460 min
 * 3  M             ana    Wed 24 22:00–Thu 02:00  released   240 min, setup 60, teardown 30,
 *                         (booked until 04:00)               120 released; 2 h × 10 + 2 h × 12 = € 44
 * 4  M             ben    Fri 26 10:00–12:00      no-show    120 min nobody came; € 24
 * 5  M             ben    Sat 27 09:00–10:30      cancelled  90 min cancelled
 * 6  M             ben    Sun 28 01:30–04:30      completed  120 min, setup 60, teardown 30; € 24
 * 7  P × 3         ben    Mon 22 08:00–10:15      completed  135 × 3 = 405 min; $ 13.50
 * 8  P × 2         ana    Mon 29 23:00–Tue 01:00  active     60 × 2 = 120 min; $ 4
 * 9  C             team   Tue 23 12:00–18:00      completed  360 min; both nodes are used
 * 10 N1            ana    Tue 23 06:00–09:00      completed  180 min
 * 11 M and P × 1   ben    Mon 29 14:00–15:00      completed  60 + 60 min, setup 60, teardown 30; € 12 + $ 2
 * 12 M             ben    Mon 29 09:00–10:00      pending    nothing
 * 13 P             ben    Thu 25 09:00–11:00      cancelled  30 min had, 90 cancelled; $ 1
 *                         (while it ran, at 09:30)
 *
 * M  booked 120 + 240 + 120 + 60 = 540; buffers 30 + 90 + 90 + 90 = 300;
 *    cost 20 + 44 + 24 + 24 + 12 = € 124; used 540 of 11 460
 * P  booked 405 + 120 + 60 + 30 = 615; cost 13.50 + 4 + 2 + 1 = $ 20.50; of 45 840
 * X  11 460 of 11 460
 * C  booked 360; used 2 × 360 + 180 = 900 of 22 920
 * N1 booked 180; used 360 + 180 = 540 of 11 460
 * N2 booked 0; used 360 of 11 460
 * all bookings 1–3, 6–11 and 13 = 10; booked 540 + 615 + 11 460 + 360 + 180 =
 *    13 155; used (M, P, X, N1, N2) 540 + 615 + 11 460 + 540 + 360 = 13 515 of
 *    (1 + 4 + 1 + 1 + 1) × 11 460 = 91 680
 */
const ZONE = 'Europe/Rome';
const MINUTE = 60_000;
const local = (text: string, zone = ZONE) =>
  DateTime.fromISO(text, { zone }).toMillis();
const march = (day: number, time = '00:00') =>
  local(`2027-03-${String(day).padStart(2, '0')}T${time}`);

const base = resourceFacts('base').site;
const site = { ...base, timeZone: ZONE };
const free = { type: typeFacts(), site };
const microscope = resourceFacts('m', {
  site,
  type: { ...typeFacts(60, 30), name: 'microscope' },
  rates: [
    { from: '2027-01-01', perUnitHour: 10, currency: 'EUR' },
    { from: '2027-03-25', perUnitHour: 12, currency: 'EUR' },
  ],
});
const pool = resourceFacts('p', {
  ...free,
  capacity: 4,
  rates: [{ from: '2027-01-01', perUnitHour: 2, currency: 'USD' }],
});
const thing = resourceFacts('x', free);
const cluster = resourceFacts('c', free);
const nodes = ['n1', 'n2'].map(id =>
  resourceFacts(id, { ...free, parentId: 'c' }),
);
const all = [microscope, pool, thing, cluster, ...nodes];

const ANA = 'user:default/ana';
const BEN = 'user:default/ben';
const TEAM = 'group:default/team';

type Unit = [resource: ResourceFacts, units?: number];

function booking(
  units: Unit[],
  owner: string,
  status: ReportedBooking['status'],
  [start, end, plannedEnd]: [number, number, number?],
  project?: string,
): ReportedBooking {
  return {
    status,
    start,
    end,
    plannedEnd,
    owner,
    project,
    resources: units.map(([{ id, type }, count = 1]) => ({
      id,
      units: count,
      setupMinutes: type.setupMinutes,
      teardownMinutes: type.teardownMinutes,
    })),
  };
}

const M: Unit = [microscope];
const bookings = [
  booking([M], ANA, 'completed', [march(21, '22:00'), march(22, '02:00')]),
  booking([[thing]], BEN, 'active', [march(1), local('2027-04-30')], 'dark'),
  booking([M], ANA, 'released', [
    march(24, '22:00'),
    march(25, '02:00'),
    march(25, '04:00'),
  ]),
  booking([M], BEN, 'no_show', [march(26, '10:00'), march(26, '12:00')]),
  booking([M], BEN, 'cancelled', [march(27, '09:00'), march(27, '10:30')]),
  booking([M], BEN, 'completed', [march(28, '01:30'), march(28, '04:30')]),
  booking([[pool, 3]], BEN, 'completed', [
    march(22, '08:00'),
    march(22, '10:15'),
  ]),
  booking([[pool, 2]], ANA, 'active', [march(29, '23:00'), march(30, '01:00')]),
  booking([[cluster]], TEAM, 'completed', [
    march(23, '12:00'),
    march(23, '18:00'),
  ]),
  booking([[nodes[0]]], ANA, 'completed', [
    march(23, '06:00'),
    march(23, '09:00'),
  ]),
  booking([M, [pool, 1]], BEN, 'completed', [
    march(29, '14:00'),
    march(29, '15:00'),
  ]),
  booking([M], BEN, 'pending', [march(29, '09:00'), march(29, '10:00')]),
  booking([[pool]], BEN, 'cancelled', [
    march(25, '09:00'),
    march(25, '09:30'),
    march(25, '11:00'),
  ]),
];

function report(
  groupBy: GroupBy = 'resource',
  more: {
    selected?: ResourceFacts[];
    hours?: 'all' | 'open';
    window?: Interval;
    inventory?: ResourceFacts[];
    maintenance?: Record<string, Interval[]>;
  } = {},
) {
  const { inventory = all } = more;
  const made = UsageReport.create({
    window: more.window ?? { start: march(22), end: march(30) },
    zone: ZONE,
    hours: more.hours ?? 'all',
    groupBy,
    inventory: inventoryOf(inventory),
    selected: more.selected ?? inventory,
    maintenanceOf: ({ id }) => more.maintenance?.[id] ?? [],
  });
  bookings.forEach(one => made.add(one));
  return made;
}

const minutes = (time: number) => time / MINUTE;

/** Bookings, booked, buffers, no-shows, cancelled, released, cost. */
function figures({ tally }: Pick<ReportRow, 'tally'>) {
  const { noShow, cancelled, released } = tally.unused;
  return [
    tally.booked.bookings,
    minutes(tally.booked.time),
    minutes(tally.buffers),
    ...[noShow, cancelled, released].map(
      count => `${count.bookings}: ${minutes(count.time)}`,
    ),
    tally.costs.map(cost => `${cost.currency} ${cost.amount}`).join(' + '),
  ];
}

const none = ['0: 0', '0: 0', '0: 0'];
const useOf = ({ use }: Pick<ReportRow, 'use'>) =>
  use && [use.used, use.capacity, use.maintenance].map(minutes);

describe('the hand-computed fixture', () => {
  it('by resource', () => {
    const { rows, totals } = report().result();
    const table = Object.fromEntries(
      rows.map(row => [
        row.key.replace('resource:default/', ''),
        [...figures(row), useOf(row)],
      ]),
    );
    expect(table).toEqual({
      m: [4, 540, 300, '1: 120', '1: 90', '1: 120', 'EUR 124', [540, 11460, 0]],
      p: [4, 615, 0, '0: 0', '1: 90', '0: 0', 'USD 20.5', [615, 45840, 0]],
      x: [1, 11460, 0, ...none, '', [11460, 11460, 0]],
      c: [1, 360, 0, ...none, '', [900, 22920, 0]],
      n1: [1, 180, 0, ...none, '', [540, 11460, 0]],
      n2: [0, 0, 0, ...none, '', [360, 11460, 0]],
    });
    expect(figures(totals).slice(0, 6)).toEqual([
      10,
      13155,
      300,
      '1: 120',
      '2: 180',
      '1: 120',
    ]);
    expect(totals.tally.costs).toEqual([
      { currency: 'EUR', amount: 124, unitHours: 11 },
      { currency: 'USD', amount: 20.5, unitHours: 10.25 },
    ]);
    expect(useOf(totals)).toEqual([13515, 91680, 0]);
  });

  it('by type, where a booking of two resources is one', () => {
    const plain = Object.fromEntries(
      report('type', { selected: [microscope, pool] })
        .result()
        .rows.map(row => [row.key, figures(row).slice(0, 2)]),
    );
    expect(plain).toEqual({ microscope: [4, 540], type: [4, 615] });
    const [row] = report('site', { selected: [microscope, pool] }).result()
      .rows;
    expect(figures(row).slice(0, 2)).toEqual([7, 1155]);
  });

  it('by owner, project and group', () => {
    const rowsOf = (groupBy: GroupBy) =>
      Object.fromEntries(
        report(groupBy)
          .result(
            owner =>
              ({
                [ANA]: ['group:default/a', 'group:default/b'],
                [TEAM]: [TEAM],
                [BEN]: ['group:default/b'],
              })[owner] ?? [],
          )
          .rows.map(row => [row.key, figures(row).slice(0, 2)]),
      );
    // Ana: 120 + 240 + 120 + 180; Ben: 11 460 + 120 + 405 + 120 + 30.
    expect(rowsOf('owner')).toEqual({
      [ANA]: [4, 660],
      [BEN]: [5, 12135],
      [TEAM]: [1, 360],
    });
    expect(rowsOf('group')).toEqual({
      'group:default/a': [4, 660],
      'group:default/b': [9, 12795],
      [TEAM]: [1, 360],
    });
    expect(rowsOf('project')).toEqual({ dark: [1, 11460], '': [9, 1695] });
  });

  it('puts people of no group together', () => {
    const { rows } = report('group').result();
    expect(rows.map(row => [row.key, ...figures(row).slice(0, 2)])).toEqual([
      ['', 10, 13155],
    ]);
  });

  it('over days, the short one too', () => {
    const { trend } = report('resource', { selected: [microscope] }).result();
    expect(trend.step).toBe('day');
    expect(
      trend.points.map(({ date, used, capacity }) => [
        date.slice(8),
        minutes(used),
        minutes(capacity),
      ]),
    ).toEqual([
      ['22', 120, 1440],
      ['23', 0, 1440],
      ['24', 120, 1440],
      ['25', 120, 1440],
      ['26', 0, 1440],
      ['27', 0, 1440],
      ['28', 120, 1380],
      ['29', 60, 1440],
    ]);
  });

  it('by the hour of the week', () => {
    const { peakHours } = report('resource', {
      selected: [microscope],
    }).result();
    const sunday = peakHours[6].map(({ used }) => minutes(used));
    expect(sunday.slice(0, 6)).toEqual([0, 30, 0, 60, 30, 0]);
    const night = peakHours[6].map(({ capacity }) => minutes(capacity));
    expect(night.slice(0, 4)).toEqual([60, 60, 0, 60]);
    // Mondays 22 and 29.
    expect(minutes(peakHours[0][0].used)).toBe(60);
    expect(minutes(peakHours[0][14].used)).toBe(60);
    expect(minutes(peakHours[0][14].capacity)).toBe(120);
    const sum = peakHours.flat().reduce((total, { used }) => total + used, 0);
    expect(minutes(sum)).toBe(540);
  });

  it('of what was open and not under maintenance', () => {
    // Open 8 to 18 on six weekdays, four hours of which go to maintenance; of
    // the microscope's bookings only the last one is in these hours.
    const open = {
      ...site,
      openingHours: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map(day => ({
        day,
        opens: '08:00',
        closes: '18:00',
      })),
    };
    const one = { ...microscope, site: open };
    const { totals } = report('resource', {
      inventory: [one],
      hours: 'open',
      maintenance: {
        m: [{ start: march(23, '08:00'), end: march(23, '12:00') }],
      },
    }).result();
    expect(useOf(totals)).toEqual([60, 6 * 600 - 240, 240]);
    expect(minutes(totals.tally.booked.time)).toBe(540);
  });

  it('leaves capacity out of what is archived, and keeps its bookings', () => {
    const gone = { ...thing, archived: true };
    const { rows } = report('resource', { inventory: [gone] }).result();
    expect(rows.map(row => [figures(row)[1], useOf(row)])).toEqual([
      [11460, [0, 0, 0]],
    ]);
  });
});

describe('local hours', () => {
  const hoursOf = (day: string, zone: string) => {
    const start = local(day, zone);
    const end = DateTime.fromMillis(start, { zone })
      .plus({ days: 1 })
      .toMillis();
    const sum = HourlySum.create(LocalHours.create({ start, end }, zone));
    sum.add({ start, end }, 1);
    return sum.byWeekday()[6].slice(0, 5).map(minutes);
  };

  it.each([
    ['Europe/Rome', '2027-10-31', [60, 60, 120, 60, 60]],
    ['Australia/Lord_Howe', '2027-04-04', [60, 90, 60, 60, 60]],
    ['Australia/Lord_Howe', '2027-10-03', [60, 60, 30, 60, 60]],
    ['America/New_York', '2027-03-14', [60, 60, 0, 60, 60]],
    ['Asia/Kathmandu', '2027-03-14', [60, 60, 60, 60, 60]],
  ])('in %s on %s', (zone, day, expected) => {
    expect(hoursOf(day, zone)).toEqual(expected);
  });

  it('begins in the middle of an hour', () => {
    const start = local('2027-03-15T10:20', 'Asia/Kolkata');
    const hours = LocalHours.create(
      { start, end: start + 90 * MINUTE },
      'Asia/Kolkata',
    );
    const sum = HourlySum.create(hours);
    sum.add({ start, end: start + 90 * MINUTE }, 2);
    expect(sum.byWeekday()[0].slice(10, 12).map(minutes)).toEqual([80, 100]);
  });
});
