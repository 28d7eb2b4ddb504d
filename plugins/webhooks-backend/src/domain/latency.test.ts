import fc from 'fast-check';
import {
  latencyBucket,
  latencyOf,
  percentile,
  statsBucket,
  STATS_BUCKET_MS,
} from './latency';

describe('latency', () => {
  it('is read back at most a quarter too long, never too short', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60_000, noNaN: true }), ms => {
        const read = latencyOf(latencyBucket(ms));
        expect(read).toBeGreaterThanOrEqual(Math.floor(ms));
        expect(read).toBeLessThanOrEqual(Math.ceil(ms * 1.25) + 1);
      }),
    );
  });

  it('has percentiles', () => {
    const of = (...durations: number[]) =>
      durations.map(ms => ({ bucket: latencyBucket(ms), count: 1 }));
    expect(percentile([], 0.5)).toBeUndefined();
    expect(percentile(of(100), 0.95)).toBe(latencyOf(latencyBucket(100)));
    const many = of(...Array.from({ length: 100 }, (_, n) => n + 1));
    expect(percentile(many, 0.5)).toBeGreaterThanOrEqual(50);
    expect(percentile(many, 0.5)).toBeLessThanOrEqual(63);
    expect(percentile(many, 0.95)).toBeGreaterThanOrEqual(95);
  });

  it('is counted by five minutes', () => {
    const at = Date.parse('2027-03-16T09:04:59.999Z');
    expect(new Date(statsBucket(at)).toISOString()).toBe(
      '2027-03-16T09:00:00.000Z',
    );
    expect(statsBucket(at + 1)).toBe(statsBucket(at) + STATS_BUCKET_MS);
  });
});
