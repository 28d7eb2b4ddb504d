/**
 * Remembers when keys were last seen, a bounded number of them: the oldest is
 * forgotten, which costs a repeated entry and never a missing one.
 */
export class RecentKeys {
  readonly #seen = new Map<string, number>();
  readonly #maxKeys: number;
  readonly #now: () => number;

  static create(
    options: { maxKeys?: number; now?: () => number } = {},
  ): RecentKeys {
    return new RecentKeys(options);
  }

  private constructor(options: { maxKeys?: number; now?: () => number }) {
    this.#maxKeys = options.maxKeys ?? 10_000;
    this.#now = options.now ?? Date.now;
  }

  /** Whether the key was seen within so many milliseconds. */
  has(key: string, withinMs: number): boolean {
    const at = this.#seen.get(key);
    return at !== undefined && this.#now() - at < withinMs;
  }

  add(key: string): void {
    this.#seen.delete(key);
    this.#seen.set(key, this.#now());
    if (this.#seen.size > this.#maxKeys) {
      const [oldest] = this.#seen.keys();
      this.#seen.delete(oldest);
    }
  }

  delete(key: string): boolean {
    return this.#seen.delete(key);
  }
}
