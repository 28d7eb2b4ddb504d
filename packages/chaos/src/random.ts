/** Numbers that look random, the same ones for the same seed (mulberry32). */
export class Random {
  #state: number;

  static create(seed: number): Random {
    return new Random(seed);
  }

  private constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to below `limit`. */
  whole(least: number, limit: number): number {
    return least + Math.floor(this.next() * (limit - least));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  shuffle<T>(items: readonly T[]): T[] {
    return items
      .map(item => ({ item, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}
