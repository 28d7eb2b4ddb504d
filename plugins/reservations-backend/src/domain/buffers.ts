import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { MINUTE_MS } from './intervals';

/*
 * Setup and teardown, and when they are announced.
 *
 * A booking's resources may need different times. `booking.setup_started` and
 * `booking.teardown_ended` are about one instant, so they name the resources
 * whose setup begins, or whose teardown is over, at that instant; a booking with
 * several such instants has several such events. (One event at the earliest
 * setup and the latest teardown of the booking would switch off a resource that
 * has been the next booker's for an hour, because another resource of the
 * booking takes an hour to clean.)
 *
 * What has been announced is kept with each resource: `setUp` once its setup has
 * begun, and `teardownAt` from the end of its use until its teardown has been
 * announced. So nothing is announced twice, and what was set up is torn down
 * even if the booking never starts.
 */
export interface BufferedUnit {
  id: string;
  setupMinutes: number;
  teardownMinutes: number;
  /** Its setup has been announced. */
  setUp?: boolean;
  /** When its teardown is over, epoch milliseconds, until that is announced. */
  teardownAt?: number;
}

interface Buffered<U extends BufferedUnit> {
  status: BookingStatus;
  startAt: number;
  resources: U[];
}

function setupAt(startAt: number, unit: BufferedUnit): number {
  return startAt - unit.setupMinutes * MINUTE_MS;
}

function needsSetup(unit: BufferedUnit): boolean {
  return unit.setupMinutes > 0 && !unit.setUp;
}

/** When the next setup begins that has not been announced. */
export function nextSetup(booking: Buffered<BufferedUnit>): number | undefined {
  return booking.status === 'confirmed'
    ? earliest(
        booking.resources
          .filter(needsSetup)
          .map(unit => setupAt(booking.startAt, unit)),
      )
    : undefined;
}

/** When the next teardown is over that has not been announced. */
export function nextTeardown(booking: {
  resources: BufferedUnit[];
}): number | undefined {
  return earliest(booking.resources.flatMap(unit => unit.teardownAt ?? []));
}

/** A booking's resources after an announcement, and those that it is about. */
export interface Announced<U> {
  resources: U[];
  about: ReadonlySet<string>;
}

/** Announces the setups that begin at an instant. */
export function announceSetup<U extends BufferedUnit>(
  booking: Buffered<U>,
  at: number,
): Announced<U> {
  return change(
    booking.resources,
    unit => needsSetup(unit) && setupAt(booking.startAt, unit) <= at,
    unit => ({ ...unit, setUp: true }),
  );
}

/** Announces the teardowns that are over at an instant. */
export function announceTeardown<U extends BufferedUnit>(
  booking: Buffered<U>,
  at: number,
): Announced<U> {
  return change(
    booking.resources,
    unit => unit.teardownAt !== undefined && unit.teardownAt <= at,
    ({ teardownAt: _, ...unit }) => unit as U,
  );
}

/** Begins the teardown of what was in use. */
export function tearDownAfterUse<U extends BufferedUnit>(
  resources: U[],
  endAt: number,
): U[] {
  return resources.map(unit =>
    unit.teardownMinutes > 0 ? withTeardown(unit, endAt) : unit,
  );
}

/** Begins the teardown of what was set up and then never used. */
export function tearDownUnused<U extends BufferedUnit>(
  resources: U[],
  now: number,
): U[] {
  return resources.map(unit => (unit.setUp ? withTeardown(unit, now) : unit));
}

/**
 * What remains set up when a booking moves: what it still books, and whose setup
 * would have begun by now. The rest of what was set up is `about`.
 */
export function keepSetup<U extends BufferedUnit>(
  before: BufferedUnit[],
  after: Buffered<U>,
  now: number,
): Announced<U> {
  const setUp = new Set(before.filter(u => u.setUp).map(unit => unit.id));
  const resources = after.resources.map(({ setUp: _, ...unit }) => {
    const kept =
      setUp.has(unit.id) &&
      (after.status === 'active' || setupAt(after.startAt, unit) <= now);
    return (kept ? { ...unit, setUp: true } : unit) as U;
  });
  for (const unit of resources) {
    if (unit.setUp) {
      setUp.delete(unit.id);
    }
  }
  return { resources, about: setUp };
}

function withTeardown<U extends BufferedUnit>(unit: U, from: number): U {
  return { ...unit, teardownAt: from + unit.teardownMinutes * MINUTE_MS };
}

function change<U extends BufferedUnit>(
  resources: U[],
  concerned: (unit: U) => boolean,
  changed: (unit: U) => U,
): Announced<U> {
  return {
    resources: resources.map(unit => (concerned(unit) ? changed(unit) : unit)),
    about: new Set(resources.filter(concerned).map(unit => unit.id)),
  };
}

function earliest(instants: number[]): number | undefined {
  return instants.length === 0 ? undefined : Math.min(...instants);
}
