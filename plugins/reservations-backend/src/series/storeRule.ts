import { isDeepStrictEqual } from 'node:util';
import type { Writer } from '@callboard/backend-database';
import type { SkippedOccurrence } from '@callboard/backstage-plugin-reservations-common';
import { type Assessment, fits } from '../bookings/assess';
import type { BookingRecord } from '../bookings/BookingRecord';
import { ClaimConflict } from '../bookings/ClaimTransaction';
import { newBookingRecord, placeAndTime } from '../bookings/newBookingRecord';
import { endBooking } from '../bookings/operations/endBooking';
import { insertBookings } from '../bookings/operations/insertBookings';
import { standingOfChange } from '../bookings/operations/standingOfChange';
import { storeBookingChange } from '../bookings/operations/storeBookingChange';
import type { Inventory } from '../domain/Inventory';
import { lockSeries, type SeriesOptions } from './CurrentSeries';
import { placesInSeries } from './placesInSeries';
import { isSetUp, type RuleEdit, type RulePlace } from './planRule';
import { skippedOccurrence } from './skippedOccurrence';

/** What has become of a series under another rule. */
export interface ChangedRule {
  /** The booking that it was asked of, or else the first. */
  booking: BookingRecord;
  ruleOf: RuleEdit['after'];
  /** How many bookings were made. */
  booked: number;
  skipped: SkippedOccurrence[];
}

interface StoreOptions extends Pick<
  SeriesOptions,
  'database' | 'bookings' | 'claims' | 'series'
> {
  actor: string;
  inventory: Inventory;
  now: number;
  decided: ReadonlyMap<RulePlace, Assessment>;
}

/** Writes an edit whose locks are held and which is decided. */
export async function storeRule(
  tx: Writer,
  edit: RuleEdit,
  options: StoreOptions,
): Promise<ChangedRule> {
  const { bookings, claims, series, decided } = options;
  const { current, before, after } = edit;
  const refused = [...decided].filter(([, one]) => !fits(one));
  const gone = [...edit.gone, ...withoutRoom(refused)];
  const places = edit.places.filter(
    place => !refused.some(([one]) => one === place),
  );
  const kept = places.flatMap(place => place.kept?.seen ?? []);
  for (const id of [...gone, ...kept].map(one => one.id).sort()) {
    await bookings.lock(tx, id);
  }
  await lockSeries(tx, series, current.series);
  const ended = await endGone(tx, gone, options);
  // All of them before any comes: one may be moved to where its neighbour was.
  for (const place of decided.keys()) {
    if (place.kept) {
      await claims.deleteOf(tx, place.kept.seen.id);
    }
  }
  if (before) {
    await series.update(tx, before);
    await series.insert(tx, after);
  } else {
    await series.update(tx, after);
  }
  const stored = await storeKept(tx, places, after.id, options);
  const made = newBookings(edit, places, options);
  await insertBookings(tx, options, made);
  const all = [...stored, ...made.map(({ booking }) => booking), ...ended];
  return {
    booking: all.find(({ id }) => id === current.booking?.id) ?? all[0],
    ruleOf: after,
    booked: made.length,
    skipped: refused.map(([, assessment]) => skippedOccurrence(assessment)),
  };
}

/** The bookings that are to be left out because others have their new time. */
function withoutRoom(refused: [RulePlace, Assessment][]): BookingRecord[] {
  return refused.flatMap(([{ kept }, assessment]) => {
    if (kept && isSetUp(kept.seen)) {
      // It would keep time for its teardown, which was not looked at.
      throw new ClaimConflict(assessment);
    }
    return kept?.seen ?? [];
  });
}

async function endGone(
  tx: Writer,
  gone: BookingRecord[],
  { database, bookings, claims, inventory, actor }: StoreOptions,
): Promise<BookingRecord[]> {
  const placeOf = placesInSeries(gone);
  const ended: BookingRecord[] = [];
  for (const seen of gone) {
    ended.push(
      await endBooking(tx, {
        ...{ database, bookings, claims, seen, known: inventory, actor },
        ending: { kind: 'cancel', cause: placeOf(seen) },
      }),
    );
  }
  return ended;
}

/** Those that stay are told of only where anything of them is different. */
async function storeKept(
  tx: Writer,
  places: RulePlace[],
  seriesId: string,
  options: StoreOptions,
): Promise<BookingRecord[]> {
  const { series, now, decided } = options;
  const changes = places.flatMap(place => {
    const { kept, occurrence } = place;
    if (!kept) {
      return [];
    }
    const { seen, next } = kept;
    const assessment = decided.get(place);
    const fields = {
      ...next.fields,
      seriesId,
      occurrenceAt: occurrence.start,
      ...(assessment && {
        ...placeAndTime(assessment.plan),
        ...standingOfChange(seen, assessment),
      }),
    };
    const version = seen.version + 1;
    const wanted: BookingRecord = {
      ...seen,
      ...fields,
      version,
      updatedAt: now,
    };
    const isChanged =
      assessment !== undefined || !isSubset<BookingRecord>(fields, seen);
    return [{ seen, wanted, assessment, isChanged }];
  });
  const placeOf = placesInSeries(
    changes.filter(one => one.isChanged).map(({ wanted }) => wanted),
  );
  const stored: BookingRecord[] = [];
  for (const { seen, wanted, assessment, isChanged } of changes) {
    if (!isChanged) {
      stored.push(seen);
      continue;
    }
    const booking = await storeBookingChange(tx, {
      ...options,
      ...{ seen, wanted, planned: assessment?.plan.claims },
      cause: placeOf(wanted),
    });
    await series.assign(tx, booking);
    stored.push(booking);
  }
  return stored;
}

function isSubset<T extends object>(part: Partial<T>, whole: T): boolean {
  return Object.entries(part).every(([key, value]) =>
    isDeepStrictEqual(value, whole[key as keyof T]),
  );
}

function newBookings(
  { like, owner, after }: RuleEdit,
  places: RulePlace[],
  { decided, actor }: StoreOptions,
) {
  const { title = '', purpose, participants, project } = like.fields;
  const parameters = like.fields.parameters;
  return places.flatMap(place => {
    const assessment = decided.get(place);
    if (place.kept || !assessment) {
      return [];
    }
    const { timeZone } = after;
    const booking: BookingRecord = {
      ...newBookingRecord(
        { title, purpose, participants, project, parameters, timeZone },
        assessment,
        { owner, actor },
      ),
      seriesId: after.id,
      occurrenceAt: place.occurrence.start,
    };
    return [{ booking, claims: assessment.plan.claims }];
  });
}
