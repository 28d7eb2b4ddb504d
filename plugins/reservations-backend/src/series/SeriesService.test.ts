import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewRecurrence } from '@callboard/backstage-plugin-reservations-common';
import {
  asUser,
  createWorld,
  expectNoOverbooking,
  NOW,
  type World,
} from '../__testUtils__/world';
import { ClaimConflict } from '../bookings/ClaimTransaction';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const as = asUser();
const anybody = () => {};

/** Five Tuesdays over the night in which the clock changes in Rome. */
const RULE = 'RRULE:FREQ=WEEKLY;COUNT=5';
const STARTS = [
  '2027-03-16T08:00:00.000Z',
  '2027-03-23T08:00:00.000Z',
  '2027-03-30T07:00:00.000Z',
  '2027-04-06T07:00:00.000Z',
  '2027-04-13T07:00:00.000Z',
];

/** What events say of each other, where one step made them. */
function placesIn(events: { data: any }[]): string[] {
  return events.map(({ data }) => `${data.series?.nth} of ${data.series?.of}`);
}

describe.each(databases.eachSupportedId())('a series on %p', id => {
  const open = async () => {
    const world = await createWorld(await databases.init(id));
    await world.resource('microscope');
    return world;
  };
  const weekly = (more: Partial<NewRecurrence> = {}) => ({
    resourceRefs: ['resource:default/microscope'],
    start: STARTS[0],
    end: '2027-03-16T11:00:00.000Z',
    title: 'Weekly run',
    recurrence: { rule: RULE, ...more },
  });
  const make = (world: World, more: Partial<NewRecurrence> = {}) =>
    world.series.create(weekly(more), as.actor, as);
  const rows = async (world: World) => {
    const found = await world.rows('booking');
    return found
      .map(row => ({
        id: row.id as string,
        start: new Date(Number(row.start_at)).toISOString(),
        end: new Date(Number(row.end_at)).toISOString(),
        occurrence:
          row.occurrence_at === null
            ? undefined
            : new Date(Number(row.occurrence_at)).toISOString(),
        status: row.status as string,
        title: row.title as string,
        seriesId: row.series_id as string,
      }))
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  };
  const startsOf = async (world: World, status = 'confirmed') =>
    (await rows(world))
      .filter(row => row.status === status)
      .map(({ start }) => start);
  const target = async (
    world: World,
    seriesId: string,
    index: number,
    part: 'following' | 'all' = 'following',
  ) => ({
    seriesId,
    part,
    booking: (await world.series.get(seriesId)).bookings[index],
  });

  it('is as many bookings, each with its own event, at the same local time', async () => {
    const world = await open();
    const made = await make(world);
    expect(made).toMatchObject({ booked: 5, skipped: [] });
    expect(await startsOf(world)).toEqual(STARTS);
    expect((await rows(world)).map(row => row.occurrence)).toEqual(STARTS);
    expect((await world.events()).map(({ type }) => type).slice(-5)).toEqual(
      Array(5).fill('booking.created'),
    );
    const created = await world.events('booking.created');
    expect(placesIn(created)).toEqual(
      created.map((_, index) => `${index + 1} of ${created.length}`),
    );
    expect(new Set(created.map(({ data }) => data.booking.seriesId))).toEqual(
      new Set([made.series.id]),
    );
    await expectNoOverbooking(world);
  });

  it('is refused for one, or leaves that out, as it is asked', async () => {
    const world = await open();
    await world.book('microscope', STARTS[2], '2027-03-30T08:00:00.000Z');
    await expect(make(world)).rejects.toBeInstanceOf(ClaimConflict);
    expect(await rows(world)).toHaveLength(1);
    expect(await world.rows('series')).toEqual([]);

    const made = await make(world, { onConflict: 'skip' });
    expect(made.booked).toBe(4);
    expect(made.skipped).toEqual([
      {
        start: STARTS[2],
        end: '2027-03-30T10:00:00.000Z',
        code: 'taken',
        message: 'The time is taken',
      },
    ]);
    await expectNoOverbooking(world);
  });

  it('leaves out what it is told to, and says what is wrong with a rule', async () => {
    const world = await open();
    await make(world, { exdates: [STARTS[1], STARTS[3]] });
    expect(await startsOf(world)).toEqual([STARTS[0], STARTS[2], STARTS[4]]);

    const refused = (recurrence: Partial<NewRecurrence>) =>
      make(world, recurrence).catch(error => error.details?.fields?.[0]);
    expect(await refused({ rule: 'FREQ=WEEKLY' })).toEqual({
      field: 'recurrence/rule',
      message: 'recurrence/rule must end: with COUNT or with UNTIL',
    });
    expect(await refused({ rule: 'FREQ=DAILY;UNTIL=20300101' })).toMatchObject({
      field: 'recurrence/rule',
      message: expect.stringContaining('at most 366'),
    });
    expect(await refused({ exdates: STARTS })).toMatchObject({
      field: 'recurrence/exdates',
    });
  });

  it('counts against a quota with all that it books', async () => {
    const world = await open();
    await world.type('scarce', {
      policyDefaults: {
        quotas: [{ per: 'owner', of: 'bookings', in: 'future', amount: 3 }],
      },
    });
    await world.resource('laser', { type: 'scarce' });
    const input = {
      ...weekly(),
      resourceRefs: ['resource:default/laser'],
    };
    const by = { owner: as.actor, groups: [], parties: [], requestedBy: [] };
    await expect(
      world.series.create(input, as.actor, as, by),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    const made = await world.series.create(
      { ...input, recurrence: { rule: RULE, onConflict: 'skip' } },
      as.actor,
      as,
      by,
    );
    expect(made.booked).toBe(3);
    expect(made.skipped.map(({ code }) => code)).toEqual(['denied', 'denied']);
  });

  it('moves from one on, into where its neighbours were', async () => {
    const world = await open();
    const { series } = await make(world);
    const third = await target(world, series.id, 2);
    const moved = await world.series.change(
      third,
      {
        // A week and an hour later, and shorter.
        change: {
          start: '2027-04-06T08:00:00.000Z',
          end: '2027-04-06T09:00:00.000Z',
        },
        ifMatch: third.booking.version,
        permit: anybody,
      },
      as,
    );
    expect(await startsOf(world)).toEqual([
      STARTS[0],
      STARTS[1],
      '2027-04-06T08:00:00.000Z',
      '2027-04-13T08:00:00.000Z',
      '2027-04-20T08:00:00.000Z',
    ]);
    expect(moved.id).toBe(third.booking.id);
    expect(moved.seriesId).not.toBe(series.id);
    const before = await world.series.get(series.id);
    const after = await world.series.get(moved.seriesId!);
    expect([before.series.rule, after.series.rule]).toEqual([
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ]);
    expect(after.bookings.map(one => one.occurrenceAt)).toEqual(
      after.bookings.map(one => one.startAt),
    );
    expect(await world.events('booking.changed')).toHaveLength(3);
    expect(placesIn(await world.events('booking.changed'))).toEqual([
      '1 of 3',
      '2 of 3',
      '3 of 3',
    ]);
    await expectNoOverbooking(world);
  });

  it('turns with the day, and keeps what was moved alone or has begun', async () => {
    const world = await open();
    const { series } = await make(world);
    const second = await target(world, series.id, 1, 'all');
    const third = await target(world, series.id, 2);
    await world.bookings.update(
      third.booking.id,
      { start: '2027-03-31T12:00:00.000Z', end: '2027-03-31T13:00:00.000Z' },
      '*',
      as,
    );
    world.clock.advance(
      Date.parse('2027-03-16T08:30:00.000Z') - Date.parse(NOW),
    );
    await world.lifecycle.step();
    await world.series.change(
      second,
      {
        change: {
          title: 'On Wednesdays',
          start: '2027-03-24T09:00:00.000Z',
          end: '2027-03-24T10:00:00.000Z',
        },
        ifMatch: '*',
        permit: anybody,
      },
      as,
    );
    expect((await rows(world)).map(row => [row.start, row.title])).toEqual([
      [STARTS[0], 'Weekly run'],
      ['2027-03-24T09:00:00.000Z', 'On Wednesdays'],
      ['2027-03-31T12:00:00.000Z', 'On Wednesdays'],
      ['2027-04-07T08:00:00.000Z', 'On Wednesdays'],
      ['2027-04-14T08:00:00.000Z', 'On Wednesdays'],
    ]);
    // Where the series has its place now, though it takes place elsewhere.
    expect((await rows(world))[2].occurrence).toBe('2027-03-31T08:00:00.000Z');
  });

  it('is not moved at all where one of it has no room', async () => {
    const world = await open();
    const { series } = await make(world);
    await world.book(
      'microscope',
      '2027-04-13T14:00:00.000Z',
      '2027-04-13T15:00:00.000Z',
    );
    const first = await target(world, series.id, 0, 'all');
    await expect(
      world.series.change(
        first,
        {
          change: {
            start: '2027-03-16T13:00:00.000Z',
            end: '2027-03-16T16:00:00.000Z',
          },
          ifMatch: 1,
          permit: anybody,
        },
        as,
      ),
    ).rejects.toBeInstanceOf(ClaimConflict);
    expect((await startsOf(world)).slice(0, 5)).toEqual(STARTS);
    await expect(
      world.series.change(
        first,
        { change: { title: 'No' }, ifMatch: 7, permit: anybody },
        as,
      ),
    ).rejects.toMatchObject({ statusCode: 412 });
  });

  it('is cancelled from one on, or all of it, and says so once', async () => {
    const world = await open();
    const { series } = await make(world);
    await world.series.cancel(
      await target(world, series.id, 3),
      { reason: 'No more', permit: anybody },
      as,
    );
    expect(await startsOf(world)).toEqual(STARTS.slice(0, 3));
    expect((await world.series.get(series.id)).series.rule).toBe(
      'RRULE:FREQ=WEEKLY;COUNT=3',
    );
    await world.series.cancel(
      { seriesId: series.id, part: 'all' },
      { permit: anybody },
      as,
    );
    expect(await startsOf(world)).toEqual([]);
    expect(await world.events('booking.cancelled')).toHaveLength(5);
    expect(await world.rows('claim')).toEqual([]);
    await expect(
      world.series.cancel(
        { seriesId: series.id, part: 'all' },
        { permit: anybody },
        as,
      ),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });
});
