/**
 * What bookings should do, in the plainest words: no claims, no locks, no sweep,
 * nothing shared with the code it judges. Two bookings are in each other's way
 * when at some instant both hold the same exclusive resource, or one holds a
 * resource above one of the other's; on a pool, when the units add up to more
 * than there are.
 */
export interface ModelResource {
  name: string;
  parent?: string;
  /** Absent for an exclusive resource. */
  capacity?: number;
  status: 'active' | 'maintenance';
  archived: boolean;
  type: string;
  version: number;
}

/** A booking's hold on one of its resources, buffers included. */
export interface Hold {
  name: string;
  units: number;
  from: number;
  until: number;
}

/** What is known of the setup and teardown of one of its resources. */
export interface ModelBuffer {
  name: string;
  setup: number;
  teardown: number;
  setUp: boolean;
  teardownAt?: number;
}

export interface ModelBooking {
  id: string;
  version: number;
  status: 'confirmed' | 'active' | 'completed' | 'released' | 'cancelled';
  start: number;
  end: number;
  /** Empty once cancelled before it began. */
  holds: Hold[];
  buffers: ModelBuffer[];
  events: string[];
}

/** In the order in which they must be told at one instant. */
const KINDS = [
  'booking.ended',
  'booking.teardown_ended',
  'booking.setup_started',
  'booking.started',
];

export interface Told {
  id: string;
  type: string;
  at: number;
  late: boolean;
}

export type Outcome = 'ok' | 'input' | 'denied' | 'conflict' | 'stale';

export const MINUTE = 60_000;

export class BookingModel {
  readonly resources = new Map<string, ModelResource>();
  readonly types = new Map<string, { setup: number; teardown: number }>();
  readonly bookings = new Map<string, ModelBooking>();
  /** Since when the tree or a type is not what earlier bookings were made under. */
  disturbed = false;

  constructor(public now: number) {}

  above(name: string): string[] {
    const { parent } = this.resources.get(name)!;
    return parent ? [parent, ...this.above(parent)] : [];
  }

  isBelow(name: string, top: string): boolean {
    return name === top || this.above(name).includes(top);
  }

  /** Without what another of them contains. */
  reduce(names: string[]): string[] {
    return [...new Set(names)].filter(
      name => !this.above(name).some(one => names.includes(one)),
    );
  }

  holdsFor(
    names: string[],
    units: Record<string, number>,
    start: number,
    end: number,
    /** Setup that has taken place already stays what it was. */
    begun: Hold[] = [],
  ): Hold[] {
    return this.reduce(names).map(name => {
      const { setup, teardown } = this.types.get(
        this.resources.get(name)!.type,
      )!;
      return {
        name,
        units: units[name] ?? 1,
        from:
          begun.find(hold => hold.name === name)?.from ??
          start - setup * MINUTE,
        until: end + teardown * MINUTE,
      };
    });
  }

  /** The buffers that go with holds; of those already set up it is remembered. */
  buffersFor(
    holds: Hold[],
    booking: Pick<ModelBooking, 'start' | 'status'>,
    before: ModelBuffer[] = [],
  ): ModelBuffer[] {
    return holds.map(({ name }) => {
      const { type } = this.resources.get(name)!;
      const known = before.find(one => one.name === name);
      const active = booking.status === 'active';
      const { setup, teardown } = this.types.get(type)!;
      const minutes = active && known ? known.setup : setup;
      return {
        name,
        setup: minutes,
        teardown,
        setUp:
          (known?.setUp ?? false) &&
          (active || booking.start - minutes * MINUTE <= this.now),
      };
    });
  }

  /** Bookings in the way of `holds` at some instant from `since` on. */
  inTheWay(holds: Hold[], since: number, except?: string): Set<string> {
    const found = new Set<string>();
    const others = [...this.bookings.values()].filter(b => b.id !== except);
    for (const hold of holds) {
      const { capacity } = this.resources.get(hold.name)!;
      const instants = [hold, ...others.flatMap(other => other.holds)]
        .map(one => Math.max(one.from, hold.from, since))
        .filter(instant => instant < hold.until);
      for (const instant of instants) {
        const there = others.flatMap(({ id, holds: theirs }) =>
          theirs
            .filter(one => one.from <= instant && instant < one.until)
            .map(one => ({ id, ...one })),
        );
        there
          .filter(
            one =>
              this.above(one.name).includes(hold.name) ||
              this.above(hold.name).includes(one.name) ||
              (capacity === undefined && one.name === hold.name),
          )
          .forEach(one => found.add(one.id));
        const onPool = there.filter(
          one => capacity !== undefined && one.name === hold.name,
        );
        const taken = onPool.reduce((sum, one) => sum + one.units, 0);
        if (onPool.length > 0 && taken + hold.units > (capacity ?? 1)) {
          onPool.forEach(one => found.add(one.id));
        }
      }
    }
    return found;
  }

  /** What has to become of a wish to hold these; `either` where only the past clashes. */
  judge(wish: {
    names: string[];
    units: Record<string, number>;
    start: number;
    end: number;
    startChanged: boolean;
    except?: ModelBooking;
  }): Outcome | 'either' {
    const { names, units, start, end, startChanged, except } = wish;
    const kept = this.reduce(names);
    if (
      end <= start ||
      kept.some(
        name => (units[name] ?? 1) > (this.resources.get(name)!.capacity ?? 1),
      ) ||
      (startChanged && start < this.now - 5 * MINUTE) ||
      end <= this.now
    ) {
      return 'input';
    }
    const chain = kept.flatMap(name => [name, ...this.above(name)]);
    if (
      chain
        .map(name => this.resources.get(name)!)
        .some(one => one.archived || one.status !== 'active')
    ) {
      return 'denied';
    }
    const holds = this.holdsFor(
      names,
      units,
      start,
      end,
      except?.status === 'active' ? except.holds : [],
    );
    if (this.inTheWay(holds, this.now, except?.id).size > 0) {
      return 'conflict';
    }
    if (this.inTheWay(holds, -Infinity, except?.id).size > 0) {
      return this.disturbed ? 'either' : 'conflict';
    }
    return 'ok';
  }

