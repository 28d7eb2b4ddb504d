import type {
  Availability,
  CalendarBooking,
  MaintenanceWindow,
  Resource,
  TakenTime,
} from '@callboard/backstage-plugin-reservations-common';
import { isTerminal } from '@callboard/backstage-plugin-reservations-common';
import { MINUTE_MS } from '@callboard/frontend-kit';

/*
 * Who has which resource when, worked out from what the calendar shows.
 *
 * A booking takes what it names, everything that is part of it, and, as far as
 * booking those as a whole goes, everything it is part of. So a booking of a node
 * stands as a bar on the node, and as a fainter one on its rack and cluster; a
 * booking of the cluster stands on the cluster, and fainter on each node. Of what
 * is not visible the server says only that it is taken.
 *
 * What is worked out for a resource is kept: scrolling draws rows that have been
 * seen before without counting anything again.
 */

export type BarKind =
  /** A booking of the resource itself. */
  | 'booking'
  /** A booking of something that this is part of. */
  | 'above'
  /** A booking of a part of this. */
  | 'part'
  /** Somebody has it, and that is all there is to know. */
  | 'taken'
  | 'maintenance';

export interface Bar {
  /** Of its row. */
  key: string;
  kind: BarKind;
  /** Epoch milliseconds, setup and teardown included. */
  from: number;
  until: number;
  /** Of the booking itself. */
  start: number;
  end: number;
  booking?: CalendarBooking;
  title?: string;
  /** Bookings of parts that this stands for; absent where it is one booking. */
  count?: number;
  /** Where bookings of a pool lie side by side. */
  lane: number;
  lanes: number;
}

export interface Gap {
  start: number;
  end: number;
  /** Units free, of a pool. */
  units?: number;
}

export interface ResourceTime {
  /** By start. */
  bars: Bar[];
  /** Free time in the window, by start. */
  gaps: Gap[];
}

export interface BoardFacts {
  window: { from: string; to: string };
  resources: readonly Resource[];
  bookings: readonly CalendarBooking[];
  taken: readonly TakenTime[];
  maintenance: readonly Pick<
    MaintenanceWindow,
    'id' | 'resourceRef' | 'from' | 'until' | 'title' | 'status'
  >[];
  /** Of pools: how many units are free when. */
  pools: ReadonlyMap<string, Availability>;
}

type Entry = Omit<Bar, 'lane' | 'lanes' | 'key'> & { id: string };

export class BoardTime {
  readonly #window: { from: number; to: number };
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #pools: BoardFacts['pools'];
  readonly #entries = new Map<string, Entry[]>();
  readonly #known = new Map<string, ResourceTime>();

  static create(facts: BoardFacts): BoardTime {
    return new BoardTime(facts);
  }

