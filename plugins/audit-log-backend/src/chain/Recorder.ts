import type { Chain } from './Chain';
import type { Draft } from './types';

/** Entries in one transaction; more make others wait for its lock. */
const MOST_AT_ONCE = 500;

interface Waiting {
  drafts: Draft[];
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Records what arrives together in one transaction. The chain is one line, so
 * transactions can only follow one another; what arrives while one is under way
 * waits and is then recorded at once.
 */
export class Recorder {
  readonly #chain: Pick<Chain, 'record'>;
  readonly #onRecorded: () => void;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;

  static create(options: {
    chain: Pick<Chain, 'record'>;
    /** Told after each transaction. */
    onRecorded?: () => void;
  }): Recorder {
    return new Recorder(options.chain, options.onRecorded ?? (() => {}));
  }

  private constructor(chain: Pick<Chain, 'record'>, onRecorded: () => void) {
    this.#chain = chain;
    this.#onRecorded = onRecorded;
  }

  /** Resolves once the drafts are stored. */
  async record(drafts: Draft[]): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ drafts, done, failed });
      this.#working ??= this.#work();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    // What arrives in the same turn of the event loop comes along.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      await this.#recordGroup(this.#nextGroup());
    }
    // In the same turn as the look above: what arrives later must start anew.
    this.#working = undefined;
  }

  async #recordGroup(group: Waiting[]): Promise<void> {
    try {
      await this.#chain.record(group.flatMap(({ drafts }) => drafts));
      group.forEach(({ done }) => done());
      this.#onRecorded();
    } catch (error) {
      group.forEach(({ failed }) => failed(error));
    }
  }

  #nextGroup(): Waiting[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ drafts }, index) => {
      size += drafts.length;
      return index > 0 && size > MOST_AT_ONCE;
    });
    const count = end === -1 ? this.#waiting.length : end;
    return this.#waiting.splice(0, count);
  }
}
