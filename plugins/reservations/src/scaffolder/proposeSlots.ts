import type { Availability } from '@callboard/backstage-plugin-reservations-common';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const GRID_MS = 15 * MINUTE_MS;

/** RFC 3339 instants. */
export interface TimeSpan {
  start: string;
  end: string;
}

interface Gap {
  from: number;
  to: number;
}

/** Free stretches, those that touch joined. */
function gaps(free: Availability['free']): Gap[] {
  const sorted = free
    .filter(f => f.units > 0)
    .map(f => ({ from: Date.parse(f.start), to: Date.parse(f.end) }))
    .sort((a, b) => a.from - b.from);
  const joined: Gap[] = [];
  for (const gap of sorted) {
    const last = joined.at(-1);
    if (last && gap.from <= last.to) {
      last.to = Math.max(last.to, gap.to);
    } else {
      joined.push({ ...gap });
    }
  }
  return joined;
}

/**
 * Slots of one length to choose from: in each free stretch the earliest, then
 * the same time on the days after, while the stretch lasts. They start on a
 * quarter of an hour, and leave room for setup and teardown.
 */
export function proposeSlots(
  availability: Pick<Availability, 'free'>,
  options: {
    minutes: number;
    now: Date;
    setupMinutes?: number;
    teardownMinutes?: number;
    count?: number;
  },
): TimeSpan[] {
  const { minutes, now, count = 6 } = options;
  const length = minutes * MINUTE_MS;
  const setup = (options.setupMinutes ?? 0) * MINUTE_MS;
  const teardown = (options.teardownMinutes ?? 0) * MINUTE_MS;
  const starts = gaps(availability.free).flatMap(gap => {
    const earliest = Math.max(gap.from, now.getTime()) + setup;
    const found: number[] = [];
    let start = Math.ceil(earliest / GRID_MS) * GRID_MS;
    while (start + length + teardown <= gap.to && found.length < count) {
      found.push(start);
      start += DAY_MS;
    }
    return found;
  });
  return starts
    .sort((a, b) => a - b)
    .slice(0, count)
    .map(start => ({
      start: new Date(start).toISOString(),
      end: new Date(start + length).toISOString(),
    }));
}

/** Whether both are instants, the end after the start. */
export function isSpan(span: Partial<TimeSpan> | undefined): span is TimeSpan {
  const start = Date.parse(span?.start ?? '');
  const end = Date.parse(span?.end ?? '');
  return start < end;
}
