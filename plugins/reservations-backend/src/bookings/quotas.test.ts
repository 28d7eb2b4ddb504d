import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  NewBooking,
  Quota,
} from '@callboard/backstage-plugin-reservations-common';
import {
  type Backends,
  openBackends,
  tally,
  upTo,
} from '../__testUtils__/backends';
import { asUser, at } from '../__testUtils__/world';
import type { Caller } from './BookingsService';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const rule = (per: Quota['per'], more: Partial<Quota> = {}): Quota => ({
  per,
  of: 'bookings',
  amount: 1,
  in: 'future',
  ...more,
});

describe.each(databases.eachSupportedId())('quotas on %p', id => {
  let backends: Backends;

  beforeEach(async () => {
    backends = await openBackends(databases, id);
  });
  afterEach(() => backends.close());

  /** Ten resources of a type with these quotas. */
  const furnish = async (quotas: Quota[]) => {
    const { world } = backends;
    await world.type('scarce', { policyDefaults: { quotas } });
    for (const n of upTo(10)) {
      await world.resource(`r-${n}`, { type: 'scarce', capacity: 4 });
    }
  };

  /** The nth resource, through one backend or the other. */
  const book = (
    n: number,
    {
      start = '10:00',
      end = '11:00',
      owner = 'researcher',
      by = {},
      ...more
    }: {
      start?: string;
      end?: string;
      owner?: string;
      by?: Caller;
    } & Partial<NewBooking> = {},
  ) => {
    const as = asUser(owner);
    return backends.both[n % 2].bookings.create(
      backends.world.booking(`r-${n}`, start, end, more),
      as.actor,
      as,
      by,
    );
  };

  const bookings = () => backends.world.rows('booking');

  it('let one of ten of one owner in, on ten resources', async () => {
    await furnish([rule('owner')]);

    const outcomes = await Promise.allSettled(upTo(10).map(n => book(n)));

    expect(tally(outcomes)).toEqual({ ok: 1, PolicyDeniedError: 9 });
    expect(await bookings()).toHaveLength(1);
  });

  it('let as many of a team in as may be', async () => {
    await furnish([
      rule('group', { of: 'hours', amount: 3, in: 'day' }),
      rule('owner', { amount: 3 }),
    ]);
    const teams = [
      {
        ref: 'group:default/optics',
        members: upTo(10).map(n => `user:default/person-${n}`),
      },
    ];

    const outcomes = await Promise.allSettled(
      upTo(30).map(n =>
        book(n % 10, { owner: `person-${n % 9}`, by: { teams } }),
      ),
    );

    expect(tally(outcomes)).toEqual({ ok: 3, PolicyDeniedError: 27 });
    expect(backends.errorCodes.filter(code => code === '40P01')).toEqual([]);
  });

  it('count what is not cancelled, and leave out what is being moved', async () => {
    await furnish([rule('owner', { of: 'hours', amount: 2, in: 'day' })]);
    const as = asUser();
    const { bookings: service } = backends.world;
    const first = await book(0);
    const second = await book(1);
    await expect(book(2)).rejects.toThrow(
      'Everybody may have 2 h of scarce a day: 2 h booked on Monday, 15 March 2027, and this takes 1 h more.',
    );

    const moved = await service.update(
      first.id,
      { start: at('12:00'), end: at('13:00') },
      first.version,
      as,
    );
    await expect(
      service.update(moved.id, { end: at('14:00') }, moved.version, as),
    ).rejects.toThrow('2 h of scarce');
    await service.end(second.id, { kind: 'cancel' }, as);
    await book(2);
    expect(await bookings()).toHaveLength(3);
  });

  it('count units of pools, and what is of another owner or type not at all', async () => {
    await furnish([rule('owner', { of: 'units', amount: 4 })]);
    await backends.world.resource('plain-1');
    await backends.world.book('plain-1', '10:00', '12:00');
    await book(0, { owner: 'somebody-else' });
    const units = (n: number, count: number) => ({
      units: { [`resource:default/r-${n}`]: count },
    });

    await book(1, units(1, 3));
    await expect(book(2, units(2, 2))).rejects.toThrow('4 units at a time');
    await book(3, units(3, 1));
    await book(4, { start: '12:00', end: '13:00', ...units(4, 4) });
  });

  it('ask the database nothing where there are none', async () => {
    await backends.world.resource('free');
    const queries: string[] = [];
    backends.world.database.read(async db =>
      db.knex.on('query', ({ sql }) => queries.push(sql)),
    );

    await backends.world.book('free', '10:00', '11:00');

    expect(queries.filter(sql => /^insert|INSERT/.test(sql))).not.toEqual([]);
    expect(queries.filter(sql => sql.includes('quota_subject'))).toEqual([]);
  });
});
