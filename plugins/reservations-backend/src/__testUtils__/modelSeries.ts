import type { BookingModel, ModelBooking, Outcome, Wish } from './bookingModel';
import {
  admin,
  attempt,
  byRef,
  type Judged,
  NOTHING_TO_DO,
  toIso,
} from './modelAttempt';
import type { CommandTo } from './modelCommands';
import type { World } from './world';

const DAY = 86_400_000;

interface Side {
  world: World;
  model: BookingModel;
}

/** Books the same on so many days: all of them, or those that fit. */
export async function repeat(
  one: CommandTo<'repeat'>,
  { world, model, start, end }: Side & { start: number; end: number },
): Promise<Judged> {
  const pools = one.which.filter(
    of => model.resources.get(of)!.capacity !== undefined,
  );
  const units = Object.fromEntries(pools.map(of => [of, one.units]));
  const wishes = Array.from({ length: one.count }, (_, day): Wish => ({
    ...{ names: one.which, units, startChanged: true },
    ...{ start: start + day * DAY, end: end + day * DAY },
  }));
  const judged = wishes.map(wish => model.judge(wish));
  const { actual, result } = await attempt(() =>
    world.series.create(
      {
        ...world.booking(one.which, toIso(start), toIso(end), {
          units: byRef(units),
        }),
        recurrence: {
          rule: `FREQ=DAILY;COUNT=${one.count}`,
          onConflict: one.skip ? 'skip' : 'refuse',
        },
      },
      admin.actor,
      admin,
    ),
  );
  if (!result) {
    return { expected: expectedOf(judged, one.skip), actual };
  }
  const stored = await world.series.get(result.series.id);
  const made = new Map(stored.bookings.map(row => [row.startAt, row.id]));
  wishes.forEach((wish, nth) => {
    const id = made.get(wish.start);
    if (judged[nth] !== 'either') {
      expect(id !== undefined).toBe(judged[nth] === 'ok');
    }
    if (id !== undefined) {
      const booking = bookingOf(model, wish, id);
      const occurrenceAt = wish.start;
      const seriesId = result.series.id;
      model.bookings.set(id, { ...booking, seriesId, occurrenceAt });
    }
  });
  expect(made.size).toBe(result.booked);
  model.series.set(result.series.id, {
    places: wishes.map(wish => wish.start),
    length: end - start,
  });
  return { expected: expectedOf(judged, one.skip), actual };
}

function expectedOf(
  judged: (Outcome | 'either')[],
  skip: boolean,
): Outcome | 'either' {
  if (judged.includes('input')) {
    return 'input';
  }
  if (skip && judged.includes('ok')) {
    return 'ok';
  }
  const order = ['either', 'denied', 'conflict', 'ok'] as const;
  return order.find(one => judged.includes(one))!;
}

function bookingOf(model: BookingModel, wish: Wish, id: string): ModelBooking {
  const { names, units, start, end } = wish;
  const status = model.needsApproval(wish) ? 'pending' : 'confirmed';
  const holds = model.holdsFor(names, units, start, end);
  return {
    ...{ id, version: 1, status, start, end, holds },
    buffers: model.buffersFor(holds, { status, start }),
    events: ['booking.created'],
  };
}

/** Cancels what is to come of a series, or of it from one booking on. */
export async function endSeries(
  one: CommandTo<'endSeries'>,
  picked: ModelBooking | undefined,
  { world, model }: Side,
): Promise<Judged> {
  if (!picked) {
    return NOTHING_TO_DO;
  }
  const { seriesId, occurrenceAt = 0 } = picked;
  const { actual } = await attempt(async () =>
    world.series.cancel(
      {
        seriesId: seriesId!,
        part: one.part,
        booking:
          one.part === 'following'
            ? await world.bookings.get(picked.id)
            : undefined,
      },
      { permit: () => {} },
      admin,
    ),
  );
  const meant = [...model.bookings.values()].filter(
    booking =>
      booking.seriesId === seriesId &&
      ['pending', 'confirmed'].includes(booking.status) &&
      booking.start > model.now &&
      (one.part === 'all' || booking.occurrenceAt! >= occurrenceAt),
  );
  const itself =
    one.part === 'following' &&
    ['pending', 'confirmed', 'active'].includes(picked.status) &&
    !meant.includes(picked)
      ? [picked]
      : [];
  if (one.part === 'following' && meant.length > 0) {
    split(model, seriesId!, firstPlace(meant));
  }
  const ended = [...itself, ...meant];
  for (const booking of ended) {
    model.end(booking, 'cancel');
  }
  return { expected: ended.length > 0 ? 'ok' : 'conflict', actual };
}

