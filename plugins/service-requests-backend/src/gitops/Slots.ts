import { ServiceUnavailableError } from '@backstage/errors';

function busy(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'Too many are fetching the manifests at this moment; try again soon',
  );
}

/** So many at a time; a few more wait a while; all others are sent away. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;
  readonly #options: { slots: number; waiting: number; patienceMs: number };

  private constructor(options: {
    slots: number;
    waiting: number;
    patienceMs: number;
  }) {
    this.#options = options;
    this.#free = options.slots;
  }

  static create(options: {
    slots: number;
    waiting: number;
    patienceMs: number;
  }): Slots {
    return new Slots(options);
  }

  /**
   * Answers with what gives the slot back (once).
   *
   * @throws ServiceUnavailableError where there is none in time, or `signal` aborted.
   */
  async take(signal: AbortSignal): Promise<() => void> {
    if (this.#free > 0 && !signal.aborted) {
      this.#free--;
    } else {
      await this.#wait(signal);
    }
    let given = false;
    return () => {
      if (!given) {
        given = true;
        this.#giveBack();
      }
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || this.#waiting.length >= this.#options.waiting) {
        reject(busy());
        return;
      }
      const settled = new AbortController();
      const enter = () => {
        settled.abort();
        resolve();
      };
      const leave = () => {
        settled.abort();
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(busy());
      };
      const timer = setTimeout(leave, this.#options.patienceMs);
      settled.signal.addEventListener('abort', () => clearTimeout(timer));
      signal.addEventListener('abort', leave, { signal: settled.signal });
      this.#waiting.push(enter);
    });
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free++;
    }
  }
}
