import { parseRule } from '@callboard/backstage-plugin-reservations-common';
import ICAL from 'ical.js';
import { inventoryOf, resourceFacts } from '../__testUtils__/facts';
import type { BookingRecord } from '../bookings/BookingRecord';
import { seededRandom } from '../demo/seededRandom';
import { expandRule } from '../domain/recurrence';
import type { SeriesRecord } from '../series/SeriesRecord';
import { renderFeed } from './renderFeed';

const HOUR_MS = 3_600_000;
const inventory = inventoryOf([resourceFacts('gpu', { title: 'GPU cluster' })]);

function seriesOf(
  timeZone: string,
  local: string,
  hours: number,
  rule: string,
): SeriesRecord {
  return {
    id: `${timeZone} ${local} ${rule}`.replace(/\W/g, '-'),
    version: 1,
    rule: `RRULE:${rule}`,
    exdates: [],
    timeZone,
    localStart: Date.parse(`${local}:00.000Z`),
    localLength: hours * HOUR_MS,
    owner: 'user:default/researcher',
    createdAt: 0,
    updatedAt: 0,
  };
}

function bookingsOf(series: SeriesRecord): BookingRecord[] {
  const occurrences = expandRule({ ...series, rule: parseRule(series.rule) });
  return occurrences.map(({ start, end, number }) => ({
    id: `${series.id}-${number}`,
    version: 1,
    title: 'Weekly run',
    startAt: start,
    endAt: end,
    timeZone: series.timeZone,
    status: 'confirmed',
    owner: series.owner,
    bookedBy: series.owner,
    transferred: false,
    setupMinutes: 0,
    teardownMinutes: 0,
    siteId: 'site',
    multiSite: false,
    resources: [{ id: 'gpu', units: 1, setupMinutes: 0, teardownMinutes: 0 }],
    participants: [],
    parameters: {},
    notices: [],
    seriesId: series.id,
    occurrenceAt: start,
    createdAt: 0,
    updatedAt: 0,
  }));
}

function render(series: SeriesRecord[], bookings: BookingRecord[]) {
  return renderFeed({
    kind: 'personal',
    title: 'My bookings',
    bookings,
    series,
    truncated: false,
    inventory,
    portalUrl: 'https://portal.example.com',
  });
}

/** Everything that takes place, as another library works it out. */
function takesPlace(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const events = calendar
    .getAllSubcomponents('vevent')
    .map(
      one => new ICAL.Event(one, { strictExceptions: true, exceptions: [] }),
    );
  const found: string[] = [];
  const add = (start: ICAL.Time, end: ICAL.Time, item: ICAL.Event) =>
    found.push(
      [start, end]
        .map(time => new Date(time.toUnixTime() * 1000).toISOString())
        .concat(item.summary)
        .join(' '),
    );
  for (const event of events.filter(one => !one.isRecurrenceException())) {
    events
      .filter(one => one.isRecurrenceException() && one.uid === event.uid)
      .forEach(one => event.relateException(one));
    if (!event.isRecurring()) {
      add(event.startDate, event.endDate, event);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { startDate, endDate, item } = event.getOccurrenceDetails(next);
      add(startDate, endDate, item);
    }
  }
  return { found: found.sort(), events, text };
}

const expected = (bookings: BookingRecord[]) =>
  bookings
    .map(({ startAt, endAt, title }) =>
      [
        new Date(startAt).toISOString(),
        new Date(endAt).toISOString(),
        title,
      ].join(' '),
    )
    .sort();

it('R33: a series is one event with a rule, in its zone', async () => {
  const series = seriesOf(
    'Europe/Rome',
    '2027-03-16T09:00',
    3,
    'FREQ=WEEKLY;COUNT=12',
  );
  const bookings = bookingsOf(series);
  const { found, events, text } = takesPlace(await render([series], bookings));
  expect(found).toEqual(expected(bookings));
  expect(events).toHaveLength(1);
  expect(text).toContain('\r\nDTSTART;TZID=Europe/Rome:20270316T090000\r\n');
  expect(text).toContain('\r\nDTEND;TZID=Europe/Rome:20270316T120000\r\n');
  expect(text).toContain('\r\nRRULE:FREQ=WEEKLY;COUNT=12\r\n');
  expect(text).toContain('\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n');
});

