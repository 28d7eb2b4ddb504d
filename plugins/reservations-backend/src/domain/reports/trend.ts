import type { LocalDay } from './LocalHours';

const DAY_MS = 86_400_000;
const MOST_DAYS = 45;
const MOST_WEEKS = 200;

export type TrendStep = 'day' | 'week' | 'month';

export interface TrendPoint {
  /** Local date of its first day, `2027-03-15`; a week begins on a Monday. */
  date: string;
  /** Milliseconds times units. */
  used: number;
  capacity: number;
}

/** Use over time, in as many steps as a chart can show. */
export function trendOf(
  used: readonly LocalDay[],
  capacity: readonly LocalDay[],
): { step: TrendStep; points: TrendPoint[] } {
  const step = stepFor(used.length);
  const points = new Map<number, TrendPoint>();
  used.forEach(({ date, amount }, index) => {
    const first = firstDay(date, step);
    const point = points.get(first) ?? {
      date: new Date(first).toISOString().slice(0, 10),
      used: 0,
      capacity: 0,
    };
    point.used += amount;
    point.capacity += capacity[index].amount;
    points.set(first, point);
  });
  return { step, points: [...points.values()] };
}

function stepFor(days: number): TrendStep {
  if (days <= MOST_DAYS) return 'day';
  return days <= MOST_WEEKS ? 'week' : 'month';
}

function firstDay(date: number, step: TrendStep): number {
  const day = new Date(date);
  switch (step) {
    case 'week':
      return date - ((day.getUTCDay() + 6) % 7) * DAY_MS;
    case 'month':
      return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
    default:
      return date;
  }
}
