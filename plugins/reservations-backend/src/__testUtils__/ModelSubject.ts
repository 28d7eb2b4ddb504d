import type { ResourceChange } from '@callboard/backstage-plugin-reservations-common';
import {
  BookingModel,
  isAlive,
  MINUTE,
  type ModelBooking,
  type Outcome,
  rank,
} from './bookingModel';
import {
  admin,
  attempt,
  byRef,
  type Judged,
  NOTHING_TO_DO,
  ref,
  toIso,
} from './modelAttempt';
import { expectSame, expectToMatch, readState, sizes } from './modelChecks';
import { buffered, type Command, names, places, SLOT } from './modelCommands';
import { endWindows, finishMaintenance, maintain } from './modelMaintenance';
import { changeRule, endSeries, repeat } from './modelSeries';
import { type StoredEntry, WaitlistModel } from './waitlistModel';
import { NOW, type World } from './world';

const keyOf = (one: { id: string; type: string; late: boolean }) =>
  `${one.id} ${one.type} ${one.late}`;

/** The services and the model side by side. */
export class Subject {
  readonly #world: World;
  readonly #model: BookingModel;
  readonly #ids: Map<string, string>;
  readonly #waitlist: WaitlistModel;

  private constructor(
    world: World,
    model: BookingModel,
    ids: Map<string, string>,
  ) {
    this.#world = world;
    this.#model = model;
    this.#ids = ids;
    this.#waitlist = new WaitlistModel(model);
  }

  static async begin(world: World): Promise<Subject> {
    await world.database.write(async tx => {
      for (const table of [
        'waitlist_entry',
        'claim',
        'booking',
        'series',
        'maintenance_window',
        'resource',
      ]) {
        await tx.knex(table).delete();
      }
      await tx.knex('inventory_ref').whereNot('id', world.site.id).delete();
      for (const table of ['outbox_event', 'outbox_head', 'outbox_aggregate']) {
        await tx.knex(table).delete();
      }
    });
    world.clock.now = Date.parse(NOW);
    const model = new BookingModel(world.clock.now);
    const ids = new Map<string, string>();
    for (const type of await world.rows('resource_type')) {
      ids.set(type.name, type.id);
    }
    await world.types.update(
      ids.get('buffered')!,
      { setupMinutes: 30, teardownMinutes: 60 },
      '*',
      admin,
    );
    model.types.set('plain', { setup: 0, teardown: 0 });
    model.types.set('buffered', { setup: 30, teardown: 60 });
    for (const one of names) {
      const { parent, capacity } = places[one] ?? {};
      const type = buffered.includes(one) ? 'buffered' : 'plain';
      const parentRef = parent && ref(parent);
      const gated = one === 'gated';
      const made = await world.resource(one, {
        ...{ type, capacity, parentRef },
        policies: gated ? { approval: { required: true } } : {},
      });
      ids.set(one, made.id);
      model.resources.set(one, {
        ...{ name: one, parent, capacity, type, version: 1 },
        ...{ status: 'active', archived: false, gated },
      });
    }
    return new Subject(world, model, ids);
  }