it('what was cancelled is left out, and what was changed is said', async () => {
  const series = seriesOf(
    'Europe/Rome',
    '2027-03-16T09:00',
    3,
    'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601',
  );
  const bookings = bookingsOf(series)
    .filter((_, index) => ![0, 3, 7].includes(index))
    .map((booking, index) => {
      switch (index) {
        case 1:
          return { ...booking, startAt: booking.startAt + HOUR_MS };
        case 2:
          return { ...booking, title: 'With guests' };
        case 3:
          return { ...booking, status: 'completed' as const };
        case 4:
          return { ...booking, status: 'pending' as const };
        default:
          return booking;
      }
    });
  const { found, events, text } = takesPlace(await render([series], bookings));
  expect(found).toEqual(expected(bookings));
  // The moved, the renamed and the pending one.
  expect(events.filter(one => one.isRecurrenceException())).toHaveLength(3);
  expect(text.match(/^EXDATE/gm)).toHaveLength(2);
  expect(text).toContain('\r\nDTSTART;TZID=Europe/Rome:20270318T090000\r\n');
});

it.each([
  ['Europe/Rome', '2027-03-20T02:30', 'FREQ=DAILY;COUNT=20'],
  ['Europe/Rome', '2027-10-25T02:30', 'FREQ=DAILY;COUNT=20'],
  ['Europe/Rome', '2027-03-20T22:00', 'FREQ=DAILY;UNTIL=20271120'],
  ['America/New_York', '2027-03-10T02:15', 'FREQ=DAILY;COUNT=300'],
  ['Australia/Lord_Howe', '2027-04-01T01:45', 'FREQ=DAILY;COUNT=250'],
  ['Africa/Cairo', '2027-04-25T00:00', 'FREQ=DAILY;COUNT=250'],
  ['Asia/Kolkata', '2027-04-25T00:00', 'FREQ=WEEKLY;COUNT=25'],
])('is at the same instants in %s from %s, %s', async (zone, local, rule) => {
  const series = seriesOf(zone, local, 8, rule);
  const bookings = bookingsOf(series);
  const { found } = takesPlace(await render([series], bookings));
  expect(found).toEqual(expected(bookings));
});

it('is so for any that some are missing from, and some were moved', async () => {
  const random = seededRandom(33);
  const rules = [
    'FREQ=DAILY;INTERVAL=2;COUNT=60',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;COUNT=40',
    'FREQ=MONTHLY;BYDAY=2TU,-1FR;UNTIL=20281231T220000Z',
    'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=9',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=12',
  ];
  const zones = ['Europe/Rome', 'America/New_York', 'Africa/Cairo'];
  const all = Array.from({ length: 40 }, () =>
    seriesOf(
      random.pick(zones),
      `2027-0${random.between(1, 9)}-1${random.between(0, 9)}T0${random.between(0, 9)}:30`,
      random.between(1, 20),
      random.pick(rules),
    ),
  );
  const unique = [...new Map(all.map(one => [one.id, one])).values()];
  const bookings = unique
    .flatMap(bookingsOf)
    .filter(() => random.next() > 0.2)
    .map(booking =>
      random.next() > 0.1
        ? booking
        : { ...booking, startAt: booking.startAt - HOUR_MS },
    );
  const { found, events } = takesPlace(await render(unique, bookings));
  expect(found).toEqual(expected(bookings));
  expect(
    events.filter(one => !one.isRecurrenceException()).length,
  ).toBeLessThanOrEqual(unique.length * 2);
});

it('is an event by itself where nothing else of the series is left', async () => {
  const series = seriesOf(
    'Europe/Rome',
    '2027-03-16T09:00',
    3,
    'FREQ=DAILY;COUNT=4',
  );
  const bookings = bookingsOf(series).slice(2, 3);
  const { found, text } = takesPlace(await render([series], bookings));
  expect(found).toEqual(expected(bookings));
  expect(text).not.toContain('RRULE');
});
