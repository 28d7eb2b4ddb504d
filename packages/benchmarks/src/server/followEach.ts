import { setTimeout as sleep } from 'node:timers/promises';

const SHORTEST_PAUSE_MS = 50;
const PAUSE_RANGE_MS = 50;

/**
 * Commits something, waits until the receiver has it, and again after a pause
 * in which everything comes to rest. The receiver says when it had it, by the
 * clock of the same machine.
 *
 * @returns milliseconds between the two, for each.
 */
export async function followEach(
  receiver: string,
  samples: number,
  commit: () => Promise<{ committingAt: number }>,
): Promise<number[]> {
  const latencies: number[] = [];
  let { count } = await arrival(receiver, 0);
  while (latencies.length < samples) {
    count += 1;
    // Asked before, so that nothing but the delivery happens meanwhile.
    const arrived = arrival(receiver, count);
    await sleep(SHORTEST_PAUSE_MS + Math.random() * PAUSE_RANGE_MS);
    const { committingAt } = await commit();
    latencies.push((await arrived).at - committingAt);
  }
  return latencies;
}

async function arrival(
  receiver: string,
  n: number,
): Promise<{ at: number; count: number }> {
  const response = await fetch(`${receiver}/arrivals/${n}`, {
    signal: AbortSignal.timeout(30_000),
  });
  return response.json() as Promise<{ at: number; count: number }>;
}
