/** A hint that may come before anyone waits for it, and then is not lost. */
export class Wakeup {
  #pending = false;
  #resolve?: () => void;

  wake(): void {
    this.#pending = true;
    this.#resolve?.();
  }

  /** Forgets hints: call it before looking for work, not after. */
  clear(): void {
    this.#pending = false;
  }

  /** @returns true when woken, false when the time was up. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#pending) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        timer.unref();
        this.#resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#resolve = undefined;
    }
    return this.#pending;
  }
}
