import { mockServices } from '@backstage/backend-test-utils';
import { standIn, type Asked, type StandIn } from '../__testUtils__/standIn';
import { AccessQueue } from './AccessQueue';

const access = (action: string) => ({
  action,
  outcome: 'succeeded' as const,
  actor: 'user:default/admin',
});

describe('AccessQueue', () => {
  let log: StandIn;
  let queue: AccessQueue;
  const logger = mockServices.logger.mock();

  afterEach(async () => {
    await queue.stop();
    log.close();
    jest.clearAllMocks();
  });

  async function start(
    answer: (asked: Asked, nth: number) => number | Promise<number>,
    options: { maxEntries?: number; stopMs?: number } = {},
  ) {
    log = await standIn(answer);
    queue = AccessQueue.create({
      requests: log.requests,
      logger,
      pluginId: 'webhooks',
      retryPolicy: () => 20,
      ...options,
    });
  }

  const batches = () =>
    log.asked.map(({ body }) =>
      body.entries.map(({ action }: { action: string }) => action),
    );

  async function until(condition: () => boolean) {
    for (let n = 0; !condition(); n++) {
      expect(n).toBeLessThan(500);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  it('sends what is recorded together in one request, with id and time', async () => {
    await start(() => 202);
    queue.record(access('a'));
    queue.record({ ...access('b'), actor: ' ', at: new Date(0) });
    await queue.stop();
    expect(batches()).toEqual([['a', 'b']]);
    const [first, second] = log.asked[0].body.entries;
    expect(first).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.stringMatching(/Z$/),
    });
    expect(second).toMatchObject({
      actor: 'anonymous',
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('tries again with the same ids until it is heard', async () => {
    await start((_asked, nth) => (nth < 4 ? 503 : 202));
    queue.record(access('a'));
    await until(() => log.asked.length === 4);
    const ids = log.asked.map(({ body }) => body.entries[0].id);
    expect(new Set(ids).size).toBe(1);
  });

  it('counts what finds no place, and says how much is missing once it can', async () => {
    let down = true;
    await start(() => (down ? 503 : 202), { maxEntries: 3 });
    for (let n = 0; n < 10; n++) {
      queue.record(access(`a${n}`));
    }
    await until(() => log.asked.length > 1);
    down = false;
    await until(() => batches().flat().includes('audit-log.entries-lost'));
    const lost = log.asked.at(-1)!.body.entries[0];
    expect(lost).toMatchObject({
      actor: 'plugin:webhooks',
      outcome: 'failed',
      severity: 'high',
      data: { count: 7 },
    });
    expect(batches().at(-2)).toEqual(['a0', 'a1', 'a2']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('An access is not recorded'),
    );
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('7 accesses between'),
    );
  });

  it('gives up one that is refused, not those beside it', async () => {
    await start(({ body }) =>
      body.entries.some(({ action }: { action: string }) => action === 'bad')
        ? 400
        : 202,
    );
    ['a', 'bad', 'b'].forEach(action => queue.record(access(action)));
    await until(() => batches().flat().includes('audit-log.entries-lost'));
    expect(batches().slice(0, 4)).toEqual([
      ['a', 'bad', 'b'],
      ['a'],
      ['bad'],
      ['b'],
    ]);
    expect(log.asked.at(-1)!.body.entries[0].data.count).toBe(1);
  });

  it('throws at nobody, whatever it is given', async () => {
    await start(() => 202);
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    queue.record({ ...access('circle'), data: circle as never });
    queue.record({ ...access('nobody'), actor: undefined as never });
    queue.record({ ...access('when'), at: new Date(NaN) });
    queue.record(access('fine'));
    await until(() => batches().flat().includes('audit-log.entries-lost'));
    expect(batches().flat()).toEqual(
      expect.arrayContaining(['circle', 'fine']),
    );
    expect(
      log.asked.flatMap(({ body }) => body.entries).at(-1).data.count,
    ).toBe(2);
  });

  it('records once for a key, until that is long ago', async () => {
    await start(() => 202);
    queue.recordOnce('one', 60_000, access('a'));
    queue.recordOnce('one', 60_000, access('again'));
    queue.recordOnce('two', 60_000, access('b'));
    await queue.stop();
    expect(batches().flat()).toEqual(['a', 'b']);
  });

  it('is stopped within a bound, and says what it could not send', async () => {
    await start(() => 503, { stopMs: 100 });
    queue.record(access('a'));
    const begun = Date.now();
    await queue.stop();
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('1 accesses were not recorded'),
    );
  });
});
