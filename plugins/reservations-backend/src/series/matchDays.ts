import type { BookingRecord } from '../bookings/BookingRecord';
import type { Occurrence } from '../domain/recurrence';

interface OnDay {
  /** Days since 1970, by the calendar of the series. */
  day: number;
}

/** A booking, on the day of its place in the series. */
export interface DayHad extends OnDay {
  seen: BookingRecord;
  /** It cannot take another day. */
  staysOnDay: boolean;
}

/** An occurrence of the new rule. */
export interface DayWanted extends OnDay {
  occurrence: Occurrence;
  /** Whether a booking may still come there from another day. */
  isOpen: boolean;
}

/**
 * Which booking takes which occurrence: that of its own day, and else the first
 * that nobody has taken of its week (from Monday).
 */
export function matchDays(
  had: readonly DayHad[],
  wanted: readonly DayWanted[],
): { pairs: Map<Occurrence, BookingRecord>; left: BookingRecord[] } {
  const pairs = new Map<Occurrence, BookingRecord>();
  const byDay = new Map(wanted.map(one => [one.day, one.occurrence]));
  const others: DayHad[] = [];
  for (const one of had) {
    const occurrence = byDay.get(one.day);
    if (occurrence && !pairs.has(occurrence)) {
      pairs.set(occurrence, one.seen);
    } else {
      others.push(one);
    }
  }
  const left: BookingRecord[] = [];
  for (const one of others) {
    const free = one.staysOnDay
      ? undefined
      : wanted.find(
          ({ occurrence, day, isOpen }) =>
            isOpen && !pairs.has(occurrence) && weekOf(day) === weekOf(one.day),
        );
    if (free) {
      pairs.set(free.occurrence, one.seen);
    } else {
      left.push(one.seen);
    }
  }
  return { pairs, left };
}

/** The first day of 1970 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}
