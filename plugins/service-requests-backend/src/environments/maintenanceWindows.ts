import { DateTime } from 'luxon';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/**
 * A time of the week, in wall-clock time of its zone. One that ends at or before
 * its beginning ends on the next day.
 */
export interface MaintenanceWindow {
  /** On which it begins. */
  days: Weekday[];
  /** `HH:MM` */
  from: string;
  /** `HH:MM` */
  to: string;
  /** IANA name. */
  timeZone: string;
}

/** In epoch milliseconds, the end not included. */
export interface Opening {
  start: number;
  end: number;
}

/**
 * The window that is open at `now`, else the next one to open; undefined where
 * there are no windows, which means: at any time.
 */
export function nextOpening(
  windows: readonly MaintenanceWindow[] | undefined,
  now: number,
): Opening | undefined {
  const openings = (windows ?? [])
    .flatMap(window => openingsAround(window, now))
    .filter(({ start, end }) => end > now && end > start)
    .sort((a, b) => a.start - b.start);
  return openings[0];
}

/** Whether changes that interrupt may happen at `now`. */
export function isOpen(
  windows: readonly MaintenanceWindow[] | undefined,
  now: number,
): boolean {
  if (!windows || windows.length === 0) {
    return true;
  }
  const opening = nextOpening(windows, now);
  return opening !== undefined && opening.start <= now;
}

/** From the day before, which may last into today, until the same day next week. */
function openingsAround(
  { days, from, to, timeZone }: MaintenanceWindow,
  now: number,
): Opening[] {
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
  return Array.from({ length: 9 }, (_, index) =>
    today.plus({ days: index - 1 }),
  )
    .filter(day => days.includes(WEEKDAYS[day.weekday - 1]))
    .map(day => ({
      start: at(day, from).toMillis(),
      end: at(to > from ? day : day.plus({ days: 1 }), to).toMillis(),
    }));
}

function at(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute });
}
