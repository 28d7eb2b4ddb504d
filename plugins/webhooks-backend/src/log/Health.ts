import { type Reader, toInstant, toNumber } from '@callboard/backend-database';
import type {
  EndpointHealth,
  HealthPoint,
} from '@callboard/backstage-plugin-webhooks-common';
import { percentile, STATS_BUCKET_MS } from '../domain/latency';

const HOUR_MS = 3_600_000;
const MOST_POINTS = 48;

/** Attempts counted by time and latency. */
interface Count {
  at: number;
  bucket: number;
  delivered: number;
  failed: number;
}

export type Health = Omit<
  EndpointHealth,
  'lastSuccessAt' | 'lastFailureAt' | 'lastError'
>;

/**
 * Success and latency of endpoints over the last hours, from the counts that
 * every finished attempt is added to: as fast with a million of them.
 */
export async function readHealth(
  db: Reader,
  endpointIds: string[],
  hours: number,
  now: number,
): Promise<Map<string, Health>> {
  const stepMs = stepOf(hours);
  const until = now - (now % stepMs) + stepMs;
  const from = until - hours * HOUR_MS;
  const rows: {
    endpoint_id: string;
    step: number | string;
    latency_bucket: number;
    delivered: number | string;
    failed: number | string;
  }[] = await db
    .knex('attempt_stats')
    .select('endpoint_id', 'latency_bucket')
    // Written out: as bound values SQLite would divide them as fractions.
    .select({ step: db.knex.raw(`(bucket_at - ${from}) / ${stepMs}`) })
    .sum({ delivered: 'delivered', failed: 'failed' })
    .whereIn('endpoint_id', endpointIds)
    .where('bucket_at', '>=', from)
    .where('bucket_at', '<', until)
    .groupBy('endpoint_id', 'step', 'latency_bucket');
  const counts = new Map<string, Count[]>(endpointIds.map(id => [id, []]));
  for (const row of rows) {
    counts.get(row.endpoint_id)!.push({
      at: from + toNumber(row.step) * stepMs,
      bucket: row.latency_bucket,
      delivered: toNumber(row.delivered),
      failed: toNumber(row.failed),
    });
  }
  const times = Array.from(
    { length: (until - from) / stepMs },
    (_, index) => from + index * stepMs,
  );
  return new Map(
    [...counts].map(([id, of]) => [id, summarise(of, times, hours)]),
  );
}

/** The width of a point: whole rows of the counts, at most so many points. */
function stepOf(hours: number): number {
  const rows = (hours * HOUR_MS) / STATS_BUCKET_MS;
  let perPoint = Math.ceil(rows / MOST_POINTS);
  while (rows % perPoint !== 0) {
    perPoint += 1;
  }
  return perPoint * STATS_BUCKET_MS;
}

function summarise(counts: Count[], times: number[], hours: number): Health {
  const { delivered, failed, p50Ms, p95Ms } = figures(counts);
  const deliveries = delivered + failed;
  return {
    hours,
    deliveries,
    delivered,
    failed,
    successRate: deliveries === 0 ? undefined : delivered / deliveries,
    p50Ms,
    p95Ms,
    series: times.map((at): HealthPoint => {
      const point = figures(counts.filter(count => count.at === at));
      return {
        at: toInstant(at),
        delivered: point.delivered,
        failed: point.failed,
        p95Ms: point.p95Ms,
      };
    }),
  };
}

function figures(counts: Count[]) {
  const latencies = counts.map(({ bucket, delivered, failed }) => ({
    bucket,
    count: delivered + failed,
  }));
  return {
    delivered: counts.reduce((sum, count) => sum + count.delivered, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
  };
}
