import { type Reader, toInstant } from '@callboard/backend-database';
import {
  type Alternative as AlternativeView,
  isTerminal,
} from '@callboard/backstage-plugin-reservations-common';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import type { ClaimStore } from '../bookings/ClaimStore';
import {
  type Alternative,
  alternativesOf,
  type Displaced,
  searchedFor,
} from '../domain/alternatives';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { DAY_MS, type Interval } from '../domain/intervals';
import type { PartyAccess } from '../domain/policies';

export interface Stores {
  bookings: BookingStore;
  claims: ClaimStore;
}

/** A booking that holds time on a resource which is to be out of service then. */
export interface Affected {
  booking: BookingRecord;
  /**
   * `direct`: it books the resource or a part of it. `above`: it books what the
   * resource is part of, which stays bookable.
   */
  relation: 'direct' | 'above';
  /** Those of its resources that it cannot keep at its time. */
  hit: ReadonlySet<string>;
}

/** The bookings in the way, setup and teardown included, by start. */
export async function findAffected(
  db: Reader,
  { bookings, claims }: Stores,
  resource: ResourceFacts,
  time: Interval,
  inventory: Inventory,
): Promise<Affected[]> {
  const under = new Set(
    [resource, ...inventory.descendants(resource)].map(({ id }) => id),
  );
  const above = inventory.ancestors(resource).map(({ id }) => id);
  const held = await claims.listInWindow(
    db,
    [...under, ...above],
    time.start,
    time.end,
  );
  const byBooking = Map.groupBy(
    held.filter(({ whole }) => whole),
    ({ bookingId }) => bookingId,
  );
  const records = await bookings.getMany(db, [...byBooking.keys()]);
  return (
    records
      // What is only held for somebody on the waitlist ends within minutes.
      .filter(
        ({ status, holdOf }) => !isTerminal(status) && holdOf === undefined,
      )
      .map(booking => {
        const ids = byBooking.get(booking.id)!.map(one => one.resourceId);
        const direct = ids.filter(id => under.has(id));
        return {
          booking,
          relation:
            direct.length > 0 ? ('direct' as const) : ('above' as const),
          hit: new Set(direct.length > 0 ? direct : ids),
        };
      })
      .sort(
        (a, b) =>
          a.booking.startAt - b.booking.startAt ||
          (a.booking.id < b.booking.id ? -1 : 1),
      )
  );
}

/** Where one of them could go; nowhere, once it has begun. */
export async function findAlternatives(
  db: Reader,
  { claims }: Stores,
  { booking, hit }: Affected,
  options: { inventory: Inventory; now: number; parties?: PartyAccess[] },
): Promise<Alternative[]> {
  if (booking.status === 'active') {
    return [];
  }
  const { inventory, ...rest } = options;
  const displaced: Displaced = {
    ...rest,
    hit,
    booked: booking.resources.flatMap(({ id, units }) => {
      const resource = inventory.resource(id);
      return resource ? [{ resource, units }] : [];
    }),
    time: { start: booking.startAt, end: booking.endAt },
  };
  const held = await claims.listInWindow(
    db,
    searchedFor(displaced, inventory),
    booking.startAt - 15 * DAY_MS,
    booking.endAt + 29 * DAY_MS,
  );
  return alternativesOf(
    displaced,
    held.filter(({ bookingId }) => bookingId !== booking.id),
    inventory,
  );
}

export function alternativeView({
  resources,
  time,
  sameTime,
}: Alternative): AlternativeView {
  return {
    resourceRefs: resources.map(({ resource }) => resource.entityRef),
    start: toInstant(time.start),
    end: toInstant(time.end),
    sameTime,
  };
}
