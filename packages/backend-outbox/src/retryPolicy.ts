/** Milliseconds to wait after the n-th failed attempt, n from 1. */
export type RetryPolicy = (attempt: number) => number;

/** Doubles from a second to five minutes, with up to a fifth off at random. */
export function exponentialBackoff(
  options: { firstMs?: number; maxMs?: number; random?: () => number } = {},
): RetryPolicy {
  const { firstMs = 1_000, maxMs = 300_000, random = Math.random } = options;
  return attempt => {
    const full = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
    return Math.round(full * (1 - random() / 5));
  };
}
