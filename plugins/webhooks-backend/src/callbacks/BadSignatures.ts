import { CustomErrorBase } from '@backstage/errors';

const WINDOW_MS = 60_000;
const MOST = 20;
const MOST_KEYS = 10_000;

/** 429: too many bad signatures; `retryAfterSeconds` says when to come again. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Counts bad signatures for each thing that was named, whether it is there or
 * not. Whoever guesses is held up for the rest of a minute, before anything is
 * looked for. In memory, for each backend: what it spares is work.
 */
export class BadSignatures {
  readonly #now: () => number;
  readonly #counts = new Map<string, { since: number; count: number }>();

  static create(options: { now?: () => number } = {}): BadSignatures {
    return new BadSignatures(options.now ?? Date.now);
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws TooManyRequestsError */
  check(key: string): void {
    const entry = this.#current(key);
    if (entry && entry.count >= MOST) {
      const leftMs = entry.since + WINDOW_MS - this.#now();
      throw new TooManyRequestsError(
        'Too many bad signatures; try again in a minute',
        Math.max(1, Math.ceil(leftMs / 1000)),
      );
    }
  }

  add(key: string): void {
    const entry = this.#current(key) ?? { since: this.#now(), count: 0 };
    entry.count += 1;
    this.#counts.delete(key);
    if (this.#counts.size >= MOST_KEYS) {
      const [oldest] = this.#counts.keys();
      this.#counts.delete(oldest);
    }
    this.#counts.set(key, entry);
  }

  #current(key: string): { since: number; count: number } | undefined {
    const entry = this.#counts.get(key);
    return entry && this.#now() - entry.since < WINDOW_MS ? entry : undefined;
  }
}
