import { expect, type Locator, type Page } from '@playwright/test';
import type { DateTime } from 'luxon';

interface Point {
  x: number;
  y: number;
}

/** The calendar's grid of days and hours, for a hand with a mouse. */
export class WeekGrid {
  readonly #page: Page;
  readonly region: Locator;

  private constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Calendar of bookings' });
  }

  static on(page: Page): WeekGrid {
    return new WeekGrid(page);
  }

  /** A booking on the grid, by its title. */
  event(title: string): Locator {
    return this.region.getByRole('button', { name: title });
  }

  /** What a screen reader says of a booking begins like this. */
  spoken(title: string, start: DateTime, end: DateTime): Locator {
    const hour = (at: DateTime) => at.toFormat(at.minute === 0 ? 'H' : 'H:mm');
    const day = start.toFormat('cccc d LLLL');
    return this.event(`${title}, ${day}, ${hour(start)} to ${hour(end)}`);
  }

  /** Presses on one time, and lets go on another. */
  async drag(from: DateTime, to: DateTime): Promise<void> {
    // A hair inside the quarter of an hour that begins there, or ends there.
    await this.#drag(await this.#pointAt(from, 3), await this.#pointAt(to, -3));
  }

  /** Takes a booking by its middle and drops it, so that it starts at `start`. */
  async move(title: string, from: DateTime, start: DateTime): Promise<void> {
    const box = await this.#box(title);
    const origin = await this.#pointAt(from);
    const target = await this.#pointAt(start);
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await this.#drag(middle, {
      x: middle.x + target.x - origin.x,
      y: middle.y + target.y - origin.y,
    });
  }

  /** Takes a booking by its lower edge. */
  async resize(title: string, end: DateTime): Promise<void> {
    // The edge can be taken once the pointer is over the booking.
    await this.event(title).hover();
    const box = await this.#box(title);
    const edge = { x: box.x + box.width / 2, y: box.y + box.height - 2 };
    await this.#drag(edge, { ...edge, y: (await this.#pointAt(end, -3)).y });
  }

  async #drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
    await mouse.move(to.x, to.y, { steps: 5 });
    await mouse.up();
  }

  async #box(title: string) {
    await expect(this.event(title)).toBeInViewport();
    return (await this.event(title).boundingBox())!;
  }

  async #pointAt(time: DateTime, inside = 0): Promise<Point> {
    const day = this.region.locator(
      `[role=cell][data-date="${time.toISODate()}"]`,
    );
    const box = (await day.boundingBox())!;
    const hours = time.hour + time.minute / 60;
    return {
      x: box.x + box.width / 2,
      y: box.y + (box.height * hours) / 24 + inside,
    };
  }
}
