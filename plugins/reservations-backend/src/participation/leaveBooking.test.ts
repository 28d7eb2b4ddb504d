import { TestDatabases } from '@backstage/backend-test-utils';
import { asUser, createWorld } from '../__testUtils__/world';
import { leaveBooking } from './leaveBooking';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const STUDENT = 'user:default/student';
const LAB = 'group:default/lab';

describe.each(databases.eachSupportedId())('leaving a booking on %p', id => {
  async function createTestWorld(participants: string[]) {
    const world = await createWorld(await databases.init(id));
    await world.resource('bench');
    const booking = await world.book('bench', '10:00', '11:00', {
      participants,
    });
    const known = await world.inventory.latest();
    const leave = (person: string, groups: string[] = []) =>
      world.database.write(tx =>
        leaveBooking(tx, {
          database: world.database,
          bookings: world.stores.bookings,
          id: booking.id,
          person,
          groups,
          known,
        }),
      );
    return { world, booking, leave };
  }

  it('takes one off and leaves the booking as it is', async () => {
    const { world, booking, leave } = await createTestWorld([STUDENT, LAB]);

    await leave(STUDENT);

    expect(await world.bookings.get(booking.id)).toMatchObject({
      version: 2,
      status: 'confirmed',
      participants: [LAB],
    });
    expect(await world.rows('claim')).toHaveLength(1);
    expect(await world.rows('booking_participant')).toHaveLength(1);
    const [, changed] = await world.events('booking');
    expect(changed).toMatchObject({
      type: 'booking.changed',
      data: { reason: 'left', before: { participants: [STUDENT, LAB] } },
    });
  });

  it('tells who is in it through a group, or not at all, why they cannot', async () => {
    const { leave } = await createTestWorld([LAB]);
    await expect(leave(STUDENT, [LAB])).rejects.toThrow(
      'You take part as one of group:default/lab',
    );
    await expect(leave(STUDENT)).rejects.toThrow('You do not take part');
  });

  it('lets nobody leave what is over', async () => {
    const { world, booking, leave } = await createTestWorld([STUDENT]);
    await world.bookings.end(booking.id, { kind: 'cancel' }, asUser());
    await expect(leave(STUDENT)).rejects.toThrow(
      'This booking is cancelled and can no longer be left',
    );
  });
});
