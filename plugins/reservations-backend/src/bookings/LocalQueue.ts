/**
 * Lets this backend's transactions on one resource line up before they take a
 * database connection each. On the resource's row lock they would wait for one
 * another anyway, but holding the pool's connections meanwhile.
 */
export class LocalQueue {
  readonly #tails = new Map<string, Promise<void>>();

  static create(): LocalQueue {
    return new LocalQueue();
  }

  private constructor() {}

  /** Whoever is under way on one of `keys` now; absent when nobody is. */
  underWay(keys: string[]): Promise<unknown> | undefined {
    const tails = keys.flatMap(key => this.#tails.get(key) ?? []);
    return tails.length > 0 ? Promise.all(tails) : undefined;
  }

  /** Runs `task` once all that were called before on one of `keys` have ended. */
  async run<T>(keys: string[], task: () => Promise<T>): Promise<T> {
    const before = this.underWay(keys);
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const key of keys) {
      this.#tails.set(key, promise);
    }
    try {
      await before;
      return await task();
    } finally {
      resolve();
      for (const key of keys) {
        if (this.#tails.get(key) === promise) {
          this.#tails.delete(key);
        }
      }
    }
  }
}
