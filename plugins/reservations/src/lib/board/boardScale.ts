import { inZone, toIso } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import type { PlainDate } from '../calendarWindow';

/** How many days the board shows. */
export const BOARD_DAYS = [1, 3, 7, 14] as const;
export type BoardDays = (typeof BOARD_DAYS)[number];

/** A day is never narrower than this, so that an afternoon can be hit. */
const LEAST_DAY_PX: Record<BoardDays, number> = {
  1: 960,
  3: 420,
  7: 200,
  14: 130,
};
/** Hours between two lines. */
const LINE_HOURS: Record<BoardDays, number> = { 1: 1, 3: 3, 7: 6, 14: 12 };

/** From the first shown midnight to the last. */
export function boardWindow(
  days: BoardDays,
  date: PlainDate,
  zone: string,
): { from: string; to: string } {
  const start = DateTime.fromISO(date, { zone }).startOf('day');
  return { from: toIso(start), to: toIso(start.plus({ days })) };
}

/** Where instants are: pixels from the window's beginning. */
export interface Scale {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  width: number;
  /** Pixels of an instant. */
  x(instant: number): number;
  /** The instant at a pixel. */
  at(x: number): number;
}

export function boardScale(
  window: { from: string; to: string },
  days: BoardDays,
  room: number,
): Scale {
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  const width = Math.max(Math.floor(room), days * LEAST_DAY_PX[days]);
  const perMs = width / (to - from);
  return {
    from,
    to,
    width,
    x: instant => (instant - from) * perMs,
    at: x => from + x / perMs,
  };
}

export interface Tick {
  at: number;
  /** The first of its day. */
  day: boolean;
}

/** The lines of the grid, at the same clock times also where a day has 23 hours. */
export function boardTicks(
  { from, to }: Pick<Scale, 'from' | 'to'>,
  days: BoardDays,
  zone: string,
): Tick[] {
  const ticks: Tick[] = [];
  let day = inZone(new Date(from), zone).startOf('day');
  while (day.toMillis() < to) {
    for (let hour = 0; hour < 24; hour += LINE_HOURS[days]) {
      const at = day.set({ hour }).toMillis();
      if (hour === 0 || at > (ticks.at(-1)?.at ?? -1)) {
        ticks.push({ at, day: hour === 0 });
      }
    }
    day = day.plus({ days: 1 });
  }
  return ticks.filter(({ at }) => at < to);
}

const SNAP_MS = 15 * 60_000;

/** Drags move in quarters of an hour. */
export function snap(instant: number): number {
  return Math.round(instant / SNAP_MS) * SNAP_MS;
}
