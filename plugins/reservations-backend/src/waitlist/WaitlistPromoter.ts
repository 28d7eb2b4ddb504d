import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type Database,
  type Reader,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import type { Caller } from '../bookings/BookingsService';
import type { ClaimStore } from '../bookings/ClaimStore';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import { type Assessment, fits } from '../bookings/assess';
import type { FreedTime, Waiting } from '../bookings/FreedTime';
import { covers, type LockMode, mergeLocks } from '../bookings/lockResources';
import { newBookingRecord } from '../bookings/newBookingRecord';
import { startIntervals } from '../domain/availability';
import type { HeldClaim } from '../domain/claims';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { DAY_MS, type Interval, MINUTE_MS } from '../domain/intervals';
import { offerStarts } from '../domain/offerStarts';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import { evaluatePolicies, isDenied } from '../domain/policies';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { WaitlistEntryRecord } from './WaitlistEntryRecord';
import { waitedForOf, type WaitlistStore } from './WaitlistStore';
import { waitlistEvent } from './waitlistEvent';

/** What is said for how long a hold lasts, where no rule says it. */
const DEFAULT_HOLD_MINUTES = 30;
/** Of a type, so many are looked at for one entry at once. */
const MAX_RESOURCES = 100;
/** Starts that are asked of the database's rules too, for one entry. */
const MAX_TRIES = 4;
/** Buffers of others reach into a window by no more than this. */
const REACH_MS = 14 * DAY_MS;

/** Who an entry's booking would be for, as far as rules want to know. */
export type CallerOf = (
  owner: string,
  resources: ResourceFacts[],
) => Promise<Caller>;

/** As the database says that a transaction is to be done again. */
class StaleEntry extends Error {
  readonly code = '40001';
}

interface Candidate {
  entry: WaitlistEntryRecord;
  /** What it could get of what becomes free. */
  resourceIds: string[];
  caller: Caller;
}

interface Crowd extends Waiting {
  candidates: Map<string, Candidate>;
  inventory: Inventory;
}

interface Options {
  database: Database;
  waitlist: WaitlistStore;
  bookings: BookingStore;
  claims: ClaimStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  callerOf: CallerOf;
  logger: LoggerService;
}

/**
 * Holds time that became free for whoever waits for it and came first.
 *
 * Guarantee: what frees time and what holds it is one transaction. Nobody who
 * books gets in between, since the locks of the resources are not given back
 * before the hold's claims are written; no entry gets two holds, since it is
 * offered to only from `waiting`, at the version that was read, and since
 * `booking.hold_of` is unique. A crash leaves both or neither.
 *
 * How: who waits is found before the transaction, without locks, because the
 * resources that their holds would claim must be locked together with the freed
 * ones, in the order of the ids. What may become free with a resource is what it
 * is part of, for who waits for the whole, and what is part of it. Whose the
 * bookings would be is asked of the catalog at that time too: nothing is asked
 * of another service under locks. Under the locks everything is read again, and
 * decided as any booking is. Somebody who joins in between is not among them;
 * `WaitlistEngine` looks for such, and for time that nobody freed (a rule was
 * loosened, a horizon has come nearer).
 */
export class WaitlistPromoter implements FreedTime {
  readonly #options: Options;

  static create(options: Options): WaitlistPromoter {
    return new WaitlistPromoter(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async expect(resourceIds: Iterable<string>): Promise<Crowd> {
    const { database, waitlist } = this.#options;
    const inventory = await this.#options.inventory.current();
    const related = relatives(resourceIds, inventory);
    if (related.length === 0) {
      return this.#crowd([], [], inventory);
    }
    const entries = await database.read(db =>
      waitlist.waitingFor(db, waitedForOf(related)),
    );
    return this.#crowd(entries, related, inventory);
  }

  /** The same for these entries and all that they wait for. */
  async expectOf(entries: WaitlistEntryRecord[]): Promise<Crowd> {
    const inventory = await this.#options.inventory.current();
    return this.#crowd(entries, [...inventory.resources()], inventory);
  }

  async promote(tx: Writer, waiting: Waiting): Promise<void> {
    const crowd = waiting as Crowd;
    if (!crowd.candidates || crowd.candidates.size === 0) {
      return;
    }
    const { waitlist } = this.#options;
    const inventory = await this.#inventoryIn(tx, crowd.inventory);
    const now = await readNow(tx);
    const entries = await waitlist.stillWaiting(tx, [
      ...crowd.candidates.keys(),
    ]);
    const held = await this.#claimsAround(tx, entries, crowd, now);
    for (const entry of entries) {
      const candidate = { ...crowd.candidates.get(entry.id)!, entry };
      const found = await this.#find(tx, candidate, {
        inventory,
        held,
        now,
        locks: crowd.locks,
      });
      if (found) {
        const hold = await this.#hold(tx, entry, found);
        held.push(
          ...found.plan.claims.map(claim => ({ ...claim, bookingId: hold.id })),
        );
      }
    }
  }

