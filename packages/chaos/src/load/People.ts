import type { Backend } from '../environment/Backend';
import { NODES } from '../environment/furnish';
import type { Random } from '../random';
import type { Change, Journal, Wish } from './Journal';

const HOUR_MS = 3_600_000;
const FAR_AHEAD_MS = 48 * HOUR_MS;
const AT_ONCE = 3;

/** People who book, change their mind and cancel, over HTTP, until it dies. */
export class People {
  readonly #backend: Backend;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #cancellable = new Set<string>();
  #booked = 0;
  #titles = 0;

  static create(options: {
    backend: Backend;
    journal: Journal;
    random: Random;
  }): People {
    return new People(options);
  }

  private constructor(options: Parameters<typeof People.create>[0]) {
    this.#backend = options.backend;
    this.#journal = options.journal;
    this.#random = options.random;
  }

  /** Who got no answer asks again, as the same request: the key says so. */
  async askAgain(): Promise<void> {
    for (const wish of this.#journal.wishes) {
      if (wish.outcome === 'unknown' && this.#backend.running) {
        await this.#book(wish);
      }
    }
  }

  /** Until the signal, or the end of the backend. */
  async act(signal: AbortSignal): Promise<void> {
    const one = async () => {
      while (!signal.aborted && this.#backend.running) {
        await this.#actOnce();
        await new Promise(resolve =>
          setTimeout(resolve, this.#random.whole(20, 120)),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  async #actOnce(): Promise<void> {
    const dice = this.#random.next();
    const ids = [...this.#cancellable];
    const id = ids[this.#random.whole(0, ids.length)];
    if (dice < 0.35 || id === undefined) {
      await this.#bookAhead();
    } else if (dice < 0.65) {
      await this.#bookNow();
    } else if (dice < 0.85) {
      await this.#change({
        bookingId: id,
        kind: 'changed',
        title: `Changed ${(this.#titles += 1)}`,
        outcome: 'unknown',
      });
    } else {
      this.#cancellable.delete(id);
      await this.#change({
        bookingId: id,
        kind: 'cancelled',
        outcome: 'unknown',
      });
    }
  }

  /** A slot of its own, days ahead. */
  async #bookAhead(): Promise<void> {
    const n = (this.#booked += 1);
    const hour = Math.floor(n / NODES.length);
    const day = Math.floor(Date.now() / (24 * HOUR_MS)) * 24 * HOUR_MS;
    const start = day + FAR_AHEAD_MS + hour * HOUR_MS;
    await this.#wish([NODES[n % NODES.length]], start, start + HOUR_MS, n);
  }

  /** Starts in a moment and ends soon; somebody may have been quicker. */
  async #bookNow(): Promise<void> {
    const n = (this.#booked += 1);
    const start = Date.now() + this.#random.whole(-500, 800);
    const first = this.#random.whole(0, NODES.length - 1);
    const nodes = NODES.slice(first, first + this.#random.whole(1, 3));
    await this.#wish(nodes, start, start + this.#random.whole(600, 2_000), n);
  }

  async #wish(
    nodes: string[],
    start: number,
    end: number,
    n: number,
  ): Promise<void> {
    const key = `wish-${n}`;
    const wish: Wish = {
      key,
      body: {
        resourceRefs: nodes.map(name => `resource:default/${name}`),
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
        title: `Booking ${n}`,
        purpose: key,
      },
      outcome: 'unknown',
    };
    this.#journal.wishes.push(wish);
    await this.#book(wish);
  }

  async #book(wish: Wish): Promise<void> {
    const answer = await this.#ask('POST', '/bookings', wish.body, {
      'idempotency-key': wish.key,
    });
    wish.outcome = outcomeOf(answer?.status);
    wish.id = answer?.body.id;
    const start = Date.parse(String(wish.body.start));
    if (wish.id !== undefined && start > Date.now() + HOUR_MS) {
      this.#cancellable.add(wish.id);
    }
  }

  async #change(change: Change): Promise<void> {
    this.#journal.changes.push(change);
    const { bookingId, title } = change;
    const answer = title
      ? await this.#ask(
          'PATCH',
          `/bookings/${bookingId}`,
          { title },
          { 'if-match': '*' },
        )
      : await this.#ask('POST', `/bookings/${bookingId}/cancel`, {});
    change.outcome = outcomeOf(answer?.status);
  }

  async #ask(
    method: string,
    route: string,
    body: object,
    headers: Record<string, string> = {},
  ) {
    return this.#backend
      .call(method, `/reservations${route}`, body, headers)
      .catch(() => undefined);
  }
}

function outcomeOf(status?: number): Wish['outcome'] {
  if (status === undefined) {
    return 'unknown';
  }
  if (status < 300) {
    return 'acknowledged';
  }
  if (status >= 500) {
    return 'unknown';
  }
  return 'refused';
}
