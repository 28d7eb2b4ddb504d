/** What a window of closed loops has done. */
export interface LoopResult {
  count: number;
  seconds: number;
  /** Milliseconds of each, in order of completion. */
  latencies: number[];
}

/**
 * Lets `workers` do one task after the other until the time is over, and waits
 * for what is under way: it counts, and so does its time.
 */
export async function closedLoop(
  options: { workers: number; seconds: number },
  task: () => Promise<unknown>,
): Promise<LoopResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const deadline = started + options.seconds * 1000;
  const work = async () => {
    for (;;) {
      const begun = performance.now();
      if (begun >= deadline) {
        return;
      }
      await task();
      latencies.push(performance.now() - begun);
      // SQLite answers without ever leaving the event loop's turn.
      if (latencies.length % 100 === 0) {
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return {
    count: latencies.length,
    seconds: (performance.now() - started) / 1000,
    latencies,
  };
}