/**
 * Gives what is to come of a daily series, or of it from one booking on, so many
 * days: who has one of them stays, who has none is cancelled, and days that the
 * series did not have before are booked.
 */
export async function changeRule(
  one: CommandTo<'changeRule'>,
  picked: ModelBooking | undefined,
  { world, model }: Side,
): Promise<Judged> {
  if (!picked) {
    return NOTHING_TO_DO;
  }
  const { seriesId = '', occurrenceAt = 0 } = picked;
  const follows = one.part === 'following';
  const { places, length } = model.series.get(seriesId)!;
  const meant = [...model.bookings.values()]
    .filter(
      booking =>
        booking.seriesId === seriesId &&
        places.includes(booking.occurrenceAt!) &&
        isToCome(booking, model) &&
        (!follows || booking.occurrenceAt! >= occurrenceAt),
    )
    .sort((x, y) => x.occurrenceAt! - y.occurrenceAt!);
  const { actual, result } = await attempt(async () =>
    world.series.changeRule(
      {
        seriesId,
        part: one.part,
        booking: follows ? await world.bookings.get(picked.id) : undefined,
      },
      {
        change: {
          recurrence: {
            rule: `FREQ=DAILY;COUNT=${one.count}`,
            onConflict: 'refuse',
          },
        },
        ifMatch: '*',
        permits: { change: () => {}, cancel: () => {} },
      },
      admin,
    ),
  );
  if (meant.length === 0 || (follows && !isToCome(picked, model))) {
    return { expected: 'conflict', actual };
  }
  const cut = firstPlace(meant);
  const days = Array.from({ length: one.count }, (_, nth) => cut + nth * DAY);
  const kept = meant.filter(({ occurrenceAt: at }) => days.includes(at!));
  const gone = meant.filter(booking => !kept.includes(booking));
  const { holds } = follows ? picked : meant[0];
  const wishes = days
    .filter(day => !places.includes(day) && day > model.now)
    .map((start): Wish => ({
      names: holds.map(({ name }) => name),
      units: Object.fromEntries(holds.map(({ name, units }) => [name, units])),
      ...{ start, end: start + length, startChanged: true },
    }));
  const judged = without(gone, () => wishes.map(wish => model.judge(wish)));
  if (!result) {
    return { expected: expectedOf(['ok', ...judged], false), actual };
  }
  for (const booking of gone) {
    model.end(booking, 'cancel');
  }
  const { id } = result.ruleOf;
  if (split(model, seriesId, cut)) {
    for (const booking of kept) {
      booking.seriesId = id;
      booking.version++;
      booking.events.push('booking.changed');
    }
  }
  model.series.set(id, { places: days, length });
  const stored = await world.series.get(id);
  for (const wish of wishes) {
    // A day that was left out once and comes back has its cancelled booking too.
    const made = stored.bookings.find(
      row => row.occurrenceAt === wish.start && !model.bookings.has(row.id),
    )!;
    model.bookings.set(made.id, {
      ...bookingOf(model, wish, made.id),
      ...{ seriesId: id, occurrenceAt: wish.start },
    });
  }
  expect(result.booked).toBe(wishes.length);
  return { expected: expectedOf(['ok', ...judged], false), actual };
}

function isToCome(
  { status, start, held }: ModelBooking,
  { now }: BookingModel,
): boolean {
  return ['pending', 'confirmed'].includes(status) && start > now && !held;
}

function firstPlace(bookings: ModelBooking[]): number {
  return Math.min(...bookings.map(({ occurrenceAt }) => occurrenceAt!));
}

/** What was before keeps its own rule, if anything was. */
function split(model: BookingModel, seriesId: string, cut: number): boolean {
  const series = model.series.get(seriesId)!;
  const before = series.places.filter(place => place < cut);
  if (before.length === 0) {
    return false;
  }
  model.series.set(seriesId, { ...series, places: before });
  return true;
}

/** As if these had been cancelled; what is set up keeps its time for the teardown. */
function without<T>(gone: ModelBooking[], look: () => T): T {
  const away = gone.filter(({ buffers }) => !buffers.some(one => one.setUp));
  const held = away.map(({ holds }) => holds);
  away.forEach(booking => (booking.holds = []));
  const seen = look();
  away.forEach((booking, nth) => (booking.holds = held[nth]));
  return seen;
}
