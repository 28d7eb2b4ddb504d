import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { DateTime } from 'luxon';
import type { BookingRecord } from '../bookings/BookingRecord';
import {
  findConflicts,
  type HeldClaim,
  planClaims,
  type PlannedClaim,
} from '../domain/claims';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { DAY_MS, type Interval, MINUTE_MS } from '../domain/intervals';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import { approval } from '../domain/policies/approval';
import { standingConfirmed, standingOf } from '../domain/standing';
import type { UsagePattern } from './demoFile';
import type { Random } from './seededRandom';

const HISTORY_DAYS = 60;
const FUTURE_DAYS = 45;
const HOUR_MS = 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;

/** A booking with the claims that it still holds. */
export interface DemoBooking {
  booking: BookingRecord;
  claims: PlannedClaim[];
  /** Until when it was to last, where it was released before. */
  plannedEnd?: number;
}

/** What somebody would like to book. */
interface Wish {
  resource: ResourceFacts;
  time: Interval;
  units: number;
  title: string;
  owner: string;
  participants: string[];
  parameters: JsonObject;
  /** Code of what it is charged to. */
  project?: string;
  /** It waits for the approval that its type asks for. */
  pending?: boolean;
  /** How likely it is that nobody came. */
  noShows?: number;
}

/** Everybody's bookings, entered as long as there is room for them. */
export class Diary {
  readonly bookings: DemoBooking[] = [];
  readonly #taken = new Map<string, HeldClaim[]>();
  readonly #days = new Map<string, DateTime[]>();
  readonly #inventory: Inventory;
  readonly #now: number;
  readonly #random: Random;

  static create(inventory: Inventory, now: number, random: Random): Diary {
    return new Diary(inventory, now, random);
  }

  private constructor(inventory: Inventory, now: number, random: Random) {
    this.#inventory = inventory;
    this.#now = now;
    this.#random = random;
  }

  /** Day by day, as often as the pattern says; what does not fit is left out. */
  use(resource: ResourceFacts, pattern: UsagePattern): void {
    const random = this.#random;
    const perDay = pattern.perWeek / (pattern.weekends ? 7 : 5);
    for (const date of this.#daysIn(resource.site.timeZone)) {
      const works = pattern.weekends || date.weekday <= 5;
      if (!works || random.next() >= perDay) {
        continue;
      }
      const [first, last] = pattern.between;
      const start = date.set({ hour: random.between(first, last) }).toMillis();
      const owner = random.pick(pattern.people);
      const guest = random.pick(pattern.people);
      this.enter({
        resource,
        time: { start, end: start + random.pick(pattern.hours) * HOUR_MS },
        units: random.pick(pattern.units),
        title: random.pick(pattern.titles),
        owner,
        participants: guest !== owner && random.next() < 0.3 ? [guest] : [],
        parameters: random.pick(pattern.parameters),
        project: pattern.project?.people.includes(owner)
          ? pattern.project.code
          : undefined,
        noShows: pattern.noShows,
      });
    }
  }

