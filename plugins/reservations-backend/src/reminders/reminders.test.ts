import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { at, createWorld } from '../__testUtils__/world';
import { PreferencesService } from './PreferencesService';
import { Reminders } from './Reminders';
import { ReminderStore } from './ReminderStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const researcher = 'user:default/researcher';
const MINUTE_MS = 60_000;

describe.each(databases.eachSupportedId())('reminders on %p', id => {
  async function setup() {
    const world = await createWorld(await databases.init(id));
    const sent: {
      to: unknown;
      topic?: string;
      title: string;
      link?: string;
    }[] = [];
    const notifications: NotificationService = {
      send: jest.fn(async ({ recipients, payload }) => {
        const { topic, title, link } = payload;
        sent.push({
          to: 'entityRef' in recipients ? recipients.entityRef : undefined,
          ...{ topic, title, link },
        });
      }),
    };
    const store = new ReminderStore();
    const { database, inventory } = world;
    const reminders = Reminders.create({
      ...{ database, inventory, store, notifications },
      logger: mockServices.logger.mock(),
      checkInLink: async booking => `https://portal.example.com/${booking.id}`,
    });
    return {
      world,
      sent,
      reminders,
      notifications,
      preferences: PreferencesService.create({ database, store }),
      /** What is sent when that many minutes have passed. */
      after: async (minutes: number) => {
        world.clock.advance(minutes * MINUTE_MS);
        await world.lifecycle.step();
        sent.length = 0;
        await reminders.run();
        return [...sent];
      },
    };
  }

  it('comes as long before as the person wants, once', async () => {
    const { world, after, preferences } = await setup();
    await world.resource('gpu');
    await world.book('gpu', '12:00', '14:00', {
      participants: ['user:default/student', 'user:default/quiet'],
    });
    await preferences.set('user:default/student', { reminderMinutes: 180 });
    await preferences.set('user:default/quiet', { reminderMinutes: 0 });

    // It is 08:00, and the booking begins at 12:00.
    expect(await after(30)).toEqual([]);
    expect(await after(30)).toEqual([
      expect.objectContaining({
        to: 'user:default/student',
        topic: 'upcoming',
      }),
    ]);
    expect(await after(60)).toEqual([]);
    expect(await after(60)).toEqual([
      expect.objectContaining({ to: researcher, title: 'A run begins soon' }),
    ]);
    expect(await after(1)).toEqual([]);
  });

  it('comes once more for a booking that was moved, and not for one cancelled', async () => {
    const { world, after } = await setup();
    await world.resource('gpu');
    const moved = await world.book('gpu', '08:30', '09:00');
    const dropped = await world.book('gpu', '10:00', '11:00');
    expect(await after(5)).toHaveLength(1);

    const context = { credentials: {} as never, actor: researcher };
    await world.bookings.update(
      moved.id,
      { start: at('09:00'), end: at('09:30') },
      '*',
      context,
    );
    await world.bookings.end(dropped.id, { kind: 'cancel' }, context);
    expect(await after(5)).toHaveLength(1);
    expect(await after(70)).toEqual([]);
  });

  it('says that a long booking ends, and not that a short one does', async () => {
    const { world, after } = await setup();
    await world.resource('gpu');
    await world.resource('desk');
    await world.book('gpu', '08:30', '10:00');
    await world.book('desk', '09:20', '10:00');
    await after(60);

    const ending = await after(46);
    expect(ending).toEqual([
      expect.objectContaining({
        to: researcher,
        topic: 'ending',
        title: 'A run ends soon',
      }),
    ]);
  });

  it('asks to check in once that is possible, with the link', async () => {
    const { world, after } = await setup();
    await world.type('scope', {
      policyDefaults: { checkIn: { opensMinutes: 10, withinMinutes: 15 } },
    });
    await world.resource('microscope', { type: 'scope' });
    const booking = await world.book('microscope', '10:00', '11:00');

    expect((await after(100)).map(({ topic }) => topic)).toEqual(['upcoming']);
    expect(await after(11)).toEqual([
      {
        to: researcher,
        topic: 'check-in',
        title: 'Check in to A run',
        link: `https://portal.example.com/${booking.id}`,
      },
    ]);
    await world.bookings.checkIn(booking.id, { actor: researcher });
    expect(await after(5)).toEqual([]);
  });

  it('tries again what could not be sent', async () => {
    const { world, reminders, notifications, after } = await setup();
    await world.resource('gpu');
    await world.book('gpu', '08:30', '09:00');
    jest.mocked(notifications.send).mockRejectedValueOnce(new Error('down'));

    expect(await reminders.run()).toBe(0);
    expect(await after(1)).toHaveLength(1);
  });
});
