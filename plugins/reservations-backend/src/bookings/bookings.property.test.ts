import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { type Command, command } from '../__testUtils__/modelCommands';
import { Subject } from '../__testUtils__/ModelSubject';
import { createWorld } from '../__testUtils__/world';

/*
 * Random commands against the services and against a model that shares no code
 * with them. After every command: what the model demands has happened (a
 * refusal must be justified, and so must a success), everything answered is
 * stored, a refusal has left no row behind, nothing is claimed twice, and each
 * change of a state has told exactly one event.
 *
 * The same commands each time, so that a tree that was found good stays good;
 * CALLBOARD_PROPERTY_SEED, a number or `random`, tries others, and
 * CALLBOARD_PROPERTY_RUNS and CALLBOARD_PROPERTY_SECONDS make it longer.
 */
const SEED = process.env.CALLBOARD_PROPERTY_SEED ?? '20261121';
const RUNS = Number(process.env.CALLBOARD_PROPERTY_RUNS ?? 100);
const SECONDS = Number(process.env.CALLBOARD_PROPERTY_SECONDS ?? 20);

const once = { units: 1, slot: 5, length: 1 } as const;

/** Found once. */
const KNOWN: Command[][] = [
  // What is given back while a part of it is still torn down.
  [
    { do: 'create', which: ['a1', 'solo'], units: 1, slot: 0, length: 1 },
    { do: 'advance', minutes: 45 },
    { do: 'reparent', name: 'a1', parent: 'solo' },
    { do: 'reparent', name: 'a1', parent: undefined },
  ],
  // Days that a series had, has not, and has again.
  [
    { do: 'repeat', which: ['solo'], ...once, count: 3, skip: false },
    { do: 'changeRule', nth: 0, part: 'all', count: 1 },
    { do: 'changeRule', nth: 0, part: 'all', count: 4 },
    { do: 'endSeries', nth: 0, part: 'following' },
  ],
  // A setup of a part that is in the way once the part is a part of what is held.
  [
    { do: 'create', which: ['lab', 'gated'], ...once, slot: 3 },
    { do: 'create', which: ['rack-a'], ...once, slot: 0 },
    { do: 'move', nth: 0, slot: 1, length: 2, stale: false },
    { do: 'reparent', name: 'cluster', parent: 'gated' },
  ],
];

jest.setTimeout(SECONDS * 2_000 + 60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('bookings on %p', id => {
  it('do what a model of them does', async () => {
    const world = await createWorld(await databases.init(id));
    await world.type('buffered');
    let commands = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }),
        async sequence => {
          const subject = await Subject.begin(world);
          for (const one of sequence) {
            await subject.run(one);
            commands++;
          }
        },
      ),
      {
        examples: KNOWN.map(known => [known]),
        ...(SEED === 'random' ? {} : { seed: Number(SEED) }),
        numRuns: RUNS,
        interruptAfterTimeLimit: SECONDS * 1_000,
        markInterruptAsFailure: false,
      },
    );
    expect(commands).toBeGreaterThan(100);
  });
});
