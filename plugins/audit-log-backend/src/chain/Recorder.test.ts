import { setTimeout as sleep } from 'node:timers/promises';
import { draft } from '../__testUtils__/chains';
import { Recorder } from './Recorder';

it('records at once what came while it was busy, in order', async () => {
  const groups: string[][] = [];
  const recorder = Recorder.create({
    chain: {
      record: async drafts => {
        groups.push(drafts.map(({ action }) => action));
        await sleep(1);
      },
    },
  });
  await Promise.all(
    Array.from({ length: 1200 }, async (_, n) => {
      await recorder.record([draft({ action: `${n}` })]);
    }),
  );
  expect(groups.flat()).toEqual(Array.from({ length: 1200 }, (_, n) => `${n}`));
  expect(groups).toHaveLength(3);
});

it('leaves nobody waiting, whenever they come', async () => {
  let recorded = 0;
  const recorder = Recorder.create({
    chain: {
      record: async drafts => {
        recorded += drafts.length;
      },
    },
  });
  const comeAfter = async (turns: number) => {
    for (let n = 0; n < 100; n++) {
      await recorder.record([draft()]);
      for (let turn = 0; turn < turns; turn++) {
        await Promise.resolve();
      }
    }
  };
  for (let turns = 0; turns < 8; turns++) {
    await comeAfter(turns);
  }
  expect(recorded).toBe(800);
});

it('tells only those whose group failed', async () => {
  let failing = true;
  const recorder = Recorder.create({
    chain: {
      record: async () => {
        if (failing) {
          throw new Error('The database is gone');
        }
      },
    },
  });
  await expect(recorder.record([draft()])).rejects.toThrow('gone');
  failing = false;
  await recorder.record([draft()]);
});
