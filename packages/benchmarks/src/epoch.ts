/** Now in epoch milliseconds, finer than the system's clock is read elsewhere. */
export function epochNow(): number {
  return performance.timeOrigin + performance.now();
}
