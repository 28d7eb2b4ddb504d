import { readNow, type Writer } from '@callboard/backend-database';
import type { Assessment } from '../bookings/assess';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type By, type Caller, termsOf } from '../bookings/BookingsService';
import { placeAndTime } from '../bookings/newBookingRecord';
import { standingOfChange } from '../bookings/operations/standingOfChange';
import { storeBookingChange } from '../bookings/operations/storeBookingChange';
import type { Inventory } from '../domain/Inventory';
import { judgeEach } from '../externalPolicies';
import type { BookingPlan } from '../domain/planBooking';
import type { SeriesEdit } from './planChange';
import { lockSeries, type SeriesOptions } from './CurrentSeries';
import { placesInSeries } from './placesInSeries';

type Affected = SeriesEdit['affected'][number];

interface ChangeOptions extends SeriesOptions {
  known: Inventory;
  context: By;
  by?: Caller;
  planOf(one: Affected): (inventory: Inventory) => BookingPlan;
}

/**
 * Stores what an edit makes of a series and its bookings, in one transaction:
 * all of them or none. What takes other time or place is decided anew.
 */
export async function changeBookings(
  edit: SeriesEdit,
  options: ChangeOptions,
): Promise<BookingRecord> {
  const { database, transaction, freed, known, by } = options;
  const moving = edit.affected.filter(({ next }) => next.claimsChanged);
  const plans = moving.map(options.planOf);
  if (moving.length === 0) {
    return database.write(async tx =>
      store(tx, edit, options, known, await readNow(tx), new Map()),
    );
  }
  const resourceIds = new Set(
    moving.flatMap(({ seen }) => seen.resources.map(({ id }) => id)),
  );
  const waiting = await freed.expect(resourceIds);
  const [{ seen, next }] = moving;
  const plan = (inventory: Inventory) => plans.map(one => one(inventory));
  return transaction.run(
    {
      plan,
      waiting,
      verdictsEach: await judgeEach(
        options.external,
        plan,
        async () => known,
        index => ({
          operation: 'change',
          dryRun: false,
          by: options.context.actor,
          booking: { ...moving[index].seen, ...moving[index].next.fields },
        }),
      ),
      ...termsOf(by, seen.owner, next.fields.project),
      exceptBookings: moving.map(one => one.seen.id),
      alsoLock: [...resourceIds],
      startChanged: moving.some(one => one.next.startChanged),
    },
    async (tx, assessments) => {
      const decided = new Map(
        moving.map((one, index) => [one.seen.id, assessments[index]]),
      );
      const [first] = assessments;
      const booking = await store(
        tx,
        edit,
        options,
        first.plan.inventory,
        first.now,
        decided,
      );
      await freed.promote(tx, waiting);
      return booking;
    },
  );
}

async function store(
  tx: Writer,
  { current, changed, affected }: SeriesEdit,
  options: ChangeOptions,
  inventory: Inventory,
  now: number,
  decided: ReadonlyMap<string, Assessment>,
): Promise<BookingRecord> {
  const { bookings, claims, series, context } = options;
  const sorted = [...affected].sort((a, b) => (a.seen.id < b.seen.id ? -1 : 1));
  for (const { seen } of sorted) {
    await bookings.lock(tx, seen.id);
  }
  await lockSeries(tx, series, current.series);
  // All of them first: one may be moved to where its neighbour was.
  for (const id of decided.keys()) {
    await claims.deleteOf(tx, id);
  }
  const { before, after } = changed;
  if (before) {
    await series.update(tx, before);
    await series.insert(tx, after);
  } else {
    await series.update(tx, after);
  }
  const changes = affected.map(({ seen, next, occurrenceAt }) => {
    const assessment = decided.get(seen.id);
    const wanted: BookingRecord = {
      ...seen,
      ...next.fields,
      version: seen.version + 1,
      updatedAt: now,
      seriesId: after.id,
      occurrenceAt,
      ...(assessment && {
        ...placeAndTime(assessment.plan),
        ...standingOfChange(seen, assessment),
      }),
    };
    return { seen, wanted, assessment };
  });
  const placeOf = placesInSeries(changes.map(({ wanted }) => wanted));
  const stored: BookingRecord[] = [];
  for (const { seen, wanted, assessment } of changes) {
    const booking = await storeBookingChange(tx, {
      ...options,
      actor: context.actor,
      inventory,
      seen,
      wanted,
      planned: assessment?.plan.claims,
      cause: placeOf(wanted),
    });
    await series.assign(tx, booking);
    stored.push(booking);
  }
  return stored.find(({ id }) => id === current.booking?.id) ?? stored[0];
}
