import { type Cost, tidy } from '../cost';
import type { Unused } from './partsOf';

/** How many bookings, and how long: milliseconds times units. */
export interface Count {
  bookings: number;
  time: number;
}

/** What is counted of some bookings. */
export class Tally {
  /** Had, or to be had. */
  readonly booked: Count = { bookings: 0, time: 0 };
  /** Setup and teardown of those. */
  buffers = 0;
  readonly unused: Record<Unused, Count> = {
    noShow: { bookings: 0, time: 0 },
    cancelled: { bookings: 0, time: 0 },
    released: { bookings: 0, time: 0 },
  };
  readonly #costs = new Map<string, { amount: number; unitHours: number }>();

  /** One for each currency. */
  get costs(): Cost[] {
    return [...this.#costs].map(([currency, { amount, unitHours }]) => ({
      currency,
      amount: tidy(amount),
      unitHours: tidy(unitHours),
    }));
  }

  charge(costs: readonly Cost[]): void {
    for (const { currency, amount, unitHours } of costs) {
      const sum = this.#costs.get(currency);
      if (sum) {
        sum.amount += amount;
        sum.unitHours += unitHours;
      } else {
        this.#costs.set(currency, { amount, unitHours });
      }
    }
  }

  /** Adds another, none of whose bookings are in this one. */
  add(other: Tally): void {
    addTo(this.booked, other.booked);
    this.buffers += other.buffers;
    for (const kind of ['noShow', 'cancelled', 'released'] as const) {
      addTo(this.unused[kind], other.unused[kind]);
    }
    this.charge(other.costs);
  }
}

function addTo(count: Count, other: Count): void {
  count.bookings += other.bookings;
  count.time += other.time;
}
