import { TestDatabases } from '@backstage/backend-test-utils';
import { asUser, createWorld } from '../__testUtils__/world';
import { ReportStore } from './ReportStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const HOUR = 3_600_000;
const MONDAY = Date.parse('2027-03-15T00:00:00Z');

describe.each(databases.eachSupportedId())('reading for reports, %p', id => {
  async function setup() {
    const knex = await databases.init(id);
    const world = await createWorld(knex);
    await world.resource('r1');
    await world.resource('r2');
    const made: Record<string, string> = {};
    const title = new Map<string, string>();
    /** Whatever was booked, as it stands by now: hours after Monday. */
    const put = async (
      name: string,
      [start, end, plannedEnd]: [number, number, number?],
      status: string,
      more: object = {},
      resource = 'r1',
    ) => {
      const hour = 100 + 2 * title.size;
      const booking = await world.book(
        resource,
        new Date(MONDAY + hour * HOUR).toISOString(),
        new Date(MONDAY + (hour + 1) * HOUR).toISOString(),
      );
      const at = {
        start_at: MONDAY + start * HOUR,
        end_at: MONDAY + end * HOUR,
      };
      await knex('booking')
        .where({ id: booking.id })
        .update({
          ...at,
          planned_end_at:
            plannedEnd === undefined ? null : MONDAY + plannedEnd * HOUR,
          status,
          owner: `user:default/${name}`,
          ...more,
        });
      await knex('booking_resource')
        .where({ booking_id: booking.id })
        .update(at);
      made[name] = booking.id;
      title.set(booking.id, name);
    };
    await put('over', [-5, 0], 'completed');
    await put('into', [-5, 1], 'completed');
    await put('same', [2, 10], 'completed');
    await put('end', [3, 10], 'active');
    await put('at-once', [4, 10], 'confirmed');
    await put('out-of', [20, 30], 'no_show');
    await put('next', [24, 25], 'confirmed');
    await put('waits', [5, 6], 'pending');
    await put('waived', [6, 7], 'no_show', { no_show_waived: '{}' });
    await put('given-back', [-9, -3, 2], 'released');
    await put('given-back-long-ago', [-9, -5, -3], 'released');
    await put('elsewhere', [8, 9], 'cancelled', {}, 'r2');
    const window = { start: MONDAY, end: MONDAY + 24 * HOUR };
    const read = async (batch?: number, resourceIds?: string[]) => {
      const found: string[] = [];
      const batches = ReportStore.create(batch).read(
        work => world.database.read(work),
        { window, resourceIds },
      );
      for await (const bookings of batches) {
        found.push(...bookings.map(({ owner }) => owner.split('/')[1]));
      }
      return found.sort();
    };
    return { knex, world, read };
  }

  const ALL = [
    'at-once',
    'elsewhere',
    'end',
    'given-back',
    'into',
    'out-of',
    'same',
  ];

  it('finds each booking of the window once, in batches of any size', async () => {
    const { read } = await setup();
    expect(await read()).toEqual(ALL);
    expect(await read(1)).toEqual(ALL);
    expect(await read(2)).toEqual(ALL);
  });

  it('narrows to resources', async () => {
    const { world, read } = await setup();
    const known = await world.inventory.latest();
    const r2 = known.resourceByRef('resource:default/r2')!;
    expect(await read(2, [r2.id])).toEqual(['elsewhere']);
  });

  it('remembers until when a booking was to last that was given back', async () => {
    const { knex, world } = await setup();
    const made = await world.book(
      'r2',
      '2027-03-15T09:00:00Z',
      '2027-03-15T12:00:00Z',
    );
    world.clock.advance(2 * HOUR);
    await world.lifecycle.step();
    await world.bookings.end(made.id, { kind: 'release' }, asUser());
    const row = await knex('booking').where({ id: made.id }).first();
    expect([
      row.status,
      Number(row.end_at),
      Number(row.planned_end_at),
    ]).toEqual([
      'released',
      Date.parse('2027-03-15T10:00:00Z'),
      Date.parse('2027-03-15T12:00:00Z'),
    ]);
  });
});