  private constructor(facts: BoardFacts) {
    this.#window = {
      from: Date.parse(facts.window.from),
      to: Date.parse(facts.window.to),
    };
    this.#resources = new Map(facts.resources.map(r => [r.entityRef, r]));
    this.#pools = facts.pools;
    const parts = Map.groupBy(
      facts.resources.filter(({ parentRef }) => parentRef),
      ({ parentRef }) => parentRef!,
    );
    const spread = (ref: string, entry: Omit<Entry, 'kind'>) => {
      for (const above of this.#above(ref)) {
        this.#add(above, { ...entry, kind: 'part' });
      }
      for (const below of partsOf(ref, parts)) {
        this.#add(below, { ...entry, kind: 'above' });
      }
    };
    for (const booking of facts.bookings) {
      if (isTerminal(booking.status)) continue;
      const entry = entryOf(booking);
      for (const ref of booking.resourceRefs) {
        this.#add(ref, { ...entry, kind: 'booking' });
        spread(ref, entry);
      }
    }
    for (const { resourceRef, start, end } of facts.taken) {
      this.#add(resourceRef, {
        ...spanOf(start, end),
        id: `taken-${start}`,
        kind: 'taken',
      });
    }
    for (const window of facts.maintenance) {
      if (window.status === 'ended' || window.status === 'cancelled') continue;
      const entry: Entry = {
        ...spanOf(window.from, window.until),
        id: window.id,
        title: window.title,
        kind: 'maintenance',
      };
      this.#add(window.resourceRef, entry);
      for (const below of partsOf(window.resourceRef, parts)) {
        this.#add(below, entry);
      }
    }
  }

  of(resourceRef: string): ResourceTime {
    const known = this.#known.get(resourceRef);
    if (known) {
      return known;
    }
    const entries = (this.#entries.get(resourceRef) ?? []).sort(
      (a, b) => a.from - b.from || a.until - b.until,
    );
    const time = {
      bars: inLanes(withPartsJoined(entries), this.#isPool(resourceRef)),
      gaps: this.#gapsOf(resourceRef, entries),
    };
    this.#known.set(resourceRef, time);
    return time;
  }

  #isPool(ref: string): boolean {
    return (this.#resources.get(ref)?.capacity ?? 'exclusive') !== 'exclusive';
  }

  /** Nothing is free of what is out of service, as a whole or in what it is part of. */
  #gapsOf(ref: string, entries: Entry[]): Gap[] {
    const chain = [ref, ...this.#above(ref)].map(one =>
      this.#resources.get(one),
    );
    if (chain.some(one => one && one.status !== 'active')) {
      return [];
    }
    if (this.#isPool(ref)) {
      return (this.#pools.get(ref)?.free ?? [])
        .filter(({ units }) => units > 0)
        .map(({ start, end, units }) => ({
          start: Date.parse(start),
          end: Date.parse(end),
          units,
        }));
    }
    const gaps: Gap[] = [];
    let free = this.#window.from;
    for (const { from, until } of entries) {
      if (from > free) {
        gaps.push({ start: free, end: Math.min(from, this.#window.to) });
      }
      free = Math.max(free, until);
    }
    if (free < this.#window.to) {
      gaps.push({ start: free, end: this.#window.to });
    }
    return gaps.filter(({ start, end }) => start < end);
  }

  #above(ref: string): string[] {
    const chain: string[] = [];
    let parent = this.#resources.get(ref)?.parentRef;
    while (parent && !chain.includes(parent)) {
      chain.push(parent);
      parent = this.#resources.get(parent)?.parentRef;
    }
    return chain;
  }

  #add(ref: string, entry: Entry): void {
    if (entry.until <= this.#window.from || entry.from >= this.#window.to) {
      return;
    }
    const own = this.#entries.get(ref);
    if (own) {
      own.push(entry);
    } else {
      this.#entries.set(ref, [entry]);
    }
  }
}

function entryOf(booking: CalendarBooking): Omit<Entry, 'kind'> {
  const start = Date.parse(booking.start);
  const end = Date.parse(booking.end);
  return {
    id: booking.id,
    start,
    end,
    from: start - booking.setupMinutes * MINUTE_MS,
    until: end + booking.teardownMinutes * MINUTE_MS,
    booking,
    title: booking.title,
  };
}

function spanOf(from: string, until: string) {
  const start = Date.parse(from);
  const end = Date.parse(until);
  return { start, end, from: start, until: end };
}

function partsOf(
  ref: string,
  parts: ReadonlyMap<string, readonly Resource[]>,
): string[] {
  const below: string[] = [];
  const waiting = [...(parts.get(ref) ?? [])];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    below.push(next.entityRef);
    waiting.push(...(parts.get(next.entityRef) ?? []));
  }
  return below;
}

/** Of a whole with many parts it matters when any is taken, not by how many. */
function withPartsJoined(entries: Entry[]): Entry[] {
  const joined: Entry[] = [];
  let last: Entry | undefined;
  for (const entry of entries) {
    if (entry.kind !== 'part') {
      joined.push(entry);
    } else if (last && entry.from < last.until) {
      last.until = Math.max(last.until, entry.until);
      last.start = Math.min(last.start, entry.start);
      last.end = Math.max(last.end, entry.end);
      last.count = (last.count ?? 1) + 1;
      last.booking = undefined;
    } else {
      last = { ...entry };
      joined.push(last);
    }
  }
  return joined;
}

/** Bookings of a pool at the same time lie side by side. */
function inLanes(entries: Entry[], isPool: boolean): Bar[] {
  const ends: number[] = [];
  const placed = entries.map(entry => {
    const free = isPool ? ends.findIndex(end => end <= entry.from) : 0;
    const lane = free < 0 ? ends.length : free;
    ends[lane] = entry.until;
    return { entry, lane };
  });
  return placed.map(({ entry: { id, ...entry }, lane }, index) => ({
    ...entry,
    key: `${index}-${id}`,
    lane,
    lanes: isPool ? ends.length : 1,
  }));
}

/** Those bars that touch what is shown; bars are by start. */
export function barsBetween(
  bars: readonly Bar[],
  from: number,
  to: number,
): Bar[] {
  return bars.filter(bar => bar.until > from && bar.from < to);
}

export interface NowAndNext {
  state: 'free' | 'taken' | 'out';
  /** When that ends; undefined where nothing ends it in the window. */
  until?: number;
  /** Free next, where it is not free now; and for how long. */
  next?: Gap;
  /** Units free now, of a pool. */
  units?: number;
}

/** What is free now, or next, and for how long; undefined outside of the window. */
export function nowAndNext(
  { gaps }: ResourceTime,
  now: number,
  window: { from: number; to: number },
  isOut: boolean,
): NowAndNext | undefined {
  if (isOut) {
    return { state: 'out' };
  }
  if (now < window.from || now >= window.to) {
    return undefined;
  }
  const current = gaps.findIndex(gap => gap.start <= now && now < gap.end);
  if (current >= 0) {
    const end = endOfRun(gaps, current);
    const { units } = gaps[current];
    return {
      state: 'free',
      units,
      until: end < window.to ? end : undefined,
    };
  }
  const index = gaps.findIndex(gap => gap.start > now);
  const next =
    index < 0 ? undefined : { ...gaps[index], end: endOfRun(gaps, index) };
  return { state: 'taken', until: next?.start, next };
}

/** Touching gaps, of a pool whose free units change, are one. */
function endOfRun(gaps: readonly Gap[], index: number): number {
  let last = index;
  while (gaps[last + 1]?.start === gaps[last].end) last += 1;
  return gaps[last].end;
}