  async run(one: Command): Promise<void> {
    const before = await sizes(this.#world);
    const { expected, actual } = await this.#do(one);
    const told = `${JSON.stringify(one)}: ${actual}`;
    if (expected !== 'either') {
      expectSame(told, `${JSON.stringify(one)}: ${expected}`);
    }
    if (actual !== 'ok') {
      expectSame(await sizes(this.#world), before);
    }
    await this.#settle();
    expectToMatch(await readState(this.#world), this.#model, this.#ids);
  }

  /** What happens by itself: offers, and what lapses. */
  async #settle(): Promise<void> {
    await this.#world.maintenanceEngine.step();
    endWindows(this.#model);
    await this.#world.waitlistEngine.step();
    const stored = new Map<string, StoredEntry>(
      (await this.#world.rows('waitlist_entry')).map(row => [
        row.id,
        { status: row.status, bookingId: row.booking_id ?? undefined },
      ]),
    );
    this.#waitlist.settle(stored);
    expectSame(
      this.#waitlist.entries.map(({ id }) => [id, stored.get(id)?.status]),
      this.#waitlist.entries.map(({ id, status }) => [id, status]),
    );
  }

  async #do(one: Command): Promise<Judged> {
    switch (one.do) {
      case 'create':
        return this.#create(one);
      case 'move':
      case 'resize':
      case 'swap':
      case 'retitle':
        return this.#update(one);
      case 'cancel':
      case 'release':
      case 'reject':
        return this.#end(one);
      case 'approve':
        return this.#approve(one.nth);
      case 'repeat':
        return repeat(one, { ...this.#side, ...this.#times(one) });
      case 'endSeries':
        return endSeries(one, this.#pickOfSeries(one.nth), this.#side);
      case 'changeRule':
        return changeRule(one, this.#pickOfSeries(one.nth), this.#side);
      case 'maintain':
        return maintain(one, { ...this.#side, ...this.#times(one) });
      case 'finish':
        return finishMaintenance(one, this.#side);
      case 'join':
        return this.#join(one);
      case 'answer':
        return this.#answer(one);
      case 'advance':
        return this.#advance(one.minutes);
      case 'setup':
        return this.#setup(one.minutes);
      default:
        return this.#changeResource(one);
    }
  }

  #times({ slot, length }: { slot: number; length: number }) {
    const begin = (Math.ceil(this.#model.now / SLOT) + slot) * SLOT;
    return { start: begin, end: begin + length * SLOT };
  }

  #changedTime(
    one: Command & { do: 'move' | 'resize' | 'swap' | 'retitle' },
    booking: ModelBooking,
  ): { start?: number; end?: number } {
    switch (one.do) {
      case 'move':
        return this.#times(one);
      case 'resize':
        return { end: booking.start + one.length * SLOT };
      default:
        return {};
    }
  }

  get #side() {
    return { world: this.#world, model: this.#model };
  }

  #pickOfSeries(nth: number): ModelBooking | undefined {
    const all = [...this.#model.bookings.values()].filter(
      one => one.seriesId !== undefined,
    );
    return all.at(-1 - (nth % Math.max(1, all.length)));
  }

  #pick(nth: number): ModelBooking | undefined {
    const all = [...this.#model.bookings.values()];
    // Mostly one of the latest: they are the ones still alive.
    return all.at(-1 - (nth % Math.max(1, Math.min(all.length, 8))));
  }

  async #create(one: Command & { do: 'create' }) {
    const { start: from, end } = this.#times(one);
    const pools = one.which.filter(
      of => this.#model.resources.get(of)!.capacity !== undefined,
    );
    const wanted = Object.fromEntries(pools.map(of => [of, one.units]));
    const wish = { names: one.which, units: wanted, start: from, end };
    const asked = { ...wish, startChanged: true };
    const expected = this.#model.judge(asked);
    const input = this.#world.booking(one.which, toIso(from), toIso(end), {
      units: byRef(wanted),
    });
    const { actual, result } = await attempt(() =>
      this.#world.bookings.create(input, admin.actor, admin),
    );
    if (result) {
      const holds = this.#model.holdsFor(one.which, wanted, from, end);
      const status = this.#model.needsApproval(asked) ? 'pending' : 'confirmed';
      this.#model.bookings.set(result.id, {
        id: result.id,
        version: 1,
        status,
        start: from,
        end,
        holds,
        buffers: this.#model.buffersFor(holds, { status, start: from }),
        events: ['booking.created'],
      });
    }
    return { expected, actual };
  }

  async #update(one: Command & { do: 'move' | 'resize' | 'swap' | 'retitle' }) {
    const booking = this.#pick(one.nth);
    if (!booking) {
      return NOTHING_TO_DO;
    }
    const time = this.#changedTime(one, booking);
    const swapped = one.do === 'swap' ? one.which : undefined;
    const refs = swapped ?? booking.holds.map(hold => hold.name);
    const pools = refs.filter(
      of => this.#model.resources.get(of)!.capacity !== undefined,
    );
    const wanted = swapped
      ? Object.fromEntries(
          pools.map(of => [of, (one as { units: number }).units]),
        )
      : Object.fromEntries(booking.holds.map(hold => [hold.name, hold.units]));
    const wish = {
      names: refs,
      units: wanted,
      start: booking.start,
      end: booking.end,
      ...time,
    };
    const startChanged = wish.start !== booking.start;
    const claimsChanged =
      swapped !== undefined || startChanged || wish.end !== booking.end;
    const stale = one.do === 'move' && one.stale;
    const active = booking.status === 'active';
    const asked = { ...wish, startChanged, except: booking };
    const gated = this.#model.needsApproval(asked);
    const judge = (): Outcome | 'either' => {
      if (stale) {
        return 'stale';
      }
      if (!isAlive(booking)) {
        return 'conflict';
      }
      if (active && (startChanged || swapped)) {
        return 'input';
      }
      return claimsChanged ? this.#model.judge(asked) : 'ok';
    };
    const expected = judge();
    const { actual, result } = await attempt(() =>
      this.#world.bookings.update(
        booking.id,
        {
          title: 'Another title',
          ...('start' in time ? { start: toIso(wish.start) } : {}),
          ...('end' in time ? { end: toIso(wish.end) } : {}),
          ...(swapped
            ? { resourceRefs: swapped.map(ref), units: byRef(wanted) }
            : {}),
        },
        stale ? booking.version + 1 : booking.version,
        admin,
      ),
    );
    if (result) {
      booking.version++;
      booking.events.push('booking.changed');
      if (claimsChanged) {
        booking.holds = this.#model.holdsFor(
          refs,
          wanted,
          wish.start,
          wish.end,
          active ? booking.holds : [],
        );
        booking.start = wish.start;
        booking.end = wish.end;
        if (!active) {
          booking.status = gated ? 'pending' : 'confirmed';
        }
        const buffers = this.#model.buffersFor(
          booking.holds,
          booking,
          booking.buffers,
        );
        const undone = booking.buffers.some(
          was =>
            was.setUp &&
            !buffers.some(now => now.name === was.name && now.setUp),
        );
        booking.buffers = buffers;
        if (undone) {
          booking.events.push('booking.teardown_ended');
        }
      }
    }
    return { expected, actual };
  }

