/**
 * Latencies counted in buckets of a logarithmic scale: each is a quarter wider
 * than the one before, so that a percentile read from them is at most that far
 * off, whatever the latency. Counting is an addition, which a million finished
 * attempts do not slow down.
 */
const GROWTH = Math.log(1.25);

/** The bucket of a duration in milliseconds. */
export function latencyBucket(durationMs: number): number {
  return durationMs < 1 ? 0 : Math.ceil(Math.log(durationMs) / GROWTH);
}

/** The longest duration of a bucket, in milliseconds. */
export function latencyOf(bucket: number): number {
  return Math.round(Math.exp(bucket * GROWTH));
}

/** The duration in milliseconds that a share of what was counted did not exceed. */
export function percentile(
  counts: readonly { bucket: number; count: number }[],
  share: number,
): number | undefined {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) {
    return undefined;
  }
  const ordered = [...counts].sort((a, b) => a.bucket - b.bucket);
  let seen = 0;
  for (const { bucket, count } of ordered) {
    seen += count;
    if (seen >= share * total) {
      return latencyOf(bucket);
    }
  }
  return latencyOf(ordered[ordered.length - 1].bucket);
}

/** How long one row of `attempt_stats` counts, in milliseconds. */
export const STATS_BUCKET_MS = 5 * 60_000;

/** The start of the row that an instant is counted in, in epoch milliseconds. */
export function statsBucket(at: number): number {
  return at - (at % STATS_BUCKET_MS);
}
