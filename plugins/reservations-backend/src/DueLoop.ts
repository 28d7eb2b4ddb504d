import type { LoggerService } from '@backstage/backend-plugin-api';

const LONGEST_SLEEP_MS = 1_000;
const SHORTEST_SLEEP_MS = 5;

interface Options {
  /** Does all that is due by now. */
  work: () => Promise<unknown>;
  /** When the next of it is due, epoch milliseconds, and what time it is. */
  nextDue: () => Promise<{ at: number; now: number } | undefined>;
  logger: LoggerService;
  /** What is logged where the work fails; it is tried again a second later. */
  failure: string;
}

/**
 * Works whenever something is due: sleeps until the next of it, and at most a
 * second, since another backend may have made something due before that.
 * Backstage's scheduler, which looks every five seconds, would be late.
 */
export class DueLoop {
  readonly #options: Options;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #state: 'idle' | 'started' | 'stopping' = 'idle';

  static create(options: Options): DueLoop {
    return new DueLoop(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#state = 'started';
    this.#schedule(0);
  }

  /** Waits until the work that is under way has ended. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    clearTimeout(this.#timer);
    await this.#running;
    this.#state = 'idle';
  }

  /** Whether the work should come to an end before all of it is done. */
  get isStopping(): boolean {
    return this.#state === 'stopping';
  }

  /** Works at once, unless it is at it. */
  hurry(): void {
    if (this.#state === 'started' && !this.#running) {
      clearTimeout(this.#timer);
      this.#schedule(0);
    }
  }

  #schedule(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#wake().finally(() => {
        this.#running = undefined;
      });
    }, delay);
  }

  async #wake(): Promise<void> {
    const { work, nextDue, logger, failure } = this.#options;
    let delay = LONGEST_SLEEP_MS;
    try {
      await work();
      const next = await nextDue();
      if (next) {
        const left = Math.max(SHORTEST_SLEEP_MS, next.at - next.now);
        delay = Math.min(LONGEST_SLEEP_MS, left);
      }
    } catch (error) {
      logger.error(failure, { error: String(error) });
    }
    if (this.#state === 'started') {
      this.#schedule(delay);
    }
  }
}
