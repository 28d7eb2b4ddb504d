import { ConflictError } from '@backstage/errors';
import { toInstant } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import {
  type BookingChange,
  type NewRecurrence,
  parseRule,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import {
  applyBookingChange,
  type ChangedBooking,
} from '../bookings/operations/applyBookingChange';
import type { Inventory } from '../domain/Inventory';
import { DAY_MS } from '../domain/intervals';
import type { Occurrence, Recurrence } from '../domain/recurrence';
import type { CurrentSeries } from './CurrentSeries';
import { matchDays } from './matchDays';
import { bookingsToChange, newTimes } from './planChange';
import { expandAsked, naming } from './readRecurrence';
import { type SeriesRecord, storedRecurrence } from './SeriesRecord';
import { changeSeriesFrom, occurrencesByStart } from './splitSeries';

export type RuleChange = BookingChange & { recurrence: NewRecurrence };

/** An occurrence of the new rule, and the booking that stays there. */
export interface RulePlace {
  occurrence: Occurrence;
  /** Absent where a booking is to be made. */
  kept?: { seen: BookingRecord; next: ChangedBooking };
}

/** What another rule makes of a series. */
export interface RuleEdit {
  current: CurrentSeries;
  /** Whose the bookings are. */
  owner: string;
  /** What stays as it was; absent where all of it gets the rule. */
  before?: SeriesRecord;
  after: SeriesRecord;
  /** In order. */
  places: RulePlace[];
  /** The bookings that have no place in it. */
  gone: BookingRecord[];
  leftOut: Occurrence[];
  /** What new bookings are like, but for their time. */
  like: ChangedBooking;
}

/**
 * Puts the bookings that are meant into another rule, which begins where the
 * first of them has its place.
 *
 * A booking is a promise to people, with approvals, participants and what has
 * been prepared for it; so it stays the same booking where the new rule has its
 * day, and else where it has another day of its week. Only what finds no place
 * is cancelled, and only what nobody had is booked. What was moved by itself
 * keeps its time as long as its day is one of the rule's.
 *
 * Days on which the series has a place and nobody a booking to come (left out,
 * cancelled, handed on, taken when it was booked) stay out, unless the request
 * says itself what is left out. What is past is never booked.
 *
 * @throws ConflictError (409) where nothing is left to change,
 * InvalidFieldsError (400) naming the field of `recurrence`
 */
export function planRule(
  current: CurrentSeries,
  { recurrence, ...change }: RuleChange,
  inventory: Inventory,
): RuleEdit {
  const { series, booking, now } = current;
  const placeOf = occurrencesByStart(series);
  const meant = bookingsToChange(current, change).filter(one =>
    placeOf.has(one.occurrenceAt!),
  );
  if (meant.length === 0) {
    throw new ConflictError('Everything in this series has begun or is over');
  }
  const times = newTimes(current, change);
  const shift = times?.shift ?? 0;
  const cut = meant[0].occurrenceAt!;
  const like = applyBookingChange(
    meant.find(({ id }) => id === booking?.id) ?? meant[0],
    { ...change, start: undefined, end: undefined },
    inventory,
  );
  const asked = naming('recurrence/rule', (): Recurrence => ({
    rule: parseRule(recurrence.rule),
    exdates: [],
    timeZone: series.timeZone,
    localStart: placeOf.get(cut)!.localStart + shift,
    localLength: times?.length ?? series.localLength,
  }));
  const all = naming('recurrence/rule', () =>
    expandAsked(asked, like.input.resourceRefs.length),
  );

  const movedAlone = (seen: BookingRecord) => {
    const { start, end } = placeOf.get(seen.occurrenceAt!)!;
    const asksForTimes = seen.id === booking?.id && times !== undefined;
    return !asksForTimes && (seen.startAt !== start || seen.endAt !== end);
  };
  const dayOf = (seen: BookingRecord) =>
    dayNumber(placeOf.get(seen.occurrenceAt!)!.localStart + shift);
  const days = new Set(meant.map(dayOf));
  const empty = new Set(
    [...placeOf.values()]
      .filter(({ start }) => start >= cut)
      .map(({ localStart }) => dayNumber(localStart + shift))
      .filter(day => !days.has(day)),
  );
  const out = recurrence.exdates?.map(one => Date.parse(one));
  const isOut = (one: Occurrence) =>
    out ? out.includes(one.start) : empty.has(dayNumber(one.localStart));
  const wanted = all.filter(one => !isOut(one));
  const { pairs, left } = matchDays(
    meant.map(seen => ({
      seen,
      day: dayOf(seen),
      staysOnDay: movedAlone(seen),
    })),
    wanted.map(occurrence => ({
      occurrence,
      day: dayNumber(occurrence.localStart),
      isOpen: occurrence.start > now,
    })),
  );
  const places = wanted.flatMap((occurrence): RulePlace[] => {
    const seen = pairs.get(occurrence);
    if (!seen) {
      return occurrence.start > now ? [{ occurrence }] : [];
    }
    const moves = !movedAlone(seen) && isElsewhere(seen, occurrence);
    const own: BookingChange = {
      ...change,
      start: moves ? toInstant(occurrence.start) : undefined,
      end: moves ? toInstant(occurrence.end) : undefined,
    };
    const next = applyBookingChange(seen, own, inventory);
    return [{ occurrence, kept: { seen, next } }];
  });
  if (places.length === 0) {
    throw invalidField('recurrence/exdates', 'must leave something to book');
  }
  const had = new Set(places.map(({ occurrence }) => occurrence));
  const split = changeSeriesFrom(series, cut, undefined, now);
  return {
    current,
    owner: meant[0].owner,
    before: split.before,
    after: {
      ...split.after,
      ...storedRecurrence({
        ...asked,
        localStart: all[0].localStart,
        exdates: all.filter(one => !had.has(one)).map(({ start }) => start),
      }),
    },
    places,
    gone: left,
    leftOut: all.filter(one => !had.has(one) && one.start > now),
    like,
  };
}

/** It would keep its time for the teardown, were it cancelled. */
export function isSetUp({ resources }: BookingRecord): boolean {
  return resources.some(({ setUp }) => setUp);
}

function dayNumber(local: number): number {
  return Math.floor(local / DAY_MS);
}

function isElsewhere(
  { startAt, endAt }: BookingRecord,
  { start, end }: Occurrence,
): boolean {
  return startAt !== start || endAt !== end;
}
