import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type Backends,
  fileConfig,
  openBackends,
  tally,
  upTo,
} from '../__testUtils__/backends';
import { asUser, at, expectNoOverbooking } from '../__testUtils__/world';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const HOUR_MS = 3_600_000;
const ROUNDS = 12;

describe.each(databases.eachSupportedId())(
  'The waitlist of two backends on %p',
  id => {
    let backends: Backends;

    beforeEach(async () => {
      backends = await openBackends(databases, id);
    });
    afterEach(() => backends.close());

    const time = (n: number) => ({
      start: new Date(Date.parse(at('10:00')) + n * HOUR_MS).toISOString(),
      end: new Date(Date.parse(at('11:00')) + n * HOUR_MS).toISOString(),
    });
    const join = (ref: string, n: number, name: string) => {
      const { start, end } = time(n);
      const who = asUser(name);
      return backends.world.waitlist.join(
        { resourceRef: ref, from: start, until: end, title: 'A run' },
        who,
        { owner: who.actor },
      );
    };
    const book = (by: number, name: string, n: number) =>
      backends.both[by].bookings.create(
        {
          resourceRefs: [`resource:default/${name}`],
          ...time(n),
          title: 'A run',
        },
        'user:default/researcher',
        asUser(),
      );
    const cancel = (by: number, id_: string) =>
      backends.both[by].bookings.end(id_, { kind: 'cancel' }, asUser());
    const entries = () => backends.world.rows('waitlist_entry');
    const holds = async () =>
      (await backends.world.rows('booking')).filter(row => row.hold_of);

    /** Every offer has its hold, every hold its offer and its claims. */
    const expectConsistent = async () => {
      const offered = (await entries()).filter(
        ({ status }) => status === 'offered',
      );
      const held = await holds();
      expect(held.map(row => row.hold_of).sort()).toEqual(
        offered.map(row => row.id).sort(),
      );
      const claims = await backends.world.rows('claim');
      for (const hold of held) {
        expect(claims.some(one => one.booking_id === hold.id)).toBe(true);
      }
      await expectNoOverbooking(backends.world);
    };

    it('lets nobody in between who books at the moment it becomes free', async () => {
      const { world } = backends;
      await world.resource('lab');
      for (const n of upTo(ROUNDS)) {
        const run = await book(0, 'lab', n);
        const { entry } = await join('resource:default/lab', n, 'waiter');
        const outcomes = await Promise.allSettled([
          book(1, 'lab', n),
          cancel(0, run.id),
          book(1, 'lab', n),
          book(0, 'lab', n),
        ]);
        expect(tally(outcomes)).toEqual({ ok: 1, ClaimConflict: 3 });
        const place = await world.waitlist.get(entry.id);
        expect(place.entry.status).toBe('offered');
      }
      await expectConsistent();
    });

    it('gives two that are cancelled at once to two, and a whole to one', async () => {
      const { world } = backends;
      await world.type('box');
      await world.resource('rack');
      for (const n of upTo(2)) {
        await world.resource(`box-${n}`, {
          type: 'box',
          parentRef: 'resource:default/rack',
        });
      }
      const who = asUser('waiter');
      for (const n of upTo(ROUNDS)) {
        const runs = [await book(0, 'box-0', n), await book(1, 'box-1', n)];
        const { start, end } = time(n);
        const anyBox = (name: string) =>
          world.waitlist.join(
            {
              type: 'box',
              siteRef: world.site.entityRef,
              from: start,
              until: end,
              title: 'Any',
            },
            who,
            { owner: `user:default/${name}-${n}` },
          );
        const waiting =
          n % 2
            ? [await anyBox('a'), await anyBox('b')]
            : [await join('resource:default/rack', n, 'waiter')];
        await Promise.all([cancel(0, runs[0].id), cancel(1, runs[1].id)]);
        for (const { entry } of waiting) {
          const place = await world.waitlist.get(entry.id);
          expect(place.entry.status).toBe('offered');
        }
      }
      await expectConsistent();
      const offers = await world.events('waitlist.offered');
      expect(offers).toHaveLength((ROUNDS / 2) * 3);
    });

    it('answers an offer once: accepted or declined, accepted or lapsed', async () => {
      const { world, other } = backends;
      await world.resource('lab');
      const statuses = new Set<string>();
      for (const n of upTo(ROUNDS)) {
        const run = await book(0, 'lab', n + 10);
        const { entry } = await join('resource:default/lab', n + 10, 'first');
        const next = await join('resource:default/lab', n + 10, 'next');
        await cancel(0, run.id);
        const { hold } = await world.waitlist.get(entry.id);
        const late = async () => {
          world.clock.now = hold!.expiresAt!;
          await other.waitlistEngine.endDue();
        };
        const accept = () => world.waitlist.accept(entry.id, asUser(), {});
        const outcomes = await Promise.allSettled(
          n % 2
            ? [accept(), other.waitlist.leave(entry.id, 'decline', asUser())]
            : [accept(), late()],
        );
        const { status } = (await world.waitlist.get(entry.id)).entry;
        statuses.add(status);
        expect(outcomes[0].status === 'fulfilled').toBe(status === 'accepted');
        expect((await world.waitlist.get(next.entry.id)).entry.status).toBe(
          status === 'accepted' ? 'waiting' : 'offered',
        );
        const bookings = await world.rows('booking');
        const made = bookings.find(row => row.id === hold!.id);
        expect(made?.status).toBe(
          status === 'accepted' ? 'confirmed' : undefined,
        );
      }
      expect(
        [...statuses].every(one => /accepted|declined|lapsed/.test(one)),
      ).toBe(true);
      await expectConsistent();
    });

    it('lets each offer lapse once, however many engines run', async () => {
      const { world, other } = backends;
      await world.resource('lab');
      for (const n of upTo(6)) {
        await join('resource:default/lab', n + 2, 'first');
        await join('resource:default/lab', n + 2, 'next');
      }
      await Promise.all([
        world.waitlistEngine.step(),
        other.waitlistEngine.step(),
      ]);
      expect(await world.events('waitlist.offered')).toHaveLength(6);
      await expectConsistent();

      world.clock.advance(30 * 60_000);
      await Promise.all(
        [world, other, world, other].map(one => one.waitlistEngine.endDue()),
      );
      expect(await world.events('waitlist.lapsed')).toHaveLength(6);
      expect(await world.events('waitlist.offered')).toHaveLength(12);
      await expectConsistent();
    });

    it('leaves no hold behind when a process is killed', async () => {
      const { world, other } = backends;
      await world.resource('lab');
      const { connection } = backends.knex.client.config;
      const config =
        id === 'SQLITE_3'
          ? fileConfig(backends.filename)
          : {
              client: 'pg',
              // Knex hides the password from whoever lists what there is.
              connection: { ...connection, password: connection.password },
            };
      const child = fork(
        path.join(__dirname, '..', '__testUtils__', 'waiterProcess.ts'),
        [JSON.stringify(config)],
        {
          execArgv: [
            '--require',
            require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          ],
        },
      );
      const rounds = await new Promise<number>((resolve, reject) => {
        let seen = 0;
        child.on('message', (message: { hour?: number }) => {
          seen += message.hour ? 1 : 0;
          if (seen === 7) {
            resolve(seen);
          }
        });
        child.on('exit', () => reject(new Error('The child ended by itself')));
      });
      await sleep(7);
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(rounds).toBe(7);

      // What was committed is whole; an engine that starts later ends the rest.
      await expectConsistent();
      expect((await holds()).length).toBeGreaterThan(0);
      world.clock.advance(24 * HOUR_MS);
      await other.waitlistEngine.step();
      expect(await holds()).toEqual([]);
      const open = (await entries()).filter(({ status }) =>
        ['waiting', 'offered'].includes(status),
      );
      expect(open).toEqual([]);
      await expectNoOverbooking(world);
    });
  },
);
