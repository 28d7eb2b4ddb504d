import { ConflictError } from '@backstage/errors';
import type {
  Database,
  Idempotency,
  Reader,
  Writer,
} from '@callboard/backend-database';
import { isClaimOverlap } from './isClaimOverlap';
import type { Inventory } from '../domain/Inventory';
import type { BookingPlan } from '../domain/planBooking';
import { type DecidingFacts, isDenied } from '../domain/policies';
import { PolicyDeniedError } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { assess, type Assessment, fits, type Terms } from './assess';
import type { ClaimStore, HeldFacts } from './ClaimStore';
import { type FactSource, readFacts } from './facts/FactSource';
import type { Waiting } from './FreedTime';
import type { LocalQueue } from './LocalQueue';
import {
  covers,
  type LockMode,
  lockResources,
  mergeLocks,
} from './lockResources';

/** How bookings want to claim their time: one, or several in one transaction. */
export interface ClaimRequest extends Terms {
  /** Pure; called again when the inventory has changed. */
  plan(inventory: Inventory): BookingPlan[];
  /** The bookings being changed: their own claims are not in their way. */
  exceptBookings?: readonly string[];
  /** Locked besides what the plans need, for example what was booked before. */
  alsoLock?: readonly string[];
  /** Who waits for time that this frees: to be promoted by `commit`. */
  waiting?: Waiting;
  /** What does not fit is left to the caller, as long as anything fits. */
  partly?: boolean;
  idempotency?: Idempotency;
}

/** The time is taken; explained to the caller by `ConflictExplainer`. */
export class ClaimConflict extends Error {
  constructor(readonly assessment: Assessment) {
    super('The time is taken');
  }
}

/** The plan needs locks that were not taken: begin again with this inventory. */
class PlanOutdated extends Error {
  constructor(readonly inventory: Inventory) {
    super('The inventory has changed');
  }
}

const ATTEMPTS = 20;

/**
 * The transaction in which a booking takes its time.
 *
 * Guarantee: between the decision and the commit nothing that it rests on can
 * change, on any backend. Rows of the booked resources are locked FOR UPDATE and
 * of their ancestors FOR SHARE, in the order of their ids; whoever claims time
 * on them or changes their status, capacity or parent takes the same locks.
 * Only then are the overlapping claims read, in a statement of its own: at READ
 * COMMITTED it sees what the previous holder of the locks committed. (The
 * locking statement may not: its snapshot is older than the wait. And under
 * REPEATABLE READ nothing after it would either: two bookers then both succeed.)
 *
 * The same statement reads the inventory's revision. If it is not the plan's,
 * the inventory is read again and the plan made anew; a plan that needs a lock
 * which is not held (a node has moved below another rack) starts over.
 *
 * The exclusion constraint alone would do, but slowly: a thousand bookers of one
 * slot take 63 s with only the constraint, in deadlock waits, and 0.67 s with
 * the row lock first.
 *
 * A crowd is refused cheaply: who finds somebody of this backend at work on the
 * same resource waits for them, and then looks without any lock.
 */
export class ClaimTransaction {
  readonly #database: Database;
  readonly #claims: ClaimStore;
  readonly #inventory: InventoryCache;
  readonly #queue: LocalQueue;
  readonly #facts: readonly FactSource[];
  readonly #lapse: (bookingIds: string[]) => Promise<boolean>;

