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
  /** Whether somebody has to approve bookings of it. */
  gated: boolean;
}

/** No booking of a resource, or of what is part of it, within it. */
export interface ModelWindow {
  id: string;
  name: string;
  from: number;
  until: number;
  over: boolean;
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
  status:
    | 'pending'
    | 'confirmed'
    | 'active'
    | 'completed'
    | 'released'
    | 'cancelled'
    | 'rejected'
    | 'expired';
  /** Held for somebody on the waitlist: no booking yet. */
  held?: boolean;
  seriesId?: string;
  /** When its series has it. */
  occurrenceAt?: number;
  start: number;
  end: number;
  /** Empty once cancelled before it began. */
  holds: Hold[];
  buffers: ModelBuffer[];
  events: string[];
}

/** In the order in which they must be told at one instant. */
const KINDS = [
  'booking.expired',
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

export interface Wish {
  names: string[];
  units: Record<string, number>;
  start: number;
  end: number;
  startChanged: boolean;
  /** What it is a change of. */
  except?: ModelBooking;
}

export type Outcome = 'ok' | 'input' | 'denied' | 'conflict' | 'stale';

export const MINUTE = 60_000;

export class BookingModel {
  readonly resources = new Map<string, ModelResource>();
  readonly types = new Map<string, { setup: number; teardown: number }>();
  readonly bookings = new Map<string, ModelBooking>();
  /** By id: the days that the rule has, also those that nobody has, and how long each is. */
  readonly series = new Map<string, { places: number[]; length: number }>();
  readonly windows: ModelWindow[] = [];
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

  /** Whether somebody has to approve what was not let in before. */
  needsApproval({ names, units, start, end, except }: Wish): boolean {
    const known =
      except !== undefined &&
      except.status !== 'pending' &&
      except.start <= start &&
      end <= except.end
        ? except.holds
        : [];
    return this.reduce(names)
      .filter(name => this.resources.get(name)!.gated)
      .some(
        name =>
          !known.some(
            hold => hold.name === name && hold.units >= (units[name] ?? 1),
          ),
      );
  }

  /** The windows in the way, buffers included. */
  #maintainedDuring({ names, start, end }: Wish): ModelWindow[] {
    return this.reduce(names).flatMap(name => {
      const type = this.types.get(this.resources.get(name)!.type)!;
      return this.windows.filter(
        window =>
          !window.over &&
          this.isBelow(name, window.name) &&
          window.from < end + type.teardown * MINUTE &&
          start - type.setup * MINUTE < window.until,
      );
    });
  }

  /** What has to become of a wish to hold these; `either` where only the past clashes. */
  judge(wish: Wish): Outcome | 'either' {
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
    const maintained = this.#maintainedDuring(wish);
    if (
      maintained.length > 0 ||
      (this.needsApproval(wish) &&
        (except?.status === 'active' || start <= this.now))
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
      if (next.type === 'booking.expired') {
        this.#giveUp(this.bookings.get(next.id)!, 'expired', next.type);
      } else {
        happen(this.bookings.get(next.id)!, next);
      }
      told.push({ ...next, late: now - next.at > 5_000 });
    }
  }

  /** Owners are told of what runs or is to come on what goes out of service. */
  tellAffected(name: string): void {
    for (const booking of this.bookings.values()) {
      const there = booking.holds.some(
        hold => this.isBelow(hold.name, name) && hold.until > this.now,
      );
      if (there && isAlive(booking)) {
        booking.events.push('booking.affected');
      }
    }
  }

  end(booking: ModelBooking, kind: 'cancel' | 'release' | 'reject'): Outcome {
    const { status } = booking;
    const from = {
      cancel: ['pending', 'confirmed', 'active'],
      release: ['active'],
      reject: ['pending'],
    };
    if (booking.held || !from[kind].includes(status)) {
      return 'conflict';
    }
    if (status !== 'active') {
      const rejected = kind === 'reject';
      this.#giveUp(
        booking,
        rejected ? 'rejected' : 'cancelled',
        rejected ? 'booking.rejected' : 'booking.cancelled',
      );
      return 'ok';
    }
    booking.version++;
    const end = Math.min(booking.end, Math.max(this.now, booking.start + 1));
    const given = booking.end - end;
    booking.holds = booking.holds.map(hold => ({
      ...hold,
      until: hold.until - given,
    }));
    booking.end = end;
    tearDown(booking, end);
    booking.events.push('booking.ended');
    booking.status = kind === 'cancel' ? 'cancelled' : 'released';
    return 'ok';
  }

  approve(booking: ModelBooking): Outcome {
    if (booking.held || booking.status !== 'pending') {
      return 'conflict';
    }
    booking.version++;
    booking.status = 'confirmed';
    booking.events.push('booking.confirmed');
    return 'ok';
  }

  /** It never began, and what was set up for it is torn down. */
  #giveUp(
    booking: ModelBooking,
    status: ModelBooking['status'],
    event: string,
  ): void {
    const from = Math.min(this.now, booking.end);
    booking.version++;
    booking.holds = booking.holds.flatMap(hold =>
      givenBack(booking, hold, from),
    );
    booking.buffers = booking.buffers.map(one =>
      one.setUp ? { ...one, teardownAt: from + one.teardown * MINUTE } : one,
    );
    booking.events.push(event);
    booking.status = status;
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
    const holds = [...this.bookings.values()].map(booking => ({
      booking,
      held: booking.holds,
    }));
    Object.assign(resource, change);
    this.#widen();
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
      holds.forEach(({ booking, held }) => (booking.holds = held));
      return { misfits };
    }
    this.disturbed = true;
    return { misfits };
  }

  /**
   * Whoever holds a resource and one above it holds that for as long; but not
   * what they have given back by now, while the other is still torn down.
   */
  #widen() {
    for (const booking of this.bookings.values()) {
      const ahead = booking.holds.filter(({ until }) => until > this.now);
      booking.holds = booking.holds.map(hold => {
        const own = ahead.includes(hold)
          ? ahead.filter(one => this.isBelow(one.name, hold.name))
          : [hold];
        return {
          ...hold,
          from: Math.min(...own.map(one => one.from)),
          until: Math.max(...own.map(one => one.until)),
        };
      });
    }
  }
}

/** What a booking that never began still holds, to tear down what was set up. */
function givenBack(booking: ModelBooking, hold: Hold, from: number): Hold[] {
  const until = hold.until - (booking.end - from);
  const begun = booking.buffers.some(one => one.setUp);
  return begun && hold.from <= from && hold.from < until
    ? [{ ...hold, until }]
    : [];
}

export function isAlive({ status, held }: ModelBooking): boolean {
  return !held && ['pending', 'confirmed', 'active'].includes(status);
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
    ...(status === 'pending' && !booking.held
      ? [due('booking.expired', start)]
      : []),
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
