import { ConflictError } from '@backstage/errors';
import { invalidField } from '@callboard/backend-openapi';
import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type {
  Database,
  Idempotency,
  Writer,
} from '@callboard/backend-database';
import { isClaimOverlap } from './isClaimOverlap';
import { checkNotPast } from '../domain/bookingTimes';
import { findConflicts, type HeldClaim } from '../domain/claims';
import type { Inventory } from '../domain/Inventory';
import type { BookingPlan } from '../domain/planBooking';
import { evaluatePolicies, isDenied } from '../domain/policies';
import { PolicyDeniedError } from '../errors';
import {
  type InventoryCache,
  loadInventory,
} from '../inventory/InventoryCache';
import type { ClaimStore, HeldFacts } from './ClaimStore';
import type { LocalQueue } from './LocalQueue';
import { type LockMode, lockResources } from './lockResources';

/** How a booking wants to claim its time. */
export interface ClaimRequest {
  /** Pure; called again when the inventory has changed. */
  plan(inventory: Inventory): BookingPlan;
  /** The booking being changed: its own claims are not in its way. */
  exceptBooking?: string;
  /** Locked besides what the plan needs, for example what was booked before. */
  alsoLock?: readonly string[];
  startChanged: boolean;
  idempotency?: Idempotency;
}

/** What the facts say about a plan. */
export interface Assessment {
  plan: BookingPlan;
  verdicts: Verdict[];
  conflicts: HeldClaim[];
  /** Epoch milliseconds. */
  now: number;
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

  private constructor(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    queue: LocalQueue;
  }) {
    this.#database = options.database;
    this.#claims = options.claims;
    this.#inventory = options.inventory;
    this.#queue = options.queue;
  }

  static create(options: {
    database: Database;
    claims: ClaimStore;
    inventory: InventoryCache;
    queue: LocalQueue;
  }): ClaimTransaction {
    return new ClaimTransaction(options);
  }

  /** What would be decided now, without any lock. */
  async look(request: ClaimRequest): Promise<Assessment> {
    const inventory = await this.#inventory.latest();
    const plan = request.plan(inventory);
    const facts = await this.#database.read(db =>
      this.#claims.readOverlapping(db, plan.claims, request.exceptBooking),
    );
    return assess(plan, facts, request);
  }

  /**
   * Runs `commit` under the locks, once everything allows it.
   *
   * @throws PolicyDeniedError (403), {@link ClaimConflict}
   */
  async run<T>(
    request: ClaimRequest,
    commit: (tx: Writer, assessment: Assessment) => Promise<T>,
  ): Promise<T> {
    let inventory = await this.#inventory.current();
    for (let attempt = 1; ; attempt++) {
      let plan: BookingPlan;
      try {
        plan = await this.#plan(request, inventory);
      } catch (error) {
        return this.#replayOrFail(request, error);
      }
      const keys = plan.booked.map(({ resource }) => resource.id).sort();
      const others = this.#queue.underWay(keys);
      if (others && !request.idempotency) {
        await others;
        requireFree(await this.look(request));
      }
      try {
        return await this.#queue.run(keys, () =>
          this.#attempt(request, plan, commit),
        );
      } catch (error) {
        if (error instanceof PlanOutdated) {
          this.#inventory.adopt(error.inventory);
          inventory = error.inventory;
        } else if (isClaimOverlap(error)) {
          // The backstop fired: somebody claims without our locks. Look again.
          requireFree(await this.look(request));
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
  ): Promise<BookingPlan> {
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
    first: BookingPlan,
    commit: (tx: Writer, assessment: Assessment) => Promise<T>,
  ): Promise<T> {
    return this.#database.write(async tx => {
      const locks = new Map<string, LockMode>(first.locks);
      for (const id of request.alsoLock ?? []) {
        locks.set(id, 'update');
      }
      await lockResources(tx, locks);
      const read = (plan: BookingPlan) =>
        this.#claims.readOverlapping(tx, plan.claims, request.exceptBooking);
      let plan = first;
      let facts = await read(plan);
      if (facts.revision !== plan.inventory.revision) {
        const inventory = await loadInventory(tx);
        plan = request.plan(inventory);
        if (!covers(locks, plan.locks)) {
          throw new PlanOutdated(inventory);
        }
        facts = await read(plan);
      }
      const assessment = assess(plan, facts, request);
      requireFree(assessment);
      return commit(tx, assessment);
    }, request.idempotency);
  }
}

function assess(
  plan: BookingPlan,
  facts: HeldFacts,
  request: ClaimRequest,
): Assessment {
  const { inventory, time } = plan;
  if (request.startChanged) {
    checkNotPast(time, facts.now);
  }
  if (time.end <= facts.now) {
    throw invalidField('end', 'must not be in the past');
  }
  return {
    plan,
    now: facts.now,
    verdicts: evaluatePolicies({
      resources: plan.booked.map(({ resource }) => resource),
      inventory,
      time,
      now: facts.now,
      startChanged: request.startChanged,
    }),
    conflicts: findConflicts(
      plan.claims,
      facts.held,
      id => inventory.resource(id)?.capacity,
    ),
  };
}

function requireFree(assessment: Assessment): void {
  if (isDenied(assessment.verdicts)) {
    throw new PolicyDeniedError(assessment.verdicts);
  }
  if (assessment.conflicts.length > 0) {
    throw new ClaimConflict(assessment);
  }
}

function covers(
  held: ReadonlyMap<string, LockMode>,
  needed: ReadonlyMap<string, LockMode>,
): boolean {
  return [...needed].every(
    ([id, mode]) =>
      held.get(id) === 'update' || (mode === 'share' && held.has(id)),
  );
}
