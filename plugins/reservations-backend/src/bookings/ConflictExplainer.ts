import type {
  Conflict,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import { type Database, toInstant } from '@callboard/backend-database';
import {
  allowedSlots,
  nearestStarts,
  type SlotDemand,
  startIntervals,
} from '../domain/availability';
import type { HeldClaim } from '../domain/claims';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { DAY_MS, overlaps } from '../domain/intervals';
import { timeFormat } from '../domain/timeFormat';
import { SlotTakenError } from '../errors';
import type { BookingRecord } from './BookingRecord';
import type { BookingStore } from './BookingStore';
import type { ClaimStore } from './ClaimStore';
import type { Assessment } from './assess';
import { SingleFlight } from './SingleFlight';

/** What the caller may hear. */
export interface Viewer {
  sees(booking: BookingRecord): boolean;
  mayBook(resource: ResourceFacts): boolean;
}

const SEARCH_BACK_MS = 2 * DAY_MS;
const SEARCH_AHEAD_MS = 14 * DAY_MS;
const MAX_SUGGESTIONS = 5;
const MAX_OWN_SUGGESTIONS = 3;
const MAX_EQUIVALENTS = 30;
const MAX_CONFLICTS = 20;

const CAUSES = {
  setup: 'setup of another booking',
  teardown: 'teardown of another booking',
  hold: 'held for somebody on the waitlist',
};

/**
 * Says what is in the way of a booking and where there is room instead: on the
 * same resources, then on others of the same type and site. Computed after the
 * transaction has been rolled back, and once for all who ask the same at the
 * same time.
 */
export class ConflictExplainer {
  readonly #database: Database;
  readonly #bookings: BookingStore;
  readonly #claims: ClaimStore;
  readonly #found = SingleFlight.create<BookingRecord[]>();
  readonly #searched = SingleFlight.create<Slot[]>();

  private constructor(options: {
    database: Database;
    bookings: BookingStore;
    claims: ClaimStore;
  }) {
    this.#database = options.database;
    this.#bookings = options.bookings;
    this.#claims = options.claims;
  }

  static create(options: {
    database: Database;
    bookings: BookingStore;
    claims: ClaimStore;
  }): ConflictExplainer {
    return new ConflictExplainer(options);
  }

  async explain(
    assessment: Assessment,
    viewer: Viewer,
  ): Promise<SlotTakenError> {
    const [conflicts, suggestions] = await Promise.all([
      this.conflicts(assessment, viewer),
      this.suggestions(assessment, viewer),
    ]);
    return new SlotTakenError(sentence(conflicts, assessment.plan.inventory), {
      conflicts,
      suggestions,
    });
  }

  async conflicts(
    { plan, conflicts }: Assessment,
    viewer: Viewer,
  ): Promise<Conflict[]> {
    const told = [...conflicts]
      .sort((a, b) => a.from - b.from || (a.bookingId < b.bookingId ? -1 : 1))
      .slice(0, MAX_CONFLICTS);
    const ids = [...new Set(told.map(claim => claim.bookingId))].sort();
    if (ids.length === 0) {
      return [];
    }
    const bookings = await this.#found.do(ids.join(), () =>
      this.#database.read(db => this.#bookings.getMany(db, ids)),
    );
    const byId = new Map(bookings.map(booking => [booking.id, booking]));
    return told.map(claim => {
      const booking = byId.get(claim.bookingId);
      const resource = plan.inventory.resource(claim.resourceId);
      const asked = plan.claims.find(c => c.resourceId === claim.resourceId);
      return {
        resourceRef: resource?.entityRef ?? claim.resourceId,
        ...occupation(
          claim,
          booking,
          asked ? { start: asked.from, end: asked.until } : plan.time,
        ),
        ...(booking?.holdOf ? { kind: 'hold' as const } : {}),
        ...(booking && !booking.holdOf && viewer.sees(booking)
          ? {
              bookingId: booking.id,
              title: booking.title,
              owner: booking.owner,
            }
          : {}),
      };
    });
  }

  /** The nearest free slots, nearest first, the same resources before others. */
  async suggestions(assessment: Assessment, viewer: Viewer): Promise<Slot[]> {
    const { plan, now, terms } = assessment;
    const equivalents = equivalentResources(plan.booked, plan.inventory).filter(
      resource => viewer.mayBook(resource),
    );
    const key = JSON.stringify([
      plan.inventory.revision,
      plan.time,
      plan.booked.map(({ resource, units }) => [resource.id, units]),
      equivalents.map(resource => resource.id),
      [...plan.booked.map(one => one.resource), ...equivalents].map(resource =>
        terms.parties?.map(party => party.times(resource)),
      ),
    ]);
    return this.#searched.do(key, () =>
      this.#search(assessment, equivalents, now),
    );
  }

  async #search(
    { plan, terms: { parties } }: Assessment,
    equivalents: ResourceFacts[],
    now: number,
  ): Promise<Slot[]> {
    const { inventory, time, booked } = plan;
    const window = {
      start: Math.max(now, time.start - SEARCH_BACK_MS),
      end: Math.max(now, time.start) + SEARCH_AHEAD_MS,
    };
    const everything = [...booked.map(b => b.resource), ...equivalents];
    const ids = new Set(
      everything.flatMap(r => [r.id, ...inventory.ancestors(r).map(a => a.id)]),
    );
    const claims = await this.#database.read(db =>
      this.#claims.listInWindow(
        db,
        [...ids],
        window.start - DAY_MS * 14,
        window.end + (time.end - time.start) + DAY_MS * 14,
      ),
    );
    const demandFor = (resources: SlotDemand['resources']): SlotDemand => ({
      resources,
      lengthMs: time.end - time.start,
      window,
      now,
      parties,
    });
    const slotsFor = (resources: SlotDemand['resources'], count: number) => {
      const demand = demandFor(resources);
      const starts = nearestStarts(
        startIntervals(demand, claims, inventory),
        time.start,
        count * 3,
      );
      return allowedSlots(starts, demand, inventory).slice(0, count);
    };
    const own = slotsFor(booked, MAX_OWN_SUGGESTIONS);
    const distance = (slot: Slot) =>
      Math.abs(Date.parse(slot.start) - time.start);
    const elsewhere = equivalents
      .flatMap(resource => slotsFor([{ resource, units: booked[0].units }], 1))
      .sort((a, b) => distance(a) - distance(b));
    return [...own, ...elsewhere].slice(0, MAX_SUGGESTIONS);
  }
}

