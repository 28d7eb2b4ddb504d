import { inZone } from '@callboard/frontend-kit';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

interface Day {
  start: number;
  end: number;
  /** `Tuesday 16 March` */
  long: string;
  /** `Tue 16 Mar` */
  short: string;
}

/**
 * Clock times and days of a board's instants. A library that knows time zones
 * takes a third of a millisecond for a sentence, and scrolling needs a hundred of
 * them within a frame; so it is asked once for each day, and for each instant
 * only on the days on which the clocks change.
 */
export class BoardClock {
  readonly #zone: string;
  readonly #locale: string;
  readonly #days: Day[] = [];

  static create(zone: string, locale: string): BoardClock {
    return new BoardClock(zone, locale);
  }

  private constructor(zone: string, locale: string) {
    this.#zone = zone;
    this.#locale = locale;
  }

  /** `09:05` */
  time(instant: number): string {
    const minutes = this.#minutes(instant);
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  }

  /** `14:02` on the same day as `now`, `Tue 16 Mar, 14:02` on another. */
  moment(instant: number, now: number): string {
    const day = this.#day(instant);
    return day === this.#day(now)
      ? this.time(instant)
      : `${day.short}, ${this.time(instant)}`;
  }

  /** `Tuesday 16 March, 9 to 12`, as a screen reader should say it. */
  spoken(start: number, end: number, to: string): string {
    const [from, until] = [this.#day(start), this.#day(end)];
    const head = `${from.long}, ${this.#hour(start)} ${to}`;
    return from === until
      ? `${head} ${this.#hour(end)}`
      : `${head} ${until.long}, ${this.#hour(end)}`;
  }

  #hour(instant: number): string {
    const minutes = this.#minutes(instant);
    const hour = String(Math.floor(minutes / 60));
    return minutes % 60 === 0 ? hour : `${hour}:${pad(minutes % 60)}`;
  }

  /** Since midnight, by the clock on the wall. */
  #minutes(instant: number): number {
    const { start, end } = this.#day(instant);
    if (end - start === DAY_MS) {
      return Math.floor((instant - start) / MINUTE_MS);
    }
    const there = inZone(new Date(instant), this.#zone);
    return there.hour * 60 + there.minute;
  }

  #day(instant: number): Day {
    const known = this.#days.find(
      ({ start, end }) => start <= instant && instant < end,
    );
    if (known) {
      return known;
    }
    const there = inZone(new Date(instant), this.#zone, {
      locale: this.#locale,
    }).startOf('day');
    const day = {
      start: there.toMillis(),
      end: there.plus({ days: 1 }).toMillis(),
      long: there.toFormat('cccc d LLLL'),
      short: there.toFormat('ccc d LLL'),
    };
    this.#days.push(day);
    return day;
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
