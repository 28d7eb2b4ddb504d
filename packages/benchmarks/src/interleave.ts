/** Something that is measured in windows. */
export interface Contender<T> {
  name: string;
  /** Runs one window and returns what it measured. */
  window(): Promise<T>;
}

/**
 * Runs windows in turn, A B A B …, after one of each that does not count: what
 * the first one pays for caches and compilation is nobody's.
 *
 * @returns the windows of each contender, in the order of the contenders
 */
export async function interleave<T>(
  contenders: readonly Contender<T>[],
  options: {
    windows: number;
    /** Before every window: lets what the last one left behind settle. */
    settle?: () => Promise<void>;
    onWindow?: (name: string, result: T, round: number) => void;
  },
): Promise<T[][]> {
  const results = contenders.map((): T[] => []);
  for (let round = 0; round <= options.windows; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      await options.settle?.();
      const result = await contender.window();
      if (round > 0) {
        results[index].push(result);
        options.onWindow?.(contender.name, result, round);
      }
    }
  }
  return results;
}