/** Others of the same type and site; only one resource can be replaced by one. */
function equivalentResources(
  booked: { resource: ResourceFacts; units: number }[],
  inventory: Inventory,
): ResourceFacts[] {
  if (booked.length !== 1) {
    return [];
  }
  const [{ resource, units }] = booked;
  return [...inventory.resources()]
    .filter(
      other =>
        other !== resource &&
        other.type === resource.type &&
        other.site === resource.site &&
        !other.archived &&
        (other.capacity ?? 1) >= units,
    )
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .slice(0, MAX_EQUIVALENTS);
}

/** Which part of the other booking takes the time that was asked for. */
function occupation(
  claim: HeldClaim,
  booking: BookingRecord | undefined,
  asked: { start: number; end: number },
): Pick<Conflict, 'kind' | 'start' | 'end'> {
  const core = {
    start: booking?.startAt ?? claim.from,
    end: booking?.endAt ?? claim.until,
  };
  if (overlaps(asked, core)) {
    return {
      kind: 'booking',
      start: toInstant(core.start),
      end: toInstant(core.end),
    };
  }
  return asked.end <= core.start
    ? {
        kind: 'setup',
        start: toInstant(claim.from),
        end: toInstant(core.start),
      }
    : {
        kind: 'teardown',
        start: toInstant(core.end),
        end: toInstant(claim.until),
      };
}

function sentence(conflicts: Conflict[], inventory: Inventory): string {
  const [first, ...others] = conflicts;
  if (!first) {
    return 'The time is taken';
  }
  const resource = inventory.resourceByRef(first.resourceRef);
  const time = timeFormat('en-GB', {
    timeZone: resource?.site.timeZone ?? 'UTC',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(Date.parse(first.start), Date.parse(first.end));
  const cause = first.kind === 'booking' ? '' : ` (${CAUSES[first.kind]})`;
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return `${resource?.title ?? 'It'} is taken ${time}${cause}${more}`;
}
