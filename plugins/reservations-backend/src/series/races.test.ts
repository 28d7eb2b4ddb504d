import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  openBackends,
  tally,
  upTo,
} from '../__testUtils__/backends';
import { asUser, expectNoOverbooking } from '../__testUtils__/world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const as = asUser();
const other = asUser('other');
const DAYS = 12;
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2027-03-16T08:00:00.000Z');

jest.setTimeout(120_000);

/** UTC, so that a day is a day. */
const at = (day: number, hours = 0) =>
  new Date(FIRST + day * DAY_MS + hours * 3_600_000).toISOString();

const booking = (day: number, hours = 0) => ({
  resourceRefs: ['resource:default/machine'],
  start: at(day, hours),
  end: at(day, hours + 2),
  timeZone: 'UTC',
  title: 'A run',
});

const series = (
  rule = `FREQ=DAILY;COUNT=${DAYS}`,
  onConflict: 'refuse' | 'skip' = 'refuse',
  hours = 0,
) => ({ ...booking(0, hours), recurrence: { rule, onConflict } });

describe.each(databases.eachSupportedId())('at the same time on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
    await backends.world.resource('machine');
  });
  afterEach(() => backends.close());

  const live = async () => {
    const rows = await backends.world.rows('booking');
    return rows.filter(({ status }) => status === 'confirmed');
  };

  it('a series and bookers of single days: all of it or none', async () => {
    const { world, other: second } = backends;
    const outcomes = await Promise.allSettled([
      ...upTo(4).map(n =>
        (n % 2 ? world : second).bookings.create(
          booking(2 + n),
          other.actor,
          other,
        ),
      ),
      second.series.create(series(), as.actor, as),
      ...upTo(4).map(n =>
        (n % 2 ? world : second).bookings.create(
          booking(6 + n, 1),
          other.actor,
          other,
        ),
      ),
    ]);
    const whole = outcomes[4].status === 'fulfilled';
    const rows = await live();
    const ofSeries = rows.filter(row => row.series_id !== null);
    expect(ofSeries).toHaveLength(whole ? DAYS : 0);
    const singles = outcomes.filter(
      ({ status }, index) => index !== 4 && status === 'fulfilled',
    );
    expect(rows).toHaveLength(ofSeries.length + singles.length);
    expect(singles).toHaveLength(whole ? 0 : 8);
    expect(await world.events('booking.created')).toHaveLength(rows.length);
    await expectNoOverbooking(world);
  });

  it('two series on the same days: one of them', async () => {
    const { both, world } = backends;
    const outcomes = await Promise.allSettled(
      upTo(6).map(n =>
        both[n % 2].series.create(
          series(
            n % 2
              ? `FREQ=DAILY;COUNT=${DAYS}`
              : `FREQ=DAILY;INTERVAL=2;COUNT=${DAYS / 2}`,
          ),
          as.actor,
          as,
        ),
      ),
    );
    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 5 });
    expect(await world.rows('series')).toHaveLength(1);
    await expectNoOverbooking(world);
  });

  it('two series that skip what is taken: every day once', async () => {
    const { both, world } = backends;
    const outcomes = await Promise.allSettled(
      ['FREQ=DAILY;INTERVAL=2;COUNT=8', 'FREQ=DAILY;INTERVAL=3;COUNT=6'].map(
        (rule, n) => both[n].series.create(series(rule, 'skip'), as.actor, as),
      ),
    );
    expect(tally(outcomes)).toEqual({ ok: 2 });
    const days = (await live()).map(
      row => (Number(row.start_at) - FIRST) / DAY_MS,
    );
    expect(days.sort((a, b) => a - b)).toEqual([
      0, 2, 3, 4, 6, 8, 9, 10, 12, 14, 15,
    ]);
    await expectNoOverbooking(world);
  });

  it('a series moves while one of it is cancelled: both, in some order', async () => {
    const { world, other: second } = backends;
    const { series: made } = await world.series.create(series(), as.actor, as);
    const { bookings } = await world.series.get(made.id);
    const outcomes = await Promise.allSettled([
      world.series.change(
        { seriesId: made.id, part: 'following', booking: bookings[3] },
        {
          change: { start: at(3, 1), end: at(3, 3) },
          ifMatch: bookings[3].version,
          permit: () => {},
        },
        as,
      ),
      second.bookings.end(bookings[6].id, { kind: 'cancel' }, as),
      second.bookings.end(bookings[7].id, { kind: 'cancel' }, as),
    ]);
    expect(tally(outcomes)).toEqual({ ok: 3 });
    const rows = await live();
    expect(
      rows
        .map(row => (Number(row.start_at) - FIRST) / 3_600_000)
        .sort((a, b) => a - b),
    ).toEqual([0, 24, 48, 73, 97, 121, 193, 217, 241, 265]);
    const claims = await world.rows('claim');
    expect(claims).toHaveLength(rows.length);
    expect(await world.events('booking.cancelled')).toHaveLength(2);
    await expectNoOverbooking(world);
  });

  it('a new rule and bookers of single days: all of it or none', async () => {
    const { world, other: second } = backends;
    const { series: made } = await world.series.create(
      series('FREQ=DAILY;COUNT=3'),
      as.actor,
      as,
    );
    const { bookings } = await world.series.get(made.id);
    const outcomes = await Promise.allSettled([
      ...upTo(3).map(n =>
        second.bookings.create(booking(4 + n), other.actor, other),
      ),
      world.series.changeRule(
        { seriesId: made.id, part: 'following', booking: bookings[1] },
        {
          change: { recurrence: { rule: `FREQ=DAILY;COUNT=${DAYS}` } },
          ifMatch: '*',
          permits: { change: () => {}, cancel: () => {} },
        },
        as,
      ),
      ...upTo(3).map(n =>
        second.bookings.create(booking(7 + n, 1), other.actor, other),
      ),
    ]);
    const whole = outcomes[3].status === 'fulfilled';
    const rows = await live();
    const ofSeries = rows.filter(row => row.series_id !== null);
    expect(ofSeries).toHaveLength(whole ? DAYS + 1 : 3);
    expect(rows.length - ofSeries.length).toBe(whole ? 0 : 6);
    expect(await world.rows('series')).toHaveLength(whole ? 2 : 1);
    expect(await world.rows('claim')).toHaveLength(rows.length);
    await expectNoOverbooking(world);
  });

  it('two edits of one series: one after the other, or one of them', async () => {
    const { both, world } = backends;
    const { series: made } = await world.series.create(series(), as.actor, as);
    const { bookings } = await world.series.get(made.id);
    const outcomes = await Promise.allSettled(
      upTo(4).map(n =>
        both[n % 2].series.change(
          { seriesId: made.id, part: 'following', booking: bookings[2 + n] },
          {
            change: { title: `Edit ${n}` },
            ifMatch: '*',
            permit: () => {},
          },
          as,
        ),
      ),
    );
    const { ok = 0, ...refused } = tally(outcomes);
    expect(ok).toBeGreaterThan(0);
    expect(Object.keys(refused).every(name => name === 'ConflictError')).toBe(
      true,
    );
    const rows = await live();
    expect(rows).toHaveLength(DAYS);
    const ids = new Set(rows.map(row => row.series_id as string));
    // Each booking has a place in the rule of its series, and each place one.
    for (const seriesId of ids) {
      const { series: one, bookings: some } = await world.series.get(seriesId);
      const count = Number(/COUNT=(\d+)/.exec(one.rule)![1]);
      expect([one.rule, some.length]).toEqual([one.rule, count]);
    }
    expect(await world.rows('series')).toHaveLength(ids.size);
  });

  it('two bulk bookings of the same things: one of them', async () => {
    const { both, world } = backends;
    await world.resource('second');
    const items = (reverse: boolean) => {
      const all = ['machine', 'second'].map(name => ({
        ...booking(1),
        resourceRefs: [`resource:default/${name}`],
      }));
      return reverse ? all.reverse() : all;
    };
    const outcomes = await Promise.allSettled(
      upTo(8).map(n =>
        both[n % 2].bulk.create(
          items(n % 3 === 0),
          as.actor,
          as,
          undefined,
          (_index, run) => run(),
        ),
      ),
    );
    expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 7 });
    expect(await live()).toHaveLength(2);
    await expectNoOverbooking(world);
  });
});
