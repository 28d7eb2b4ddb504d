import { setTimeout as sleep } from 'node:timers/promises';

const GATHER_MS = 5;

/**
 * Answers equal questions that are asked at about the same time once. The first
 * waits a moment for the others: on SQLite, which answers without leaving the
 * event loop's turn, a crowd would otherwise be answered one by one.
 */
export class SingleFlight<T> {
  readonly #underWay = new Map<string, Promise<T>>();

  static create<T>(): SingleFlight<T> {
    return new SingleFlight();
  }

  private constructor() {}

  do(key: string, answer: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key);
    if (known) {
      return known;
    }
    const fresh = sleep(GATHER_MS)
      .then(answer)
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, fresh);
    return fresh;
  }
}
