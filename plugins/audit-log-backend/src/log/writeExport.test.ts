import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { openChain, type OpenChain, draft } from '../__testUtils__/chains';
import { EntryStore } from './EntryStore';
import { exportFormats } from './formats';
import { writeExport } from './writeExport';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const COUNT = 20_000;
const MB = 1024 * 1024;

describe.each(databases.eachSupportedId().map(([id]) => id))('%s', id => {
  let chain: OpenChain;

  beforeAll(async () => {
    chain = await openChain(await databases.init(id));
    // Many at one instant: pages must not lose any of them.
    for (let done = 0; done < COUNT; done += 500) {
      await chain.recorder.record(
        Array.from({ length: 500 }, () =>
          draft({ data: { text: 'x'.repeat(2_000) } }),
        ),
      );
    }
  });

  const write = (out: Writable, signal = new AbortController().signal) =>
    writeExport(out, {
      database: chain.database,
      entries: new EntryStore(),
      filter: {},
      format: exportFormats.jsonl,
      signal,
    });

  it('writes every entry once, however slowly it is read, in little memory', async () => {
    const positions = new Set<number>();
    let rest = '';
    let bytes = 0;
    let most = 0;
    const before = process.memoryUsage().rss;
    const slow = new Writable({
      highWaterMark: 64 * 1024,
      write(chunk, _encoding, done) {
        bytes += chunk.length;
        const lines = (rest + chunk).split('\n');
        rest = lines.pop()!;
        lines.forEach(line => positions.add(JSON.parse(line).position));
        most = Math.max(most, process.memoryUsage().rss - before);
        setTimeout(done, 2);
      },
    });
    expect(await write(slow)).toBe(COUNT);
    expect(positions.size).toBe(COUNT);
    expect(bytes).toBeGreaterThan(50 * MB);
    // All of it at once would be several times as much.
    expect(most).toBeLessThan(160 * MB);
  });

  it('reads no further than the client does, and stops when it goes away', async () => {
    const aborted = new AbortController();
    const reads = jest.spyOn(chain.database, 'read');
    const stuck = new Writable({
      highWaterMark: 64 * 1024,
      write: () => {},
    });
    const writing = write(stuck, aborted.signal);
    await sleep(300);
    const readSoFar = reads.mock.calls.length;
    expect(readSoFar).toBeLessThanOrEqual(2);
    aborted.abort();
    await expect(writing).rejects.toThrow(/abort/i);
    expect(reads.mock.calls).toHaveLength(readSoFar);
    reads.mockRestore();
  });
});
