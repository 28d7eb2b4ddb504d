import {
  type BookingModel,
  MINUTE,
  type ModelBooking,
  type Outcome,
} from './bookingModel';

/** Somebody who waits for one resource at exactly one time. */
export interface ModelEntry {
  id: string;
  name: string;
  units: number;
  start: number;
  end: number;
  status: string;
  offerUntil?: number;
  bookingId?: string;
}

/** What became of an entry, as it is stored. */
export interface StoredEntry {
  status: string;
  bookingId?: string;
}

const HOLD = 30 * MINUTE;

/**
 * What the waitlist should do, in the plainest words: whatever fits is held for
 * whoever came first, as soon as it fits; nobody else can have it while it is
 * held; and it is held until it is answered, half an hour has gone, or it would
 * begin.
 */
export class WaitlistModel {
  /** In the order in which they came. */
  readonly entries: ModelEntry[] = [];
  readonly #model: BookingModel;

  constructor(model: BookingModel) {
    this.#model = model;
  }

  judgeJoining(wish: Omit<ModelEntry, 'id' | 'status'>): Outcome {
    const { archived, capacity = 1 } = this.#model.resources.get(wish.name)!;
    const possible =
      !archived &&
      wish.units <= capacity &&
      wish.end > wish.start &&
      wish.start > this.#model.now;
    return possible ? 'ok' : 'input';
  }

  judgeAnswer(
    entry: ModelEntry,
    how: 'accept' | 'decline' | 'withdraw',
  ): Outcome | 'either' {
    const { status } = entry;
    if (how === 'withdraw') {
      return ['waiting', 'offered'].includes(status) ? 'ok' : 'conflict';
    }
    if (status !== 'offered') {
      return 'conflict';
    }
    return how === 'decline'
      ? 'ok'
      : this.#judge(entry, this.#model.bookings.get(entry.bookingId!));
  }

  /** What was held becomes a booking, or is free again. */
  answer(entry: ModelEntry, how: 'accept' | 'decline' | 'withdraw'): void {
    if (how === 'accept') {
      const hold = this.#model.bookings.get(entry.bookingId!)!;
      Object.assign(hold, this.#bookingOf(entry, 'confirmed'), { held: false });
      hold.events = ['booking.created'];
      entry.status = 'accepted';
    } else {
      this.#leave(entry, how === 'decline' ? 'declined' : 'withdrawn');
    }
  }

  /** All that happens by itself now; `stored` says what did where both would do. */
  settle(stored: ReadonlyMap<string, StoredEntry>): void {
    const { now } = this.#model;
    const due = this.entries
      .filter(one => one.status === 'offered' && one.offerUntil! <= now)
      .sort((a, b) => a.offerUntil! - b.offerUntil!);
    for (const entry of due) {
      this.#leave(entry, 'lapsed');
      this.#promote(stored);
    }
    for (const entry of this.entries) {
      if (entry.status === 'waiting' && entry.start <= now) {
        entry.status = 'expired';
      }
    }
    this.#promote(stored);
  }

  #promote(stored: ReadonlyMap<string, StoredEntry>): void {
    const { now, bookings } = this.#model;
    for (const entry of this.entries) {
      const there = stored.get(entry.id);
      const verdict =
        entry.status === 'waiting' && entry.start >= now + MINUTE
          ? this.#judge(entry)
          : 'conflict';
      const offered =
        verdict === 'ok' ||
        (verdict === 'either' && there?.status === 'offered');
      if (offered) {
        entry.status = 'offered';
        entry.offerUntil = Math.min(now + HOLD, entry.start);
        entry.bookingId = there?.bookingId ?? `none for ${entry.id}`;
        bookings.set(entry.bookingId, {
          id: entry.bookingId,
          version: 1,
          held: true,
          events: [],
          ...this.#bookingOf(entry, 'pending'),
        });
      }
    }
  }

  #judge(entry: ModelEntry, except?: ModelBooking): Outcome | 'either' {
    const { name, start, end } = entry;
    const wish = { names: [name], units: this.#unitsOf(entry), start, end };
    return this.#model.judge({ ...wish, startChanged: !except, except });
  }

  #bookingOf(entry: ModelEntry, status: 'pending' | 'confirmed') {
    const { name, start, end } = entry;
    const units = this.#unitsOf(entry);
    const holds = this.#model.holdsFor([name], units, start, end);
    const buffers = this.#model.buffersFor(holds, { status, start });
    return { status, start, end, holds, buffers };
  }

  #unitsOf({ name, units }: ModelEntry): Record<string, number> {
    return { [name]: units };
  }

  #leave(entry: ModelEntry, status: string): void {
    if (entry.status === 'offered') {
      this.#model.bookings.delete(entry.bookingId!);
    }
    entry.status = status;
  }
}
