import { TestDatabases } from '@backstage/backend-test-utils';
import type { ResourceChange } from '@callboard/backstage-plugin-reservations-common';
import {
  asUser,
  at,
  createWorld,
  expectNoOverbooking,
  type World,
} from '../__testUtils__/world';
import { SlotTakenError } from '../errors';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const admin = asUser('admin');
const ref = (name: string) => `resource:default/${name}`;

describe.each(databases.eachSupportedId())(
  'changing what is booked on %p',
  id => {
    let world: World;
    let ids: Record<string, string>;

    const add = async (name: string, more: object = {}) => {
      ids[name] = (await world.resource(name, more)).id;
    };
    const change = (name: string, what: ResourceChange) =>
      world.resources.update(ids[name], what, '*', admin);
    const refusal = async (attempt: Promise<unknown>) => {
      const error = await attempt.then(
        () => undefined,
        reason => reason,
      );
      expect(error).toBeInstanceOf(SlotTakenError);
      return (error as SlotTakenError).details.conflicts;
    };
    const snapshot = async () => ({
      resources: await world.rows('resource'),
      claims: await world.rows('claim'),
      events: await world.events(),
    });

    beforeEach(async () => {
      world = await createWorld(await databases.init(id));
      ids = {};
      await add('cluster');
      await add('other');
      await add('rack', { parentRef: ref('cluster') });
      await add('node', { parentRef: ref('rack') });
      await add('node-2', { parentRef: ref('rack') });
      await add('pool', { capacity: 4 });
    });

    it('refuses a cycle, another site’s parent, and a pool as parent', async () => {
      await world.sites.create(
        { name: 'lab', title: 'Lab', timeZone: 'UTC' },
        admin,
      );
      await add('bench', { siteRef: ref('lab') });
      const before = await snapshot();

      for (const [name, parent] of [
        ['cluster', 'node'],
        ['cluster', 'cluster'],
        ['node', 'bench'],
        ['node', 'pool'],
        ['node', 'nowhere'],
      ]) {
        await expect(
          change(name, { parentRef: ref(parent) }),
        ).rejects.toMatchObject({
          name: 'InputError',
          details: { fields: [{ field: 'parentRef' }] },
        });
      }
      await expect(change('rack', { capacity: 2 })).rejects.toMatchObject({
        details: { fields: [{ field: 'capacity' }] },
      });
      expect(await snapshot()).toEqual(before);
    });

    it('does not move a node below what is booked at the same time', async () => {
      const first = await world.book('node', '10:00', '11:00');
      await world.book('node', '13:00', '14:00');
      const third = await world.book(['node', 'pool'], '15:00', '16:00');
      await world.book('other', '10:30', '12:00');
      await world.book('other', '15:30', '15:45');
      const before = await snapshot();

      const conflicts = await refusal(
        change('node', { parentRef: ref('other') }),
      );

      expect(new Set(conflicts.map(one => one.bookingId))).toEqual(
        new Set([first.id, third.id]),
      );
      expect(conflicts).toContainEqual(
        expect.objectContaining({
          resourceRef: ref('node'),
          start: at('10:00'),
          end: at('11:00'),
          owner: 'user:default/researcher',
        }),
      );
      expect(await snapshot()).toEqual(before);
    });

    it('moves a rack with its nodes’ bookings, active and future', async () => {
      await world.book('node', '08:00', '10:00');
      await world.book('node-2', '12:00', '13:00');
      await world.lifecycle.step();
      world.clock.now = Date.parse(at('09:00'));
      await world.book('other', '10:00', '12:00');

      await change('rack', { parentRef: ref('other') });

      // The cluster is free of them, what is above them now is not.
      await world.book('cluster', '09:00', '18:00');
      await expect(world.book('other', '09:30', '10:00')).rejects.toThrow();
      await expect(world.book('other', '12:30', '14:00')).rejects.toThrow();
      await world.book('other', '13:00', '14:00');
      await expect(world.book('node', '13:00', '14:00')).rejects.toThrow();
      await expectNoOverbooking(world);
      const [event] = (await world.events('resource.changed')).slice(-1);
      expect(event.data).toMatchObject({
        resource: { parentRef: ref('other') },
        before: { parentRef: ref('cluster') },
      });

      // And to the top: then only the rack itself is above.
      await change('rack', { parentRef: null });
      await world.book('other', '12:00', '13:00');
      await expect(world.book('rack', '12:00', '13:00')).rejects.toThrow();
    });

    it('holds an upper resource as long as a lower one in the same booking', async () => {
      await world.type('slow', { setupMinutes: 60, teardownMinutes: 30 });
      await add('scope', { type: 'slow' });
      const both = await world.book(['scope', 'other'], '12:00', '13:00');
      await change('scope', { parentRef: ref('other') });

      // The scope is being set up: what it is part of cannot be somebody else's.
      await expect(world.book('other', '11:00', '12:00')).rejects.toThrow();
      await expect(world.book('other', '13:00', '13:30')).rejects.toThrow();
      await world.book('other', '13:30', '14:00');
      await expectNoOverbooking(world);
      await world.bookings.update(both.id, { end: at('12:30') }, 1, asUser());
    });

    it('lowers a pool as far as its bookings allow', async () => {
      const units = { [ref('pool')]: 2 };
      const early = await world.book('pool', '10:00', '12:00', { units });
      const late = await world.book('pool', '11:00', '13:00', { units });
      await world.book('pool', '13:00', '14:00', { units });

      const conflicts = await refusal(change('pool', { capacity: 3 }));
      expect(new Set(conflicts.map(one => one.bookingId))).toEqual(
        new Set([early.id, late.id]),
      );
      await world.bookings.end(late.id, { kind: 'cancel' }, asUser());
      await change('pool', { capacity: 2 });
      expect(
        new Set(
          (await refusal(change('pool', { capacity: 1 }))).map(
            one => one.bookingId,
          ),
        ).size,
      ).toBe(2);
      await expectNoOverbooking(world);
    });

    it('turns a pool exclusive and back only where bookings allow', async () => {
      await world.book('pool', '10:00', '12:00');
      const second = await world.book('pool', '11:00', '13:00');
      expect(
        await refusal(change('pool', { capacity: 'exclusive' })),
      ).toHaveLength(2);
      await world.bookings.end(second.id, { kind: 'cancel' }, asUser());

      await change('pool', { capacity: 'exclusive' });
      await expect(world.book('pool', '11:00', '13:00')).rejects.toThrow();
      // The constraint guards it from now on.
      expect(
        (await world.rows('claim')).map(row => Boolean(row.exclusive)),
      ).toEqual([true]);

      await change('pool', { capacity: 2 });
      await world.book('pool', '11:00', '13:00');
      await expect(world.book('pool', '11:30', '12:30')).rejects.toThrow();
      await expectNoOverbooking(world);
    });

    it('may do anything to what is over', async () => {
      const units = { [ref('pool')]: 4 };
      await world.book('pool', '08:00', '09:00', { units });
      await world.book('node', '08:00', '09:00');
      await world.book('other', '08:00', '09:00');
      for (const time of ['08:00', '09:00', '09:01']) {
        world.clock.now = Date.parse(at(time));
        await world.lifecycle.step();
      }
      await change('pool', { capacity: 1 });
      await change('node', { parentRef: ref('other') });
      await world.book(['other', 'pool'], '09:01', '10:00');
      expect(await world.rows('booking')).toHaveLength(4);
    });

    it('takes a new setup time into new and edited bookings only', async () => {
      const { id: type } = await world.type('bench', { setupMinutes: 15 });
      await add('bench', { type: 'bench' });
      const old = await world.book('bench', '12:00', '13:00');
      const claims = await world.rows('claim');

      await world.types.update(
        type,
        { setupMinutes: 60, teardownMinutes: 30 },
        1,
        admin,
      );

      expect(await world.rows('claim')).toEqual(claims);
      expect(await world.bookings.get(old.id)).toEqual(old);
      const renamed = await world.bookings.update(
        old.id,
        { title: 'Renamed' },
        1,
        asUser(),
      );
      expect(renamed).toMatchObject({ setupMinutes: 15, teardownMinutes: 0 });
      expect(await world.rows('claim')).toEqual(claims);
      expect(await world.book('bench', '15:00', '16:00')).toMatchObject({
        setupMinutes: 60,
        teardownMinutes: 30,
      });
      const moved = await world.bookings.update(
        old.id,
        { end: at('13:15') },
        2,
        asUser(),
      );
      expect(moved).toMatchObject({ setupMinutes: 60, teardownMinutes: 30 });
      await expect(world.book('bench', '10:30', '11:30')).rejects.toThrow();
    });
  },
);
