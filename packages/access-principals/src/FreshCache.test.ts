import { FreshCache } from './FreshCache';

function setup(maxEntries = 100) {
  const clock = { ms: 1_000 };
  const cache = FreshCache.create<string>({
    ttlMs: 100,
    maxEntries,
    now: () => clock.ms,
  });
  return { clock, cache };
}

describe('FreshCache', () => {
  it('loads once for many who ask at once', async () => {
    const { cache } = setup();
    const load = jest.fn(async () => 'x');
    const asked = Array.from({ length: 50 }, () => cache.get('k', load));
    expect(await Promise.all(asked)).toEqual(Array(50).fill('x'));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps an answer up to its time and not a moment longer', async () => {
    const { cache, clock } = setup();
    await cache.get('k', async () => 'old');
    clock.ms += 99;
    expect(await cache.get('k', async () => 'new')).toBe('old');
    clock.ms += 1;
    expect(await cache.get('k', async () => 'new')).toBe('new');
  });

  it('forgets an answer that is not worth keeping', async () => {
    const cache = FreshCache.create<string[]>({
      ttlMs: 100,
      maxEntries: 10,
      now: () => 0,
      isWorthKeeping: list => list.length > 0,
    });
    const load = jest.fn(async () => [] as string[]);
    await Promise.all([cache.get('k', load), cache.get('k', load)]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(await cache.get('k', async () => ['there'])).toEqual(['there']);
    expect(await cache.get('k', load)).toEqual(['there']);
  });

  it('counts age from the start of the loading', async () => {
    const { cache, clock } = setup();
    let finish: (value: string) => void = () => {};
    const slow = cache.get('k', () => new Promise(done => (finish = done)));
    clock.ms += 90;
    finish('old');
    expect(await slow).toBe('old');
    clock.ms += 10;
    expect(await cache.get('k', async () => 'new')).toBe('new');
  });

  it('tells a failure to all who wait, and forgets it', async () => {
    const { cache } = setup();
    const fail = jest.fn(async () => {
      throw new Error('down');
    });
    const asked = [cache.get('k', fail), cache.get('k', fail)];
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(fail).toHaveBeenCalledTimes(1);
    expect(await cache.get('k', async () => 'up')).toBe('up');
  });

  it('gives no stale answer in place of a failure', async () => {
    const { cache, clock } = setup();
    await cache.get('k', async () => 'old');
    clock.ms += 100;
    await expect(
      cache.get('k', async () => {
        throw new Error('down');
      }),
    ).rejects.toThrow('down');
  });

  it('holds no more than it may, and drops the oldest first', async () => {
    const { cache } = setup(2);
    await cache.get('a', async () => 'a');
    await cache.get('b', async () => 'b');
    await cache.get('c', async () => 'c');
    expect(await cache.get('b', async () => 'again')).toBe('b');
    expect(await cache.get('c', async () => 'again')).toBe('c');
    expect(await cache.get('a', async () => 'again')).toBe('again');
  });
});
