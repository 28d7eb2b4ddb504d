/**
 * Work that takes longer than a delivery may wait. A handler only writes down
 * what is wanted of a booking, up or down; the work follows, one booking at a
 * time, until what is there is what is wanted. Both are in the receiver's state:
 * after a restart, work that was cut off begins again, so `up` and `down` must
 * bear being run twice. An `up` that fails is reported, and what it left behind is
 * taken down at the end; a `down` that fails is tried again until it succeeds.
 */
const RETRY_MS = Number(process.env.RETRY_MS ?? 30_000);

export class Jobs {
  #store;
  #reports;
  #work;
  #running = false;

  /**
   * @param {object} work
   * @param {(input: object) => Promise<{ message?: string, access?: object }>} work.up
   * @param {(input: object) => Promise<void>} work.down
   */
  static create({ store, reports }, work) {
    return new Jobs(store, reports, work);
  }

  constructor(store, reports, work) {
    this.#store = store;
    this.#reports = reports;
    this.#work = work;
  }

  /** Works off what there is, unless that is already going on. */
  wake = () => {
    if (!this.#running) {
      this.#running = true;
      this.#runAll().catch(error => console.error(error));
    }
  };

  async #runAll() {
    try {
      while (await this.#runNext());
    } finally {
      this.#running = false;
    }
  }

  /** Answers whether to go on. */
  async #runNext() {
    const next = Object.entries(this.#store.state.jobs).find(
      ([, job]) => job.done !== job.want,
    );
    if (!next) {
      return false;
    }
    const [bookingId, job] = next;
    const finished =
      job.want === 'up'
        ? await this.#bringUp(bookingId, job)
        : await this.#takeDown(bookingId, job);
    if (!finished) {
      setTimeout(this.wake, RETRY_MS).unref();
    }
    return finished;
  }

  async #bringUp(bookingId, { input, callbackUrl }) {
    let content;
    try {
      content = { status: 'ready', ...(await this.#work.up(input)) };
    } catch (error) {
      content = { status: 'failed', message: error.message };
    }
    console.log(`${bookingId}: ${content.status} ${content.message ?? ''}`);
    await this.#store.update(async draft => {
      const job = draft.jobs[bookingId];
      if (!job) {
        return;
      }
      job.done = 'up';
      if (job.want === 'up') {
        this.#reports.add(draft, callbackUrl, content);
      }
    });
    this.#reports.wake();
    return true;
  }

  async #takeDown(bookingId, { input }) {
    try {
      await this.#work.down(input);
    } catch (error) {
      console.error(`${bookingId}: not taken down yet: ${error.message}`);
      return false;
    }
    console.log(`${bookingId}: taken down`);
    await this.#store.update(async draft => {
      delete draft.jobs[bookingId];
    });
    return true;
  }
}

/** Wants it up. The second beginning of a booking adds nothing. */
export function wantUp(jobs, { bookingId, callbackUrl, input }) {
  if (jobs[bookingId]) {
    return false;
  }
  jobs[bookingId] = { want: 'up', input, callbackUrl };
  return true;
}

/** Wants it down; of what never began there is nothing to take down. */
export function wantDown(jobs, bookingId, change = {}) {
  const job = jobs[bookingId];
  if (!job) {
    return false;
  }
  job.want = 'down';
  Object.assign(job.input, change);
  return true;
}
