import {
  DEFAULT_RETRY_DELAYS_MS,
  LONGEST_RETRY_AFTER_MS,
  nextPause,
  readRetryAfter,
} from './retrySchedule';

const exact = { delaysMs: DEFAULT_RETRY_DELAYS_MS, jitter: 0 };
const middle = { random: 0.5 };

describe('the retry schedule', () => {
  it('has nine pauses after the first attempt, then none', () => {
    const pauses = Array.from({ length: 11 }, (_, n) =>
      nextPause(exact, n + 1, middle),
    );
    expect(pauses.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000]);
    expect(pauses[8]).toBe(24 * 3_600_000);
    expect(pauses.slice(9)).toEqual([undefined, undefined]);
  });

  it('spreads pauses both ways by its jitter', () => {
    const jittery = { ...exact, jitter: 0.2 };
    expect(nextPause(jittery, 1, { random: 0 })).toBe(4_000);
    expect(nextPause(jittery, 1, { random: 1 })).toBe(6_000);
  });

  it('obeys Retry-After within bounds', () => {
    const asking = (retryAfterMs: number) =>
      nextPause(exact, 1, { ...middle, retryAfterMs });
    expect(asking(60_000)).toBe(60_000);
    expect(asking(1)).toBe(5_000);
    expect(asking(365 * 24 * 3_600_000)).toBe(LONGEST_RETRY_AFTER_MS);
    expect(
      nextPause(exact, 10, { ...middle, retryAfterMs: 1_000 }),
    ).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2027-03-16T09:00:00Z');

  it.each([
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Tue, 16 Mar 2027 09:01:00 GMT', 60_000],
    ['Tue, 16 Mar 2027 08:00:00 GMT', 0],
    ['31536000', 365 * 24 * 3_600_000],
    ['soon', undefined],
    ['-5', undefined],
    ['1e9', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%p is %p ms', (value, expected) => {
    expect(readRetryAfter(value, now)).toBe(expected);
  });
});
