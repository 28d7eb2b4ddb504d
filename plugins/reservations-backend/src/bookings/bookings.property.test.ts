import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { command } from '../__testUtils__/modelCommands';
import { Subject } from '../__testUtils__/ModelSubject';
import { createWorld } from '../__testUtils__/world';

/*
 * Random commands against the services and against a model that shares no code
 * with them. After every command: what the model demands has happened (a
 * refusal must be justified, and so must a success), everything answered is
 * stored, a refusal has left no row behind, nothing is claimed twice, and each
 * change of a state has told exactly one event.
 *
 * CALLBOARD_PROPERTY_RUNS and CALLBOARD_PROPERTY_SECONDS make it longer.
 */
const RUNS = Number(process.env.CALLBOARD_PROPERTY_RUNS ?? 100);
const SECONDS = Number(process.env.CALLBOARD_PROPERTY_SECONDS ?? 20);

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
        numRuns: RUNS,
        interruptAfterTimeLimit: SECONDS * 1_000,
        markInterruptAsFailure: false,
      },
    );
    expect(commands).toBeGreaterThan(100);
  });
});
