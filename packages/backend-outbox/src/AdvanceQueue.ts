import type { Advance, AdvanceResult, HeadStore } from './HeadStore';

interface Waiting {
  advance: Advance;
  resolve: (result: AdvanceResult) => void;
  reject: (error: unknown) => void;
}

/**
 * Records progress in as few statements as it takes: what comes in while one
 * is on its way goes together in the next.
 */
export class AdvanceQueue {
  readonly #heads: HeadStore;
  #waiting: Waiting[] = [];
  #flushing = false;

  static create(heads: HeadStore): AdvanceQueue {
    return new AdvanceQueue(heads);
  }

  private constructor(heads: HeadStore) {
    this.#heads = heads;
  }

  async advance(advance: Advance): Promise<AdvanceResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ advance, resolve, reject });
      if (!this.#flushing) {
        this.#flushing = true;
        // After this turn, so that deliveries that end together go together.
        setImmediate(() => this.#flush());
      }
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const results = await this.#heads.advance(
          batch.map(({ advance }) => advance),
        );
        batch.forEach(({ resolve }, index) => resolve(results[index]));
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    this.#flushing = false;
  }
}
