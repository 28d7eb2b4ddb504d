/**
 * Waits until it is woken, at most for a time; true where it was woken. A call
 * while nobody waits counts for the next.
 */
export class Waiter {
  #woken = false;
  #resume: (() => void) | undefined;
  #waiting: AbortController | undefined;

  wake(): void {
    this.#woken = true;
    this.#resume?.();
  }

  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#woken && !signal.aborted) {
      await new Promise<void>(resolve => {
        this.#resume = resolve;
        signal.addEventListener('abort', () => resolve(), {
          signal: this.#forget(ms),
        });
      });
    }
    this.#waiting?.abort();
    this.#resume = undefined;
    const woken = this.#woken;
    this.#woken = false;
    return woken;
  }

  /** Resumes after a time; aborts when that is no longer needed. */
  #forget(ms: number): AbortSignal {
    const waiting = new AbortController();
    const timer = setTimeout(() => this.#resume?.(), ms);
    waiting.signal.addEventListener('abort', () => clearTimeout(timer));
    this.#waiting = waiting;
    return waiting.signal;
  }
}