  private constructor(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    queue: LocalQueue;
    facts?: readonly FactSource[];
    lapse?: (bookingIds: string[]) => Promise<boolean>;
  }) {
    this.#database = options.database;
    this.#claims = options.claims;
    this.#inventory = options.inventory;
    this.#queue = options.queue;
    this.#facts = options.facts ?? [];
    this.#lapse = options.lapse ?? (async () => false);
  }

  static create(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    queue: LocalQueue;
    facts?: readonly FactSource[];
    /**
     * Ends those of the bookings in the way whose time to be answered is up, and
     * says whether there were any.
     */
    lapse?: (bookingIds: string[]) => Promise<boolean>;
  }): ClaimTransaction {
    return new ClaimTransaction(options);
  }

  /** What would be decided now, without any lock. */
  async look(request: ClaimRequest): Promise<Assessment[]> {
    const inventory = await this.#inventory.latest();
    const plans = request.plan(inventory);
    const { held, facts } = await this.#database.read(db =>
      this.#read(db, plans, request, false),
    );
    return assess(plans, held, facts, request);
  }

  /**
   * What is decided on `plans` in a transaction whose caller holds the locks
   * that they need, and has read their inventory under them.
   */
  async decide(
    tx: Writer,
    plans: BookingPlan[],
    request: Omit<ClaimRequest, 'plan' | 'idempotency'>,
  ): Promise<Assessment[]> {
    const { held, facts } = await this.#read(tx, plans, request, true);
    return assess(plans, held, facts, request);
  }

  /**
   * Runs `commit` under the locks, once everything allows it; with one assessment
   * for each plan.
   *
   * @throws PolicyDeniedError (403), {@link ClaimConflict}
   */
  async run<T>(
    request: ClaimRequest,
    commit: (tx: Writer, assessments: Assessment[]) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#run(request, commit);
    } catch (error) {
      if (
        error instanceof ClaimConflict &&
        (await this.#lapse(holdersOf(error.assessment)))
      ) {
        return this.#run(request, commit);
      }
      throw error;
    }
  }

  async #run<T>(
    request: ClaimRequest,
    commit: (tx: Writer, assessments: Assessment[]) => Promise<T>,
  ): Promise<T> {
    let inventory = await this.#inventory.current();
    for (let attempt = 1; ; attempt++) {
      let plans: BookingPlan[];
      try {
        plans = await this.#plan(request, inventory);
      } catch (error) {
        return this.#replayOrFail(request, error);
      }
      const keys = bookedIds(plans);
      const others = this.#queue.underWay(keys);
      if (others && !request.idempotency) {
        await others;
        requireFree(await this.look(request), request.partly);
      }
      try {
        return await this.#queue.run(keys, () =>
          this.#attempt(request, plans, commit),
        );
      } catch (error) {
        if (error instanceof PlanOutdated) {
          this.#inventory.adopt(error.inventory);
          inventory = error.inventory;
        } else if (isClaimOverlap(error)) {
          // The backstop fired: somebody claims without our locks. Look again.
          requireFree(await this.look(request), request.partly);
        } else {
          throw error;
        }
        if (attempt === ATTEMPTS) {
          throw new ConflictError(
            'What you want to book keeps changing; try again in a moment',
          );
        }
      }
    }
  }

  /** What could be booked when the key was first used may be refused by now. */
  async #replayOrFail<T>(request: ClaimRequest, error: unknown): Promise<T> {
    if (!request.idempotency) {
      throw error;
    }
    return this.#database.write(
      () => Promise.reject(error),
      request.idempotency,
    );
  }

  /** A plan that fails on a snapshot fails again on the latest, or not at all. */
  async #plan(
    request: ClaimRequest,
    inventory: Inventory,
  ): Promise<BookingPlan[]> {
    try {
      return request.plan(inventory);
    } catch (error) {
      const latest = await this.#inventory.latest();
      if (latest.revision === inventory.revision) {
        throw error;
      }
      return request.plan(latest);
    }
  }

  async #attempt<T>(
    request: ClaimRequest,
    first: BookingPlan[],
    commit: (tx: Writer, assessments: Assessment[]) => Promise<T>,
  ): Promise<T> {
    return this.#database.write(async tx => {
      const locks = mergeLocks(
        locksOf(first),
        request.waiting?.locks ?? new Map(),
      );
      for (const id of request.alsoLock ?? []) {
        locks.set(id, 'update');
      }
      await lockResources(tx, locks);
      let plans = first;
      let read = await this.#read(tx, plans, request, true);
      if (read.held.revision !== plans[0].inventory.revision) {
        const inventory = await this.#inventory.load(tx);
        plans = request.plan(inventory);
        if (!covers(locks, locksOf(plans))) {
          throw new PlanOutdated(inventory);
        }
        read = await this.#read(tx, plans, request, true);
      }
      const assessments = assess(plans, read.held, read.facts, request);
      requireFree(assessments, request.partly);
      return commit(tx, assessments);
    }, request.idempotency);
  }

  /** Facts first: they lock, and claims are read after the last lock. */
  async #read(
    db: Reader,
    plans: BookingPlan[],
    {
      booker,
      exceptBookings = [],
    }: Pick<ClaimRequest, 'booker' | 'exceptBookings'>,
    lock: boolean,
  ): Promise<{ held: HeldFacts; facts: DecidingFacts }> {
    const facts = booker
      ? await readFacts(this.#facts, db, {
          plans,
          booker,
          exceptBookings,
          lock,
        })
      : {};
    const held = await this.#claims.readOverlapping(
      db,
      plans.flatMap(plan => plan.claims),
      exceptBookings,
    );
    return { held, facts };
  }
}

function bookedIds(plans: BookingPlan[]): string[] {
  const ids = plans.flatMap(({ booked }) => booked.map(b => b.resource.id));
  return [...new Set(ids)].sort();
}

function holdersOf({ conflicts }: Assessment): string[] {
  return [...new Set(conflicts.map(({ bookingId }) => bookingId))];
}

function locksOf(plans: BookingPlan[]): Map<string, LockMode> {
  return mergeLocks(...plans.map(plan => plan.locks));
}

/** A 403 or a conflict, unless all of it fits or, if only part must, any. */
function requireFree(assessments: Assessment[], partly = false): void {
  const refused = assessments.filter(one => !fits(one));
  if (refused.length === 0 || (partly && refused.length < assessments.length)) {
    return;
  }
  for (const { verdicts } of refused) {
    if (isDenied(verdicts)) {
      throw new PolicyDeniedError(verdicts);
    }
  }
  throw new ClaimConflict(refused[0]);
}
