export type QuotaStep = 'hand-in' | 'merge' | 'withdraw' | 'free';

interface Step {
  action: QuotaStep;
  service: number;
  request: number;
  size: number;
}

/** What the ledger should say, of requests that change one service each. */
export class QuotaModel {
  readonly #limit: number;
  readonly #used = new Map<number, number>();
  readonly #held = new Map<number, { service: number; size: number }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Used, and pending. */
  get state(): [number, number] {
    const used = [...this.#used.values()].reduce((a, b) => a + b, 0);
    return [used, this.#pending()];
  }

  /** Whether it is accepted. */
  apply({ action, service, request, size }: Step): boolean {
    const held = this.#held.get(request);
    if (action === 'hand-in') {
      const adds = size - (this.#used.get(service) ?? 0);
      const taken = this.state[0] + this.#pending(request);
      if (adds > 0 && taken + adds > this.#limit) {
        return false;
      }
      this.#held.set(request, { service, size });
    } else if (action === 'free') {
      this.#used.delete(service);
      for (const [id, one] of this.#held) {
        if (one.service === service) {
          this.#held.delete(id);
        }
      }
    } else if (held) {
      this.#held.delete(request);
      if (action === 'merge') {
        this.#used.set(held.service, held.size);
      }
    }
    return true;
  }

  #pending(except?: number): number {
    return [...this.#held]
      .filter(([request]) => request !== except)
      .map(([, { service, size }]) => size - (this.#used.get(service) ?? 0))
      .reduce((sum, difference) => sum + Math.max(0, difference), 0);
  }
}
