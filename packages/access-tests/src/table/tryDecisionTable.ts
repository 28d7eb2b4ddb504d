/* eslint-disable jest/no-export -- tests that two files run */
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  decisionTable,
  permissionFacts,
  type PermissionName,
} from '@callboard/access-policy';
import { type Door, doorsOf, expectedStatus, verdictOf } from '../doors';
import { callers, everyone, type Who } from '../portal/people';
import { type Answer, type Portal, startPortal } from '../portal/startPortal';
import { Witnesses } from './Witnesses';
import {
  createWorld,
  type Made,
  makeMany,
  type Variant,
  type World,
} from './world';

/** Calls under way at once. */
const AT_A_TIME = 6;

async function inGroups<T>(
  all: T[],
  size: number,
  each: (one: T) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < all.length; at += size) {
    await Promise.all(all.slice(at, at + size).map(each));
  }
}

/**
 * Every cell on one database; a test file each, so that two can be tried at a
 * time.
 */
export function tryDecisionTable(id: TestDatabaseId) {
  const databases = TestDatabases.create({ ids: [id] });

  jest.setTimeout(120_000);

  describe(`the decision table on ${id}`, () => {
    let portal: Portal;
    let world: World;
    let witnesses: Witnesses;
    let doors: Door[];

    beforeAll(async () => {
      portal = await startPortal(databases, id);
      world = await createWorld(portal);
      doors = doorsOf(portal);
      witnesses = new Witnesses();
    });
    afterEach(() => world.forgetEndpoints());
    afterAll(() => portal.stop());

    /**
     * Every caller, several at a time where they do not meet: those who are
     * turned away change nothing; each of the others has another thing where
     * success changes it, and the same one in turn where it does not.
     */
    async function onEach(
      door: Door,
      variant: Variant<{ id: string }>,
      knock: (who: Who, thing: Made) => Promise<Answer>,
    ) {
      const results = new Map<Who, { expected: number; got: number }>();
      const ask = async (who: Who, thing: Made) => {
        const expected = expectedStatus(door, callers[who], thing);
        const answer = await knock(who, thing);
        const got = verdictOf(door, answer, thing);
        witnesses.saw(door, callers[who], thing, got < 300);
        results.set(who, { expected, got });
      };
      const first: Made = await variant.make();
      const isLetIn = (who: Who) =>
        expectedStatus(door, callers[who], first) < 300;
      const [turnedAway, letIn] = [
        everyone.filter(who => !isLetIn(who)),
        everyone.filter(isLetIn),
      ];
      await inGroups(turnedAway, AT_A_TIME, who => ask(who, first));
      const more = door.changes
        ? await makeMany(variant, Math.max(0, letIn.length - 1))
        : [];
      const things = [first, ...more];
      await inGroups(
        [...letIn.entries()],
        door.changes && !door.inTurn ? AT_A_TIME : 1,
        ([n, who]) => ask(who, door.changes ? things[n] : first),
      );
      return {
        expected: everyone.map(who => `${who}: ${results.get(who)!.expected}`),
        got: everyone.map(who => `${who}: ${results.get(who)!.got}`),
      };
    }

    const ways = doorsOf({} as Portal).flatMap(({ operation, actions }) => [
      { title: operation, operation, asAction: false },
      ...(actions
        ? [{ title: `${operation}, as an action`, operation, asAction: true }]
        : []),
    ]);

    /** Each variant of what is behind the door. */
    async function onEvery(door: Door, knock: Parameters<typeof onEach>[2]) {
      const all: Record<'expected' | 'got', string[]> = {
        expected: [],
        got: [],
      };
      for (const variant of door.things(world)) {
        const { expected, got } = await onEach(door, variant, knock);
        all.expected.push(...expected.map(one => `${variant.title}, ${one}`));
        all.got.push(...got.map(one => `${variant.title}, ${one}`));
      }
      return all;
    }

    const byRoute = (door: Door) =>
      onEvery(door, async (who, thing) =>
        portal.call(door.plugin, who, await door.request(thing, world)),
      );

    const byAction = (door: Door) =>
      onEvery(
        { ...door, status: 200, verdict: undefined },
        async (who, thing) => {
          const [{ action, input }] = await door.actions!(thing, world);
          return portal.invoke(door.plugin, who, action, input);
        },
      );

    it.each(ways)('$title', async ({ operation, asAction }) => {
      const door = doors.find(one => one.operation === operation)!;
      const { expected, got } = asAction
        ? await byAction(door)
        : await byRoute(door);
      expect(got).toEqual(expected);
    });

    it('was tried in every cell, for what it gives and what it refuses', () => {
      expect(witnesses.missing()).toEqual([]);
      expect(Object.keys(decisionTable).sort()).toEqual(
        Object.keys(permissionFacts).sort() as PermissionName[],
      );
    });
  });
}
