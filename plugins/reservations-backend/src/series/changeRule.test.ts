import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  BookingChange,
  NewRecurrence,
} from '@callboard/backstage-plugin-reservations-common';
import {
  asUser,
  createWorld,
  expectNoOverbooking,
  NOW,
  type World,
} from '../__testUtils__/world';
import { ClaimConflict } from '../bookings/ClaimTransaction';
import { rulePreview } from './rulePreview';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const as = asUser();
const permits = { change: () => {}, cancel: () => {} };
const viewer = { canSee: () => true } as never;
const explainer = { conflicts: async () => [] } as never;

/** Nine to noon in Rome, of a day in March and April, when clocks change. */
const at = (day: string, hour = 9) => {
  const summer = day >= '03-28';
  const utc = String(hour - (summer ? 2 : 1)).padStart(2, '0');
  return `2027-${day}T${utc}:00:00.000Z`;
};

const TUESDAYS = ['03-16', '03-23', '03-30', '04-06', '04-13'];

describe.each(databases.eachSupportedId())('another rule on %p', id => {
  let world: World;
  let seriesId: string;
  let ids: string[];

  beforeEach(async () => {
    world = await createWorld(await databases.init(id));
    await world.resource('microscope');
    const { series } = await world.series.create(
      {
        resourceRefs: ['resource:default/microscope'],
        start: at('03-16'),
        end: at('03-16', 12),
        timeZone: 'Europe/Rome',
        title: 'Weekly run',
        purpose: 'Thin films',
        recurrence: { rule: 'FREQ=WEEKLY;COUNT=5' },
      },
      as.actor,
      as,
    );
    seriesId = series.id;
    const { bookings } = await world.series.get(seriesId);
    ids = bookings.map(one => one.id);
  });

  const targetOf = async (index: number, part: 'following' | 'all') => {
    const booking = await world.bookings.get(ids[index]);
    return { seriesId: booking.seriesId!, part, booking };
  };
  const change = async (
    index: number,
    part: 'following' | 'all',
    recurrence: NewRecurrence,
    more: BookingChange = {},
  ) =>
    world.series.changeRule(
      await targetOf(index, part),
      { change: { ...more, recurrence }, ifMatch: '*', permits },
      as,
    );
  const preview = async (
    index: number,
    part: 'following' | 'all',
    recurrence: NewRecurrence,
  ) =>
    rulePreview(
      await world.series.previewRule(await targetOf(index, part), {
        change: { recurrence },
        permits,
      }),
      explainer,
      viewer,
    );
  /** Day and hour of what is to come, and whether it was there before. */
  const booked = async () =>
    (await world.rows('booking'))
      .filter(row => row.status === 'confirmed')
      .map(row => [
        new Date(Number(row.start_at)).toISOString(),
        ids.indexOf(row.id) + 1,
      ])
      .sort();
  const days = (all: string[], numbers: number[]) =>
    all.map((day, index) => [at(day), numbers[index]]).sort();
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        ['created', 'changed', 'cancelled'].map(async type => [
          type,
          (await world.events(`booking.${type}`)).length,
        ]),
      ),
    );
  const ruleOf = async (of: string) => (await world.series.get(of)).series.rule;

  it('keeps the bookings of its days, books the new and cancels the rest', async () => {
    const rule = 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4';
    const seen = await preview(2, 'following', { rule });
    expect(seen.occurrences.map(one => [one.start, one.becomes])).toEqual([
      [at('03-30'), 'kept'],
      [at('04-01'), 'booked'],
      [at('04-06'), 'kept'],
      [at('04-08'), 'booked'],
    ]);
    expect(seen.cancelled?.map(one => one.id)).toEqual([ids[4]]);
    expect(await counts()).toEqual({ created: 5, changed: 0, cancelled: 0 });

    const changed = await change(2, 'following', { rule });
    expect(changed.booking.id).toBe(ids[2]);
    expect([changed.booked, changed.skipped]).toEqual([2, []]);
    expect(await booked()).toEqual(
      days(
        ['03-16', '03-23', '03-30', '04-01', '04-06', '04-08'],
        [1, 2, 3, 0, 4, 0],
      ),
    );
    expect(await counts()).toEqual({ created: 7, changed: 2, cancelled: 1 });
    expect([
      await ruleOf(seriesId),
      await ruleOf(changed.booking.seriesId!),
    ]).toEqual([
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4',
    ]);
    const after = await world.series.get(changed.booking.seriesId!);
    expect(after.bookings.map(one => one.purpose)).toEqual(
      Array(4).fill('Thin films'),
    );
    expect(await world.rows('claim')).toHaveLength(6);
    await expectNoOverbooking(world);
  });

  it('lets a booking take another day of its week, and tells nobody of what stays', async () => {
    await change(0, 'all', { rule: 'FREQ=WEEKLY;COUNT=3' });
    expect(await booked()).toEqual(days(TUESDAYS.slice(0, 3), [1, 2, 3]));
    expect(await counts()).toEqual({ created: 5, changed: 0, cancelled: 2 });

    await change(0, 'all', { rule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=3' });
    expect(await booked()).toEqual(
      days(['03-17', '03-24', '03-31'], [1, 2, 3]),
    );
    expect(await counts()).toEqual({ created: 5, changed: 3, cancelled: 2 });
    expect(await world.rows('series')).toHaveLength(1);
    await expectNoOverbooking(world);
  });

  it('leaves alone what was moved, and out what was cancelled by itself', async () => {
    await world.bookings.update(
      ids[1],
      { start: at('03-24', 14), end: at('03-24', 15) },
      '*',
      as,
    );
    await world.bookings.end(ids[3], { kind: 'cancel' }, as);
    const rule = 'FREQ=WEEKLY;COUNT=6';
    const seen = await preview(0, 'all', { rule });
    expect(seen.occurrences.map(one => [one.start, one.becomes])).toEqual([
      [at('03-16'), 'kept'],
      [at('03-24', 14), 'kept'],
      [at('03-30'), 'kept'],
      [at('04-06'), 'left_out'],
      [at('04-13'), 'kept'],
      [at('04-20'), 'booked'],
    ]);
    expect(seen.occurrences[1].occurrence).toBe(at('03-23'));
    await change(0, 'all', { rule });
    const moved = [at('03-24', 14), 2];
    expect(await booked()).toEqual(
      [
        ...days(['03-16', '03-30', '04-13', '04-20'], [1, 3, 5, 0]),
        moved,
      ].sort(),
    );
    // Unless the request says itself what is left out.
    await change(0, 'all', { rule, exdates: [at('04-20')] });
    expect(await booked()).toEqual(
      [
        ...days(['03-16', '03-30', '04-06', '04-13'], [1, 3, 0, 5]),
        moved,
      ].sort(),
    );
    // A rule without its day leaves it no place.
    await change(0, 'all', { rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=3' });
    expect(await booked()).toEqual(
      days(['03-16', '03-30', '04-13'], [1, 3, 5]),
    );
    await expectNoOverbooking(world);
  });

  it('is all or nothing, or leaves out what is taken', async () => {
    await world.book('microscope', at('03-18', 10), at('03-18', 11));
    const before = [await world.rows('booking'), await world.rows('claim')];
    const rule = 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10';
    await expect(change(0, 'all', { rule })).rejects.toBeInstanceOf(
      ClaimConflict,
    );
    expect([await world.rows('booking'), await world.rows('claim')]).toEqual(
      before,
    );
    const changed = await change(0, 'all', { rule, onConflict: 'skip' });
    expect(changed.booked).toBe(4);
    expect(changed.skipped.map(({ start }) => start)).toEqual([at('03-18')]);
    await expectNoOverbooking(world);
  });

  it('moves and gets another rule at once', async () => {
    await change(
      1,
      'following',
      { rule: 'FREQ=DAILY;COUNT=3' },
      { start: at('03-23', 14), end: at('03-23', 16), title: 'Afternoons' },
    );
    expect(await booked()).toEqual([
      [at('03-16'), 1],
      [at('03-23', 14), 2],
      [at('03-24', 14), 0],
      [at('03-25', 14), 0],
    ]);
    const titles = (await world.rows('booking'))
      .filter(row => row.status === 'confirmed')
      .map(row => row.title);
    expect(titles.filter(title => title === 'Afternoons')).toHaveLength(3);
  });

  it('does not touch what has begun, nor book what is past', async () => {
    await world.bookings.update(
      ids[1],
      { start: at('03-26', 14), end: at('03-26', 15) },
      '*',
      as,
    );
    world.clock.advance(Date.parse(at('03-25', 10)) - Date.parse(NOW));
    await world.lifecycle.step();
    await change(2, 'all', { rule: 'FREQ=DAILY;COUNT=6' });
    const rows = await world.rows('booking');
    expect(rows.find(row => row.id === ids[0])).toMatchObject({
      status: 'completed',
      series_id: seriesId,
    });
    // Counted from the 23rd, where the one that was moved has its place.
    expect(await booked()).toEqual(
      [
        ...days(['03-26', '03-27', '03-28'], [0, 0, 0]),
        [at('03-26', 14), 2],
      ].sort(),
    );
  });

  it('says what is wrong with the rule', async () => {
    const refused = (recurrence: NewRecurrence) =>
      change(0, 'all', recurrence).catch(error => error.details?.fields?.[0]);
    expect(await refused({ rule: 'FREQ=WEEKLY' })).toEqual({
      field: 'recurrence/rule',
      message: 'recurrence/rule must end: with COUNT or with UNTIL',
    });
    expect(
      await refused({ rule: 'FREQ=DAILY;COUNT=1', exdates: [at('03-16')] }),
    ).toMatchObject({ field: 'recurrence/exdates' });
    const stale = world.series.changeRule(
      await targetOf(0, 'all'),
      {
        change: { recurrence: { rule: 'FREQ=DAILY;COUNT=2' } },
        ifMatch: 7,
        permits,
      },
      as,
    );
    await expect(stale).rejects.toMatchObject({ statusCode: 412 });
    await expect(
      world.bookings.update(
        ids[0],
        { recurrence: { rule: 'FREQ=DAILY;COUNT=2' } },
        '*',
        as,
      ),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'recurrence' }] } });
  });
});
