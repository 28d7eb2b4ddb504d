import type { Writer } from '@callboard/backend-database';
import { latencyBucket, statsBucket } from '../domain/latency';
import type { FinishedAttempt } from './finish';

/** Adds attempts to the statistics, in one order for all, so that none deadlock. */
export async function countAttempts(
  tx: Writer,
  attempts: readonly FinishedAttempt[],
): Promise<void> {
  const counts = new Map<string, StatsRow>();
  for (const { delivery, verdict, result } of attempts) {
    const row = {
      endpoint_id: delivery.endpointId,
      bucket_at: statsBucket(delivery.claimedAt),
      latency_bucket: latencyBucket(result.durationMs),
    };
    const key = Object.values(row).join('/');
    const count = counts.get(key) ?? { ...row, delivered: 0, failed: 0 };
    counts.set(key, count);
    if (verdict.kind === 'delivered') {
      count.delivered += 1;
    } else {
      count.failed += 1;
    }
  }
  const ordered = [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  for (let at = 0; at < ordered.length; at += 100) {
    await tx
      .knex('attempt_stats')
      .insert(ordered.slice(at, at + 100))
      .onConflict(['endpoint_id', 'bucket_at', 'latency_bucket'])
      .merge({
        delivered: tx.knex.raw('attempt_stats.delivered + excluded.delivered'),
        failed: tx.knex.raw('attempt_stats.failed + excluded.failed'),
      });
  }
}

interface StatsRow {
  endpoint_id: string;
  bucket_at: number;
  latency_bucket: number;
  delivered: number;
  failed: number;
}
