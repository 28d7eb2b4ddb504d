const MOST_ENTRIES = 2_000;

/**
 * Remembers answers for a short while. Questions that are asked together are
 * one; a failure is not remembered.
 */
export class BriefMemory<T> {
  readonly #ttlMs: number;
  readonly #now: () => number;
  readonly #answers = new Map<string, { until: number; answer: Promise<T> }>();

  static create<T>(options: {
    ttlMs: number;
    now?: () => number;
  }): BriefMemory<T> {
    return new BriefMemory<T>(options.ttlMs, options.now ?? Date.now);
  }

  private constructor(ttlMs: number, now: () => number) {
    this.#ttlMs = ttlMs;
    this.#now = now;
  }

  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known && known.until > this.#now()) {
      return known.answer;
    }
    const entry = { until: this.#now() + this.#ttlMs, answer: ask() };
    this.#answers.delete(key);
    this.#answers.set(key, entry);
    if (this.#answers.size > MOST_ENTRIES) {
      const [oldest] = this.#answers.keys();
      this.#answers.delete(oldest);
    }
    entry.answer.catch(() => {
      if (this.#answers.get(key) === entry) {
        this.#answers.delete(key);
      }
    });
    return entry.answer;
  }
}