  /** What begins and ends by now, in the order in which it must be told. */
  advance(now: number): Told[] {
    this.now = now;
    const told: Told[] = [];
    for (;;) {
      const [next] = [...this.bookings.values()]
        .flatMap(dueOf)
        .filter(({ at }) => at <= now)
        .sort((a, b) => a.at - b.at || rank(a.type) - rank(b.type));
      if (!next) {
        return told;
      }
      happen(this.bookings.get(next.id)!, next);
      told.push({ ...next, late: now - next.at > 5_000 });
    }
  }

  end(booking: ModelBooking, kind: 'cancel' | 'release'): Outcome {
    const { status } = booking;
    if (
      !['confirmed', 'active'].includes(status) ||
      (kind === 'release' && status !== 'active')
    ) {
      return 'conflict';
    }
    booking.version++;
    if (status === 'active') {
      const end = Math.min(booking.end, Math.max(this.now, booking.start + 1));
      const given = booking.end - end;
      booking.holds = booking.holds.map(hold => ({
        ...hold,
        until: hold.until - given,
      }));
      booking.end = end;
      tearDown(booking, end);
      booking.events.push('booking.ended');
    } else {
      booking.holds = booking.holds.flatMap(hold =>
        this.#givenBack(booking, hold),
      );
      booking.buffers = booking.buffers.map(one =>
        one.setUp
          ? { ...one, teardownAt: this.now + one.teardown * MINUTE }
          : one,
      );
      booking.events.push('booking.cancelled');
    }
    booking.status = kind === 'cancel' ? 'cancelled' : 'released';
    return 'ok';
  }

  /** What a booking that never began still holds, to tear down what was set up. */
  #givenBack(booking: ModelBooking, hold: Hold): Hold[] {
    const until = hold.until - (booking.end - this.now);
    const begun = booking.buffers.some(one => one.setUp);
    return begun && hold.from <= this.now && hold.from < until
      ? [{ ...hold, until }]
      : [];
  }

  /**
   * Whether `change` of a resource leaves room for every booking on it and
   * below; if not, it is undone, and those without room are told.
   */
  tryChange(
    name: string,
    change: Partial<ModelResource>,
  ): { misfits: Set<string> } {
    const resource = this.resources.get(name)!;
    const before = { ...resource };
    Object.assign(resource, change);
    const misfits = new Set<string>();
    for (const booking of this.bookings.values()) {
      const there = booking.holds.some(
        hold => this.isBelow(hold.name, name) && hold.until > this.now,
      );
      const tooMany = booking.holds.some(
        hold =>
          hold.until > this.now &&
          (hold.units > (this.resources.get(hold.name)!.capacity ?? 1) ||
            this.above(hold.name).some(
              one => this.resources.get(one)!.capacity !== undefined,
            )),
      );
      if (
        there &&
        (tooMany || this.inTheWay(booking.holds, this.now, booking.id).size > 0)
      ) {
        misfits.add(booking.id);
      }
    }
    if (misfits.size > 0) {
      Object.assign(resource, before, {
        parent: before.parent,
        capacity: before.capacity,
      });
      return { misfits };
    }
    this.#widen();
    this.disturbed = true;
    return { misfits };
  }

  /** Whoever holds a resource and one above it holds that for as long. */
  #widen() {
    for (const { holds } of this.bookings.values()) {
      for (const hold of holds) {
        const own = holds.filter(one => this.isBelow(one.name, hold.name));
        hold.from = Math.min(...own.map(one => one.from));
        hold.until = Math.max(...own.map(one => one.until));
      }
    }
  }
}

export function rank(type: string): number {
  return KINDS.indexOf(type);
}

function dueOf(booking: ModelBooking) {
  const { id, status, start, end, buffers } = booking;
  const due = (type: string, at: number) => ({ id, type, at });
  const setups = buffers
    .filter(one => one.setup > 0 && !one.setUp)
    .map(one => due('booking.setup_started', start - one.setup * MINUTE));
  return [
    ...(status === 'confirmed'
      ? [...setups, due('booking.started', start)]
      : []),
    ...(status === 'active' ? [due('booking.ended', end)] : []),
    ...buffers.flatMap(({ teardownAt }) =>
      teardownAt === undefined
        ? []
        : [due('booking.teardown_ended', teardownAt)],
    ),
  ];
}

function happen(booking: ModelBooking, { type, at }: Omit<Told, 'late'>) {
  booking.events.push(type);
  if (type === 'booking.setup_started') {
    booking.buffers = booking.buffers.map(one =>
      one.setup > 0 && booking.start - one.setup * MINUTE <= at
        ? { ...one, setUp: true }
        : one,
    );
  } else if (type === 'booking.teardown_ended') {
    booking.buffers = booking.buffers.map(one =>
      one.teardownAt === at ? { ...one, teardownAt: undefined } : one,
    );
  } else {
    booking.version++;
    booking.status = type === 'booking.started' ? 'active' : 'completed';
    if (booking.status === 'completed') {
      tearDown(booking, booking.end);
    }
  }
}

function tearDown(booking: ModelBooking, from: number) {
  booking.buffers = booking.buffers.map(one =>
    one.teardown > 0
      ? { ...one, teardownAt: from + one.teardown * MINUTE }
      : one,
  );
}