  /** Whether one of them could have something now, as far as is seen unlocked. */
  async mayFit(crowd: Crowd): Promise<boolean> {
    const { database } = this.#options;
    const entries = [...crowd.candidates.values()].map(({ entry }) => entry);
    return database.read(async db => {
      const now = await readNow(db);
      const held = await this.#claimsAround(db, entries, crowd, now);
      return [...crowd.candidates.values()].some(
        candidate =>
          startsOf(candidate, { ...crowd, held, now }).next().done === false,
      );
    });
  }

  async #crowd(
    entries: WaitlistEntryRecord[],
    among: ResourceFacts[],
    inventory: Inventory,
  ): Promise<Crowd> {
    const candidates = new Map<string, Candidate>();
    const callers = new Map<string, Promise<Caller | undefined>>();
    for (const entry of entries) {
      const resources = among
        .filter(resource => suits(resource, entry))
        .slice(0, MAX_RESOURCES);
      if (resources.length > 0) {
        const key = `${entry.owner} ${entry.typeId}`;
        const asked = callers.get(key) ?? this.#callerOf(entry, resources);
        callers.set(key, asked);
        const caller = await asked;
        if (caller) {
          const resourceIds = resources.map(({ id }) => id);
          candidates.set(entry.id, { entry, resourceIds, caller });
        }
      }
    }
    const ids = [...candidates.values()].flatMap(one => one.resourceIds);
    return { candidates, inventory, locks: locksOf(new Set(ids), inventory) };
  }

  /** Nobody is kept from giving back time because the catalog does not answer. */
  async #callerOf(
    { id, owner }: WaitlistEntryRecord,
    resources: ResourceFacts[],
  ): Promise<Caller | undefined> {
    const { callerOf, logger } = this.#options;
    try {
      return await callerOf(owner, resources);
    } catch (error) {
      logger.warn('Somebody who waits could not be looked up, and is passed', {
        entry: id,
        error: String(error),
      });
      return undefined;
    }
  }

  async #inventoryIn(tx: Writer, known: Inventory): Promise<Inventory> {
    const row = await tx.knex('inventory_revision').first('n');
    return Number(row.n) === known.revision
      ? known
      : this.#options.inventory.load(tx);
  }

  async #claimsAround(
    db: Reader,
    entries: WaitlistEntryRecord[],
    crowd: Crowd,
    now: number,
  ): Promise<HeldClaim[]> {
    if (entries.length === 0) {
      return [];
    }
    const from = Math.min(...entries.map(entry => entry.from));
    const until = Math.max(...entries.map(entry => entry.until));
    return this.#options.claims.listInWindow(
      db,
      [...crowd.locks.keys()],
      Math.max(from, now) - REACH_MS,
      until + REACH_MS,
    );
  }

  async #find(
    tx: Writer,
    candidate: Candidate,
    facts: {
      inventory: Inventory;
      held: HeldClaim[];
      now: number;
      locks: ReadonlyMap<string, LockMode>;
    },
  ): Promise<Assessment | undefined> {
    const { entry, caller } = candidate;
    let tries = 0;
    for (const { resource, start } of startsOf(candidate, facts)) {
      const plan = planOf(entry, resource, start, facts.inventory);
      if (!covers(facts.locks, plan.locks) || tries++ === MAX_TRIES) {
        return undefined;
      }
      const [assessment] = await this.#options.transaction.decide(tx, [plan], {
        startChanged: true,
        parties: caller.parties,
        booker: bookerOf(entry, caller),
      });
      if (fits(assessment)) {
        return assessment;
      }
    }
    return undefined;
  }

  async #hold(
    tx: Writer,
    entry: WaitlistEntryRecord,
    assessment: Assessment,
  ): Promise<BookingRecord> {
    const { database, waitlist, bookings } = this.#options;
    const { plan, now } = assessment;
    const [{ resource }] = plan.booked;
    const until = Math.min(now + holdMs(resource), plan.time.start);
    const hold: BookingRecord = {
      ...newBookingRecord(bookingOf(entry), assessment, {
        owner: entry.owner,
        actor: entry.bookedBy,
      }),
      status: 'pending',
      expiresAt: until,
      approval: undefined,
      offHoursAt: undefined,
      offHoursWarnAt: undefined,
      holdOf: entry.id,
    };
    const offered: WaitlistEntryRecord = {
      ...entry,
      version: entry.version + 1,
      status: 'offered',
      offeredAt: now,
      offerUntil: until,
      bookingId: hold.id,
      updatedAt: now,
    };
    if (!(await waitlist.advance(tx, offered, entry))) {
      // It was withdrawn without the locks: the whole is done again.
      throw new StaleEntry();
    }
    await bookings.insert(tx, hold, plan.claims);
    await database.outbox.append(tx.knex, [
      waitlistEvent(
        'waitlist.offered',
        'system',
        offered,
        plan.inventory,
        hold,
      ),
    ]);
    return hold;
  }
}

