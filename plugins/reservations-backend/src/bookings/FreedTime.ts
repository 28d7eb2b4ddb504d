import type { Writer } from '@callboard/backend-database';
import type { LockMode } from './lockResources';

/**
 * Gives time that becomes free to who waits for it, in the transaction that
 * frees it: nobody new gets in between.
 *
 * Whoever frees time asks {@link expect} before the transaction, takes
 * `locks` together with its own ({@link lockResources}, one call), frees the
 * time, and then calls {@link promote}:
 *
 * ```ts
 * const waiting = await freed.expect(resourceIds);
 * await database.write(async tx => {
 *   await lockResources(tx, mergeLocks(own, waiting.locks));
 *   // … delete or shorten the claims …
 *   await freed.promote(tx, waiting);
 * });
 * ```
 *
 * It costs one query where nobody waits.
 */
export interface FreedTime {
  /**
   * Who waits for time that could become free when any of these resources does,
   * or what is part of them, or they are part of. Outside of any transaction.
   */
  expect(resourceIds: Iterable<string>): Promise<Waiting>;
  /** After the time is free, under the locks. */
  promote(tx: Writer, waiting: Waiting): Promise<void>;
}

/** Who waits; only what has made it can read more than the locks. */
export interface Waiting {
  /** What must be locked besides, by resource id. */
  readonly locks: ReadonlyMap<string, LockMode>;
}

/** Where there is no waitlist. */
export const nobodyWaits: FreedTime = {
  expect: async () => ({ locks: new Map() }),
  promote: async () => {},
};
