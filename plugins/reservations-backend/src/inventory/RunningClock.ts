/**
 * The database's clock between two looks at it: what it said, and how long ago
 * that was. Set as of when it was asked, so it is ahead by the way of the answer
 * and never behind.
 */
export class RunningClock {
  #offset = 0;

  static create(): RunningClock {
    return new RunningClock();
  }

  private constructor() {}

  /** `now` in epoch milliseconds; `askedAt` as of `performance.now()`. */
  set(now: number, askedAt: number): void {
    this.#offset = now - askedAt;
  }

  /** Epoch milliseconds. */
  now(): number {
    return performance.now() + this.#offset;
  }
}