  async #end(one: Command & { do: 'cancel' | 'release' | 'reject' }) {
    const booking = this.#pick(one.nth);
    if (!booking) {
      return NOTHING_TO_DO;
    }
    const { actual } = await attempt(() =>
      this.#world.bookings.end(booking.id, { kind: one.do }, admin),
    );
    return { expected: this.#model.end(booking, one.do), actual };
  }

  async #approve(nth: number): Promise<Judged> {
    const booking = this.#pick(nth);
    if (!booking) {
      return NOTHING_TO_DO;
    }
    const { actual } = await attempt(() =>
      this.#world.bookings.approve(booking.id, undefined, admin),
    );
    return { expected: this.#model.approve(booking), actual };
  }

  async #join(one: Command & { do: 'join' }) {
    const { start, end } = this.#times(one);
    const { name, units } = one;
    const wish = { name, units, start, end };
    const expected = this.#waitlist.judgeJoining(wish);
    const { actual, result } = await attempt(() =>
      this.#world.waitlist.join(
        {
          resourceRef: ref(name),
          from: toIso(start),
          until: toIso(end),
          units,
          title: 'Waiting',
        },
        admin,
        // Nobody may wait for more than so many things at once.
        { owner: `user:default/waits-${this.#waitlist.entries.length}` },
      ),
    );
    if (result) {
      const { id } = result.entry;
      this.#waitlist.entries.push({ ...wish, id, status: 'waiting' });
    }
    return { expected, actual };
  }

  async #answer(one: Command & { do: 'answer' }) {
    const { entries } = this.#waitlist;
    const entry = entries.at(-1 - (one.nth % Math.max(1, entries.length)));
    if (!entry) {
      return NOTHING_TO_DO;
    }
    const expected = this.#waitlist.judgeAnswer(entry, one.how);
    const { actual } = await attempt<unknown>(() =>
      one.how === 'accept'
        ? this.#world.waitlist.accept(entry.id, admin, {})
        : this.#world.waitlist.leave(entry.id, one.how, admin),
    );
    if (actual === 'ok') {
      this.#waitlist.answer(entry, one.how);
    }
    return { expected, actual };
  }

  async #advance(minutes: number) {
    const before = await this.#world.events('booking');
    this.#world.clock.advance(minutes * MINUTE);
    await this.#world.lifecycle.step();
    const expected = this.#model.advance(this.#world.clock.now);
    const told = (await this.#world.events('booking'))
      .slice(before.length)
      .map(({ type, aggregate, data }) => ({
        id: aggregate.slice('booking:'.length),
        type,
        late: data.late === true,
      }));
    const left = [...expected];
    const order = told.map(one => {
      const nth = left.findIndex(other => keyOf(other) === keyOf(one));
      const [{ at, type } = { at: NaN, type: '' }] = left.splice(nth, 1);
      return `${new Date(at).toISOString()} ${rank(type)}`;
    });
    expectSame(order, [...order].sort());
    expectSame(told.map(keyOf).sort(), expected.map(keyOf).sort());
    return NOTHING_TO_DO;
  }

  async #setup(minutes: number) {
    const { actual } = await attempt(() =>
      this.#world.types.update(
        this.#ids.get('buffered')!,
        { setupMinutes: minutes },
        '*',
        admin,
      ),
    );
    this.#model.types.get('buffered')!.setup = minutes;
    this.#model.disturbed = true;
    return { expected: 'ok' as const, actual };
  }

  async #changeResource(
    one: Command & { do: 'status' | 'reparent' | 'capacity' | 'archive' },
  ) {
    const of = one.do === 'archive' ? one.nth : one.name;
    if (of === undefined) {
      return NOTHING_TO_DO;
    }
    const { resources } = this.#model;
    const resource = resources.get(of)!;
    const id = this.#ids.get(of)!;
    const children = [...resources.values()].filter(r => r.parent === of);
    const update = (change: ResourceChange) =>
      attempt(() =>
        this.#world.resources.update(id, change, resource.version, admin),
      );
    if (one.do === 'archive') {
      const { actual } = await attempt(() =>
        this.#world.resources.archive(id, admin),
      );
      if (!resource.archived && children.some(child => !child.archived)) {
        return { expected: 'conflict' as const, actual };
      }
      resource.version += resource.archived ? 0 : 1;
      resource.archived = true;
      return { expected: 'ok' as const, actual };
    }
    if (one.do === 'status') {
      const { actual } = await update({ status: one.status });
      if (resource.status === 'active' && one.status !== 'active') {
        this.#model.tellAffected(of);
      }
      resource.version++;
      resource.status = one.status;
      return { expected: 'ok' as const, actual };
    }
    const parent = one.do === 'reparent' ? one.parent : undefined;
    const impossible =
      one.do === 'capacity'
        ? one.capacity !== undefined && children.some(r => !r.archived)
        : parent !== undefined &&
          (this.#model.isBelow(parent, of) ||
            resources.get(parent)!.archived ||
            resources.get(parent)!.capacity !== undefined);
    const { actual, error } = await update(
      one.do === 'reparent'
        ? { parentRef: parent === undefined ? null : ref(parent) }
        : { capacity: one.capacity ?? 'exclusive' },
    );
    if (impossible) {
      return { expected: 'input' as const, actual };
    }
    const { misfits } = this.#model.tryChange(
      of,
      one.do === 'reparent' ? { parent } : { capacity: one.capacity },
    );
    if (misfits.size > 0) {
      const listed = (
        error as { details?: { conflicts: { bookingId: string }[] } }
      ).details?.conflicts.map(conflict => conflict.bookingId);
      expectSame(new Set(listed), misfits);
      return { expected: 'conflict' as const, actual };
    }
    resource.version++;
    return { expected: 'ok' as const, actual };
  }
}