  enter(wish: Wish): void {
    const { resource, time, units } = wish;
    const chain = [resource, ...this.#inventory.ancestors(resource)];
    if (
      chain.some(one => one.status !== 'active') &&
      time.end > this.#now - 2 * DAY_MS
    ) {
      return;
    }
    const plan = planBooking(
      {
        resourceRefs: [resource.entityRef],
        units: { [resource.entityRef]: units },
        time,
      },
      this.#inventory,
    );
    if (!this.#isFree(plan)) {
      return;
    }
    const status = wish.pending
      ? 'pending'
      : this.#statusOf(time, wish.noShows);
    const end =
      status === 'released'
        ? time.start + quarters((time.end - time.start) * 0.6)
        : time.end;
    const claims =
      status === 'cancelled' || status === 'no_show'
        ? []
        : planClaims(plan.booked, { ...time, end }, this.#inventory);
    const booking = this.#record(wish, plan, status, end);
    for (const claim of claims) {
      const taken = this.#taken.get(claim.resourceId) ?? [];
      taken.push({ ...claim, bookingId: booking.id });
      this.#taken.set(claim.resourceId, taken);
    }
    this.bookings.push({
      booking,
      // Spent ones hold nothing; a teardown that is under way does.
      claims: claims.filter(claim => claim.until > this.#now),
      ...(end < time.end ? { plannedEnd: time.end } : {}),
    });
  }

  #daysIn(zone: string): DateTime[] {
    let days = this.#days.get(zone);
    if (!days) {
      const today = DateTime.fromMillis(this.#now, { zone }).startOf('day');
      days = Array.from({ length: HISTORY_DAYS + FUTURE_DAYS }, (_, day) =>
        today.plus({ days: day - HISTORY_DAYS }),
      );
      this.#days.set(zone, days);
    }
    return days;
  }

  #isFree(plan: BookingPlan): boolean {
    return plan.claims.every(
      claim =>
        findConflicts(
          [claim],
          this.#taken.get(claim.resourceId) ?? [],
          id => this.#inventory.resource(id)?.capacity,
        ).length === 0,
    );
  }

  #statusOf({ start, end }: Interval, noShows = 0): BookingStatus {
    const now = this.#now;
    const luck = this.#random.next();
    if (start > now) {
      return luck < 0.04 && start > now + DAY_MS ? 'cancelled' : 'confirmed';
    }
    if (end > now) {
      return 'active';
    }
    if (luck < 0.08) {
      return 'cancelled';
    }
    if (luck < 0.18) {
      return 'released';
    }
    return luck < 0.18 + noShows ? 'no_show' : 'completed';
  }

  #isSetUp(status: BookingStatus, start: number, minutes: number): boolean {
    const holds = status === 'confirmed' || status === 'active';
    return holds && minutes > 0 && start - minutes * MINUTE_MS <= this.#now;
  }

  /** What it waits for: an approval, a check-in, the night. */
  #standing(
    { resource, time }: Wish,
    status: BookingStatus,
    askedAt: number,
  ): Partial<BookingRecord> {
    const about = { resources: [resource], time, now: this.#now };
    switch (status) {
      case 'pending':
        return standingOf({
          ...about,
          now: askedAt,
          verdicts: approval({
            ...about,
            inventory: this.#inventory,
            startChanged: true,
          }),
        });
      case 'confirmed':
        return standingConfirmed(about);
      case 'active':
        return standingConfirmed({
          ...about,
          before: { status, startAt: time.start },
        });
      default:
        return {};
    }
  }

  #record(
    wish: Wish,
    plan: BookingPlan,
    status: BookingStatus,
    end: number,
  ): BookingRecord {
    const random = this.#random;
    const { start } = wish.time;
    const createdAt = wish.pending
      ? this.#now - 3 * HOUR_MS
      : Math.min(
          start - random.between(2, 14 * 24) * HOUR_MS,
          this.#now - random.between(1, 72) * HOUR_MS,
        );
    return {
      id: randomUUID(),
      title: wish.title,
      startAt: start,
      endAt: end,
      timeZone: wish.resource.site.timeZone,
      status,
      statusReason: status === 'cancelled' ? 'Plans have changed' : undefined,
      owner: wish.owner,
      bookedBy: wish.owner,
      transferred: false,
      setupMinutes: wish.resource.type.setupMinutes,
      teardownMinutes: wish.resource.type.teardownMinutes,
      siteId: wish.resource.site.id,
      multiSite: false,
      resources: plan.booked.map(({ resource, ...booked }) => ({
        id: resource.id,
        ...booked,
        ...(this.#isSetUp(status, start, booked.setupMinutes)
          ? { setUp: true }
          : {}),
      })),
      participants: wish.participants,
      parameters: wish.parameters,
      project: wish.project,
      notices: [],
      createdAt,
      ...lastChange({ status, start, end, createdAt, now: this.#now }),
      ...this.#standing(wish, status, createdAt),
    };
  }
}

/** When a booking became what it is, and after how many changes. */
function lastChange(booking: {
  status: BookingStatus;
  start: number;
  end: number;
  createdAt: number;
  now: number;
}): Pick<BookingRecord, 'version' | 'updatedAt'> {
  const { status, start, end, createdAt, now } = booking;
  switch (status) {
    case 'confirmed':
    case 'pending':
      return { version: 1, updatedAt: createdAt };
    case 'cancelled':
      return {
        version: 2,
        updatedAt: Math.floor((createdAt + Math.min(start, now)) / 2),
      };
    case 'active':
      return { version: 2, updatedAt: start };
    default:
      return { version: 3, updatedAt: end };
  }
}

function quarters(duration: number): number {
  return Math.max(1, Math.floor(duration / QUARTER_MS)) * QUARTER_MS;
}
