import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { at, createWorld, expectNoOverbooking } from '../__testUtils__/world';
import type { Inventory } from '../domain/Inventory';
import { planBooking } from '../domain/planBooking';
import { ClaimConflict } from './ClaimTransaction';
import { fits } from './assess';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'several bookings in one transaction on %p',
  id => {
    const plans = (times: [string, string, number?][]) => (all: Inventory) =>
      times.map(([start, end, units = 1]) =>
        planBooking(
          {
            resourceRefs: ['resource:default/pool'],
            units: { 'resource:default/pool': units },
            time: { start: Date.parse(at(start)), end: Date.parse(at(end)) },
          },
          all,
        ),
      );

    it('counts a booking in the way of two of them once', async () => {
      const world = await createWorld(await databases.init(id));
      await world.resource('pool', { capacity: 3 });
      await world.book('pool', '09:00', '18:00', {
        units: { 'resource:default/pool': 1 },
      });

      const fitting = await world.transaction.run(
        {
          plan: plans([
            ['10:00', '12:00', 2],
            ['11:00', '13:00'],
            ['12:00', '14:00', 2],
          ]),
          startChanged: true,
          partly: true,
        },
        async (_tx, assessments) => assessments.map(fits),
      );

      expect(fitting).toEqual([true, false, true]);
    });

    it('refuses all of them for one, unless part is enough', async () => {
      const world = await createWorld(await databases.init(id));
      await world.resource('pool', { capacity: 1 });
      await world.book('pool', '10:00', '12:00');
      const request = {
        plan: plans([
          ['09:00', '10:00'],
          ['11:00', '13:00'],
        ]),
        startChanged: true,
      };
      const commit = jest.fn(async () => 'done');

      await expect(
        world.transaction.run(request, commit),
      ).rejects.toBeInstanceOf(ClaimConflict);
      expect(commit).not.toHaveBeenCalled();
      expect(
        await world.transaction.run({ ...request, partly: true }, commit),
      ).toBe('done');
    });

    it('leaves the claims of those it replaces out', async () => {
      const world = await createWorld(await databases.init(id));
      await world.resource('pool', { capacity: 1 });
      const first = await world.book('pool', '10:00', '12:00');
      const second = await world.book('pool', '12:00', '14:00');

      const assessments = await world.transaction.look({
        plan: plans([
          ['11:00', '13:00'],
          ['13:00', '15:00'],
        ]),
        exceptBookings: [first.id, second.id, randomUUID()],
        startChanged: true,
      });

      expect(assessments.map(fits)).toEqual([true, true]);
      await expectNoOverbooking(world);
    });

    it('takes hundreds of occurrences at once', async () => {
      const world = await createWorld(await databases.init(id));
      await world.resource('pool', { capacity: 1 });
      await world.book('pool', '10:00', '12:00');
      const days = Array.from({ length: 366 }, (_, day) =>
        ['11:00', '13:00'].map(time =>
          new Date(Date.parse(at(time)) + day * 86_400_000).toISOString(),
        ),
      ) as [string, string][];

      const fitting = (
        await world.transaction.look({ plan: plans(days), startChanged: true })
      ).map(fits);

      expect(fitting.filter(Boolean)).toHaveLength(365);
      expect(fitting[0]).toBe(false);
    });
  },
);
