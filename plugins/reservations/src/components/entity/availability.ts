import type { Availability } from '@callboard/backstage-plugin-reservations-common';

type Intervals = Availability['free'];

export interface AvailabilityNow {
  state: 'free' | 'taken' | 'out';
  /** Until when that holds; undefined where nothing ends it in the window. */
  until?: Date;
  /** When it is next free, where it is not free now. */
  nextFree?: Date;
  /** Units free now, of a pool. */
  unitsFree: number;
}

function time(instant: string): number {
  return new Date(instant).getTime();
}

function startOfRun(free: Intervals, index: number): number {
  const before = free[index - 1];
  return before && time(before.end) === time(free[index].start)
    ? startOfRun(free, index - 1)
    : index;
}

function endOfRun(free: Intervals, index: number): number {
  const after = free[index + 1];
  return after && time(after.start) === time(free[index].end)
    ? endOfRun(free, index + 1)
    : time(free[index].end);
}

/**
 * What an availability answer says about one instant. Touching free intervals
 * (of a pool with changing units) count as one stretch of being free.
 *
 * @param to - end of the window that was asked for; what lasts until then has no known end
 */
export function availabilityAt(
  availability: Pick<Availability, 'free' | 'status'>,
  now: Date,
  to: Date,
): AvailabilityNow {
  const free = [...availability.free]
    .filter(f => f.units > 0)
    .sort((a, b) => time(a.start) - time(b.start));
  if (availability.status !== 'active') {
    return { state: 'out', unitsFree: 0 };
  }
  const at = free.findIndex(
    f => time(f.start) <= now.getTime() && now.getTime() < time(f.end),
  );
  if (at >= 0) {
    const end = endOfRun(free, startOfRun(free, at));
    return {
      state: 'free',
      until: end < to.getTime() ? new Date(end) : undefined,
      unitsFree: free[at].units,
    };
  }
  const next = free.find(f => time(f.start) > now.getTime());
  const nextFree = next && new Date(next.start);
  return { state: 'taken', until: nextFree, nextFree, unitsFree: 0 };
}

export interface Segment {
  start: Date;
  end: Date;
  /** Share of the window before it and covered by it, in percent. */
  left: number;
  width: number;
  /** Share of the capacity taken, 0 to 1. */
  load: number;
}

/** The taken stretches of a window, for a bar that draws it. */
export function busySegments(
  availability: Pick<Availability, 'busy' | 'capacity'>,
  from: Date,
  to: Date,
): Segment[] {
  const length = to.getTime() - from.getTime();
  const capacity =
    availability.capacity === 'exclusive' ? 1 : availability.capacity;
  return availability.busy.flatMap(busy => {
    const start = Math.max(time(busy.start), from.getTime());
    const end = Math.min(time(busy.end), to.getTime());
    if (start >= end) {
      return [];
    }
    return [
      {
        start: new Date(start),
        end: new Date(end),
        left: (100 * (start - from.getTime())) / length,
        width: (100 * (end - start)) / length,
        load: Math.min(1, busy.units / capacity),
      },
    ];
  });
}

export interface MaintenanceSegment extends Omit<Segment, 'load'> {
  title: string;
}

/** The stretches of a window in which it is in maintenance. */
export function maintenanceSegments(
  { maintenance }: Pick<Availability, 'maintenance'>,
  from: Date,
  to: Date,
): MaintenanceSegment[] {
  const length = to.getTime() - from.getTime();
  return maintenance.flatMap(window => {
    const start = Math.max(time(window.from), from.getTime());
    const end = Math.min(time(window.until), to.getTime());
    return start >= end
      ? []
      : [
          {
            title: window.title,
            start: new Date(start),
            end: new Date(end),
            left: (100 * (start - from.getTime())) / length,
            width: (100 * (end - start)) / length,
          },
        ];
  });
}
