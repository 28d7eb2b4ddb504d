import { IANAZone } from 'luxon';
import type { Interval } from '../intervals';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKDAYS = 7;
const HOURS = 24;

/** What was added up on one local day. */
export interface LocalDay {
  /** Midnight of the day as if its date were in UTC, epoch milliseconds. */
  date: number;
  /** Milliseconds times units. */
  amount: number;
}

/**
 * A window, cut where a local clock strikes a full hour and where it is changed.
 * A day on which clocks go forward has 23 such pieces, one on which they go back
 * 25, two of them of the same hour; where they are changed by half an hour, one
 * piece is half as long.
 */
export class LocalHours {
  /** When each begins, and when the last one ends. */
  readonly bounds: number[] = [];
  /** Weekday × 24 + hour of each; Monday is the first. */
  readonly cells: number[] = [];
  readonly dates: number[] = [];

  /** @param zone - IANA name of a zone */
  static create(window: Interval, zone: string): LocalHours {
    return new LocalHours(window, IANAZone.create(zone));
  }

  private constructor(window: Interval, zone: IANAZone) {
    for (let at = window.start; at < window.end;) {
      const offset = zone.offset(at);
      const local = at + offset * 60_000;
      const date = Math.floor(local / DAY_MS) * DAY_MS;
      const hour = Math.floor((local - date) / HOUR_MS);
      this.bounds.push(at);
      this.dates.push(date);
      this.cells.push(weekdayOf(date) * HOURS + hour);
      const next = at + HOUR_MS - (local - date - hour * HOUR_MS);
      at = zone.offset(next) === offset ? next : changeIn(zone, at, next);
    }
    this.bounds.push(window.end);
  }

  /** The piece in which an instant of the window is. */
  indexOf(instant: number): number {
    let low = 0;
    let high = this.cells.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bounds[middle] <= instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * Adds up time by local hour. Adding costs the same however long the time is:
 * pieces that are covered as a whole are kept as differences, summed at the end.
 */
export class HourlySum {
  readonly #hours: LocalHours;
  readonly #partly: Float64Array;
  readonly #changes: Float64Array;

  static create(hours: LocalHours): HourlySum {
    return new HourlySum(hours);
  }

  private constructor(hours: LocalHours) {
    this.#hours = hours;
    this.#partly = new Float64Array(hours.cells.length);
    this.#changes = new Float64Array(hours.cells.length + 1);
  }

  /** @param time - within the window */
  add({ start, end }: Interval, units: number): void {
    if (end <= start || units === 0) {
      return;
    }
    const { bounds } = this.#hours;
    const first = this.#hours.indexOf(start);
    const last = this.#hours.indexOf(end - 1);
    if (first === last) {
      this.#partly[first] += (end - start) * units;
      return;
    }
    this.#partly[first] += (bounds[first + 1] - start) * units;
    this.#partly[last] += (end - bounds[last]) * units;
    this.#changes[first + 1] += units;
    this.#changes[last] -= units;
  }

  /** Milliseconds times units, by weekday (Monday first) and hour. */
  byWeekday(): number[][] {
    const table = Array.from({ length: WEEKDAYS }, () =>
      new Array<number>(HOURS).fill(0),
    );
    this.#each((index, amount) => {
      const cell = this.#hours.cells[index];
      table[Math.floor(cell / HOURS)][cell % HOURS] += amount;
    });
    return table;
  }

  /** Every day of the window, also those on which there is nothing. */
  byDay(): LocalDay[] {
    const days: LocalDay[] = [];
    this.#each((index, amount) => {
      const date = this.#hours.dates[index];
      const day = days.at(-1);
      if (day?.date === date) day.amount += amount;
      else days.push({ date, amount });
    });
    return days;
  }

  #each(visit: (index: number, amount: number) => void): void {
    const { bounds, cells } = this.#hours;
    let whole = 0;
    for (let index = 0; index < cells.length; index += 1) {
      whole += this.#changes[index];
      const length = bounds[index + 1] - bounds[index];
      visit(index, this.#partly[index] + whole * length);
    }
  }
}

/** Monday is 0. */
function weekdayOf(date: number): number {
  return (((date / DAY_MS + 3) % WEEKDAYS) + WEEKDAYS) % WEEKDAYS;
}

/** The first instant after `from`, up to `to`, at which another offset holds. */
function changeIn(zone: IANAZone, from: number, to: number): number {
  const before = zone.offset(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