/** What a booking for an entry says besides place and time. */
export function bookingOf(entry: WaitlistEntryRecord) {
  const { title, purpose, timeZone, participants, parameters, project } = entry;
  return { title, purpose, timeZone, participants, parameters, project };
}

export function bookerOf(
  { owner, project }: WaitlistEntryRecord,
  { groups = [], teams }: Caller,
) {
  return { owner, groups, teams, project };
}

/** The plan of an entry's booking, at one of the times it could have. */
export function planOf(
  entry: WaitlistEntryRecord,
  resource: ResourceFacts,
  start: number,
  inventory: Inventory,
): BookingPlan {
  return planBooking(
    {
      resourceRefs: [resource.entityRef],
      units:
        resource.capacity === undefined
          ? undefined
          : { [resource.entityRef]: entry.units },
      time: { start, end: start + entry.lengthMs },
    },
    inventory,
  );
}

/** Where and when an entry could have its time, as far as no database is asked. */
function* startsOf(
  { entry, resourceIds, caller }: Candidate,
  facts: { inventory: Inventory; held: HeldClaim[]; now: number },
): Generator<{ resource: ResourceFacts; start: number }> {
  const { inventory, held, now } = facts;
  const { parties } = caller;
  for (const id of resourceIds) {
    const resource = inventory.resource(id);
    if (!resource || !suits(resource, entry)) {
      continue;
    }
    const window: Interval = {
      start: Math.max(entry.from, now),
      end: entry.until - entry.lengthMs + 1,
    };
    if (window.end <= window.start) {
      return;
    }
    const resources = [{ resource, units: entry.units }];
    const { lengthMs } = entry;
    const intervals = startIntervals(
      { resources, lengthMs, window, now, parties },
      held,
      inventory,
    );
    for (const start of offerStarts(intervals, now, holdMs(resource))) {
      const verdicts = evaluatePolicies({
        resources: [resource],
        inventory,
        time: { start, end: start + lengthMs },
        now,
        startChanged: true,
        parties,
        units: new Map([[resource.id, entry.units]]),
      });
      if (!isDenied(verdicts)) {
        yield { resource, start };
      }
    }
  }
}

function holdMs({ policies }: ResourceFacts): number {
  return (policies.holdMinutes ?? DEFAULT_HOLD_MINUTES) * MINUTE_MS;
}

/** Whether this is what somebody waits for, or one of what would do. */
export function suits(
  resource: ResourceFacts,
  entry: Pick<
    WaitlistEntryRecord,
    'resourceId' | 'typeId' | 'siteId' | 'units'
  >,
): boolean {
  return (
    !resource.archived &&
    entry.units <= (resource.capacity ?? 1) &&
    (entry.resourceId === undefined
      ? resource.type.id === entry.typeId && resource.site.id === entry.siteId
      : resource.id === entry.resourceId)
  );
}

/** These resources, what they are part of, and what is part of them. */
function relatives(
  ids: Iterable<string>,
  inventory: Inventory,
): ResourceFacts[] {
  const related = new Set<ResourceFacts>();
  for (const id of ids) {
    const resource = inventory.resource(id);
    if (resource) {
      for (const one of [
        resource,
        ...inventory.ancestors(resource),
        ...inventory.descendants(resource),
      ]) {
        related.add(one);
      }
    }
  }
  return [...related].sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** What bookings of these would lock. */
function locksOf(
  ids: ReadonlySet<string>,
  inventory: Inventory,
): Map<string, LockMode> {
  return mergeLocks(
    ...[...ids].map(id => {
      const resource = inventory.resource(id)!;
      return new Map<string, LockMode>([
        [id, 'update'],
        ...inventory
          .ancestors(resource)
          .map((above): [string, LockMode] => [above.id, 'share']),
      ]);
    }),
  );
}
