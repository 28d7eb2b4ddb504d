import type { ClaimedDelivery, LiveEndpoint } from './types';

/** How many deliveries are claimed before there is a slot for them, for each slot. */
const AHEAD_PER_SLOT = 8;
/** An endpoint that takes longer than this to answer is not claimed for ahead. */
const PROMPT_MS = 200;
/** How much the last answer counts in what is usual. */
const WEIGHT = 0.2;

/** A delivery that waits in this process for a slot. */
export interface Waiting {
  delivery: ClaimedDelivery;
  /** By a clock of this process that never goes back, in milliseconds. */
  since: number;
}

/**
 * What this process has to do with one endpoint.
 *
 * A slot is one request under way. For an endpoint that answers promptly, more is
 * claimed than there are slots: its next delivery then begins with the answer to
 * the last one, and does not wait for the database. What has been answered gives
 * its slot away while it is written down, within bounds.
 */
export class EndpointLane {
  endpoint: LiveEndpoint;
  readonly waiting: Waiting[] = [];
  /** Requests under way. */
  sending = 0;
  /** Answers that are not in the log yet. */
  logging = 0;
  /** The endpoint was deleted: what is under way ends, nothing begins. */
  isGone = false;
  #usualMs = 0;

  constructor(endpoint: LiveEndpoint) {
    this.endpoint = endpoint;
  }

  /** Counts an answer to what is usual. */
  answered(durationMs: number): void {
    this.#usualMs += WEIGHT * (durationMs - this.#usualMs);
  }

  /** How many more may be claimed, of an endpoint with so many slots. */
  room(slots: number, isWell: boolean): number {
    const ahead =
      isWell && this.#usualMs < PROMPT_MS ? slots * AHEAD_PER_SLOT : 0;
    if (ahead > 0 && this.waiting.length > ahead / 2) {
      // A claim costs about the same for one as for many.
      return 0;
    }
    const unlogged = this.sending + this.logging + this.waiting.length;
    return Math.min(
      slots + ahead - this.sending - this.waiting.length,
      2 * (slots + ahead) - unlogged,
    );
  }

  get isIdle(): boolean {
    return this.sending + this.logging + this.waiting.length === 0;
  }
}
