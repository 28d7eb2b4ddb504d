/**
 * Keeps what was loaded for a bounded time, and loads it once however many ask
 * at the same moment.
 *
 * An answer's age counts from the start of its loading, so that what changed at
 * the source while it was loading is not believed for longer than the time
 * given. A failure is told to everybody who waits for it and then forgotten; a
 * stale answer is never given in its place.
 */
export class FreshCache<T> {
  readonly #entries = new Map<string, { value: Promise<T>; since: number }>();
  readonly #ttlMs: number;
  readonly #maxEntries: number;
  readonly #now: () => number;
  readonly #isWorthKeeping: (value: T) => boolean;

  /** `now` is a clock in milliseconds that never goes back. */
  static create<T>(options: {
    ttlMs: number;
    maxEntries: number;
    now?: () => number;
    /** An answer that is not is given to those who wait for it, and forgotten. */
    isWorthKeeping?: (value: T) => boolean;
  }): FreshCache<T> {
    return new FreshCache<T>(options);
  }

  private constructor(options: Parameters<typeof FreshCache.create<T>>[0]) {
    this.#ttlMs = options.ttlMs;
    this.#maxEntries = options.maxEntries;
    this.#now = options.now ?? (() => performance.now());
    this.#isWorthKeeping = options.isWorthKeeping ?? (() => true);
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const since = this.#now();
    const known = this.#entries.get(key);
    if (known && since - known.since < this.#ttlMs) {
      return known.value;
    }
    const entry = { value: load(), since };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#dropOldest();
    const forget = () => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    };
    entry.value.then(value => this.#isWorthKeeping(value) || forget(), forget);
    return entry.value;
  }

  #dropOldest(): void {
    if (this.#entries.size > this.#maxEntries) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }
}
