/*
 * Whoever tries a door a thousand times would otherwise fill the log with it, and
 * pay nothing. So, for each actor and within a window of ten seconds: the first
 * time that something is tried is recorded at once; the same again is counted,
 * and the count is recorded when the window ends; and beyond twenty different
 * things all others are counted together. While it goes on, each window leaves
 * its counts and nothing else: two entries a minute for a closed door, a few for
 * an enumeration. Nobody is forgotten to make place for others: beyond so many
 * actors at a time, the rest share one count.
 */

const WINDOW_MS = 10_000;
const MAX_DIFFERENT = 20;
const MAX_ACTORS = 2_000;
const MAX_EXAMPLES = 5;

/** What was tried, by whom; equal `key`s of one actor are the same thing again. */
export interface Attempt<T> {
  actor: string;
  key: string;
  what: T;
}

/** What is recorded of attempts. */
export interface CrowdReport<T> {
  /** At once, for something that is new. */
  onFirst(attempt: Attempt<T>): void;
  /** At the end of a window: so many times more, since then. */
  onRepeated(attempt: Attempt<T>, times: number, since: Date): void;
  /** At the end of a window: others, of this actor or (undefined) of several. */
  onOthers(
    actor: string | undefined,
    times: number,
    examples: T[],
    since: Date,
  ): void;
}

interface Others<T> {
  times: number;
  examples: T[];
}

interface Crowd<T> {
  known: Map<string, { attempt: Attempt<T>; times: number }>;
  others: Others<T>;
}

/** Counts what is repeated, instead of recording it. */
export class Crowds<T> {
  readonly #report: CrowdReport<T>;
  readonly #now: () => Date;
  readonly #setTimer: (end: () => void, ms: number) => void;
  readonly #crowds = new Map<string, Crowd<T>>();
  #others: Others<T> = { times: 0, examples: [] };
  #since?: Date;

  static create<T>(options: {
    report: CrowdReport<T>;
    now?: () => Date;
    /** Calls back after so many milliseconds; for tests. */
    setTimer?: (end: () => void, ms: number) => void;
  }): Crowds<T> {
    return new Crowds(options);
  }

  private constructor(options: {
    report: CrowdReport<T>;
    now?: () => Date;
    setTimer?: (end: () => void, ms: number) => void;
  }) {
    this.#report = options.report;
    this.#now = options.now ?? (() => new Date());
    this.#setTimer =
      options.setTimer ??
      ((end, ms) => {
        setTimeout(end, ms).unref();
      });
  }

  add(attempt: Attempt<T>): void {
    this.#open();
    const crowd = this.#crowdOf(attempt.actor);
    const known = crowd?.known.get(attempt.key);
    if (known) {
      known.times += 1;
    } else if (crowd && crowd.known.size < MAX_DIFFERENT) {
      crowd.known.set(attempt.key, { attempt, times: 0 });
      this.#report.onFirst(attempt);
    } else {
      count(crowd?.others ?? this.#others, attempt.what);
    }
  }

  /** Ends the window now: what was counted is recorded. */
  flush(): void {
    const since = this.#since;
    if (!since) {
      return;
    }
    this.#since = undefined;
    for (const [actor, { known, others }] of this.#crowds) {
      for (const [key, entry] of known) {
        if (entry.times === 0) {
          known.delete(key);
        } else {
          this.#report.onRepeated(entry.attempt, entry.times, since);
          entry.times = 0;
        }
      }
      this.#reportOthers(actor, others, since);
      if (known.size === 0) {
        this.#crowds.delete(actor);
      }
    }
    this.#reportOthers(undefined, this.#others, since);
    if (this.#crowds.size > 0) {
      this.#open();
    }
  }

  #open(): void {
    if (!this.#since) {
      this.#since = this.#now();
      this.#setTimer(() => this.flush(), WINDOW_MS);
    }
  }

  #crowdOf(actor: string): Crowd<T> | undefined {
    const found = this.#crowds.get(actor);
    if (found || this.#crowds.size >= MAX_ACTORS) {
      return found;
    }
    const crowd = { known: new Map(), others: { times: 0, examples: [] } };
    this.#crowds.set(actor, crowd);
    return crowd;
  }

  #reportOthers(actor: string | undefined, others: Others<T>, since: Date) {
    if (others.times > 0) {
      this.#report.onOthers(actor, others.times, others.examples, since);
      others.times = 0;
      others.examples = [];
    }
  }
}

function count<T>(others: Others<T>, what: T): void {
  others.times += 1;
  if (others.examples.length < MAX_EXAMPLES) {
    others.examples.push(what);
  }
}
