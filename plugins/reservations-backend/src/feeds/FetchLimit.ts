import { CustomErrorBase } from '@backstage/errors';

const BURST = 20;
const REFILL_MS = 3_000;

/** 429, with when to come again. */
export class TooManyFetchesError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;

  constructor(readonly retryAfterSeconds: number) {
    super('This calendar feed is read too often');
  }
}

/**
 * How often one feed is read: twenty times at once, then once in three seconds,
 * in each backend. A calendar client comes every few minutes; a dozen devices
 * that share an address do not notice, and a client gone wild costs the
 * database nothing but a look for its token.
 */
export class FetchLimit {
  readonly #emptyAt = new Map<string, number>();
  readonly #now: () => number;

  /** `now` is a clock in milliseconds that never goes back. */
  static create(options: { now?: () => number } = {}): FetchLimit {
    return new FetchLimit(options.now ?? (() => performance.now()));
  }

  private constructor(now: () => number) {
    this.#now = now;
  }

  /** Throws {@link TooManyFetchesError} where the feed was read too often. */
  count(feedId: string): void {
    const now = this.#now();
    const used = Math.max(this.#emptyAt.get(feedId) ?? 0, now);
    const waitMs = used - now - (BURST - 1) * REFILL_MS;
    if (waitMs > 0) {
      throw new TooManyFetchesError(Math.ceil(waitMs / 1000));
    }
    this.#forgetTheQuiet(now);
    this.#emptyAt.delete(feedId);
    this.#emptyAt.set(feedId, used + REFILL_MS);
  }

  #forgetTheQuiet(now: number): void {
    for (const [id, emptyAt] of this.#emptyAt) {
      if (emptyAt > now) {
        return;
      }
      this.#emptyAt.delete(id);
    }
  }
}
