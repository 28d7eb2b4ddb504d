/** Answers equal questions that are asked at the same time once. */
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
    const fresh = answer().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, fresh);
    return fresh;
  }
}
