import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import {
  checkVersion,
  type Database,
  type Page,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type { MaintenanceOutcome } from '@callboard/backstage-plugin-reservations-common';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import {
  type FreedTime,
  nobodyWaits,
  type Waiting,
} from '../bookings/FreedTime';
import {
  covers,
  type LockMode,
  lockResources,
  mergeLocks,
  requireLock,
} from '../bookings/lockResources';
import { PAST_TOLERANCE_MS } from '../domain/bookingTimes';
import { equivalentsOf } from '../domain/alternatives';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import type { Interval } from '../domain/intervals';
import { notFound } from '../errors';
import {
  type InventoryCache,
  loadInventory,
} from '../inventory/InventoryCache';
import type { InventoryWriter } from '../inventory/InventoryWriter';
import { type Affected, findAffected, type Stores } from './affectedBookings';
import { maintenanceData, maintenanceEvent } from './maintenanceEvent';
import { isOver, type MaintenanceRecord } from './MaintenanceRecord';
import type { MaintenanceQuery, MaintenanceStore } from './MaintenanceStore';
import { type Choice, settleBookings } from './settleBookings';

/** Which window is wanted; instants are epoch milliseconds. */
export interface WantedWindow {
  resourceId: string;
  from?: number;
  until: number;
  title: string;
  reason?: string;
}

export type WindowChange = Partial<
  Pick<MaintenanceRecord, 'from' | 'until' | 'title' | 'reason'>
>;

/** What becomes of a booking in the way; asked in the transaction. */
export type Choose = (affected: Affected) => Choice;

/** Says what becomes of bookings; asked before the transaction. */
export type Prepare = (affected: Affected[]) => Promise<Choose>;

/** Written with a window, in its transaction. */
export type Alongside = (
  tx: Writer,
  window: MaintenanceRecord,
) => Promise<NewDomainEvent[]>;

export interface SettledWindow {
  window: MaintenanceRecord;
  outcomes: MaintenanceOutcome[];
}

interface Options extends Stores {
  database: Database;
  windows: MaintenanceStore;
  inventory: InventoryCache;
  writer: InventoryWriter;
  transaction: ClaimTransaction;
  /** Who gets the time that becomes free. */
  freed?: FreedTime;
}

/** A booking came that needs locks which were not taken: begin again. */
class LocksOutdated extends Error {}

const ATTEMPTS = 10;
const MOST_AFFECTED = 500;

/**
 * Maintenance windows, without a thought for who may do what.
 *
 * A window, and what becomes of the bookings in its way, is one transaction. It
 * raises the inventory's revision, so that every decision made on the inventory
 * before is made again; and it takes the locks that bookers take: FOR UPDATE on
 * the resource and all below it, on all that the bookings in the way book, and,
 * where any is to move, on every equivalent that it may move to. (Which these
 * are is looked up before; a booking that came meanwhile and needs others lets
 * it start over.) So a booking either is seen by the window, or sees it.
 */
export class MaintenanceService {
  readonly #options: Options & { freed: FreedTime };

  private constructor(options: Options) {
    this.#options = { freed: nobodyWaits, ...options };
  }

  static create(options: Options): MaintenanceService {
    return new MaintenanceService(options);
  }

  async list(query: MaintenanceQuery): Promise<Page<MaintenanceRecord>> {
    const { database, windows } = this.#options;
    return database.read(db => windows.list(db, query));
  }

  async get(id: string): Promise<MaintenanceRecord> {
    const { database, windows } = this.#options;
    const window = await database.read(db => windows.get(db, id));
    if (!window) {
      throw notFound('maintenance window', id);
    }
    return window;
  }

  /** The bookings in the way of a window, without those that `except` hits. */
  async affected(
    resource: ResourceFacts,
    time: Interval,
    inventory: Inventory,
    except?: MaintenanceRecord,
  ): Promise<Affected[]> {
    return this.#options.database.read(async db => {
      const found = await findAffected(
        db,
        this.#options,
        resource,
        time,
        inventory,
      );
      return except
        ? newlyHit(
            found,
            await findAffected(
              db,
              this.#options,
              resource,
              { start: except.from, end: except.until },
              inventory,
            ),
          )
        : found;
    });
  }

  async create(
    wanted: WantedWindow,
    prepare: Prepare,
    context: CallContext,
    alongside?: Alongside,
  ): Promise<SettledWindow> {
    const start =
      wanted.from ?? (await this.#options.database.read(db => readNow(db)));
    return this.#settling(
      wanted.resourceId,
      { start, end: wanted.until },
      prepare,
      context,
      async (tx, inventory, settle) => {
        const now = await readNow(tx);
        const from = wanted.from ?? now;
        if (from < now - PAST_TOLERANCE_MS) {
          throw invalidField('from', 'must not be in the past');
        }
        checkUntil(wanted.until, from, now);
        const resource = inventory.resource(wanted.resourceId)!;
        const window: MaintenanceRecord = {
          id: randomUUID(),
          version: 1,
          resource: {
            id: resource.id,
            entityRef: resource.entityRef,
            title: resource.title,
          },
          siteId: resource.site.id,
          siteRef: resource.site.entityRef,
          from,
          until: wanted.until,
          title: wanted.title,
          reason: wanted.reason,
          status: 'scheduled',
          createdBy: context.actor,
          createdAt: now,
          updatedAt: now,
        };
        await this.#options.windows.insert(tx, window);
        const more = (await alongside?.(tx, window)) ?? [];
        return settle(window, 'maintenance.scheduled', {}, more);
      },
    );
  }

  async update(
    id: string,
    change: WindowChange,
    ifMatch: IfMatch,
    prepare: Prepare,
    context: CallContext,
  ): Promise<SettledWindow> {
    const seen = await this.get(id);
    const time = {
      start: change.from ?? seen.from,
      end: change.until ?? seen.until,
    };
    return this.#settling(
      seen.resource.id,
      time,
      prepare,
      context,
      async (tx, _inventory, settle) => {
        const before = (await this.#options.windows.lock(tx, id))!;
        checkVersion(before, ifMatch);
        requireRunning(before);
        const now = await readNow(tx);
        if (change.from !== undefined && change.from !== before.from) {
          checkFrom(change.from, before, now);
        }
        if (change.until !== undefined || change.from !== undefined) {
          checkUntil(time.end, time.start, now);
        }
        const window: MaintenanceRecord = {
          ...before,
          ...change,
          version: before.version + 1,
          updatedAt: now,
        };
        await this.#options.windows.update(tx, window);
        return settle(
          window,
          'maintenance.changed',
          { before: maintenanceData(before) },
          [],
          before,
        );
      },
    );
  }

  /** Calls off what has not begun; what has begun ends now. */
  async finish(
    id: string,
    kind: 'cancel' | 'end',
    context: CallContext,
  ): Promise<MaintenanceRecord> {
    const { writer, windows, freed } = this.#options;
    const waiting = await freed.expect([(await this.get(id)).resource.id]);
    return writer.run(context, async tx => {
      const inventory = await loadInventory(tx);
      const before = await this.#lock(tx, id, inventory, waiting);
      requireRunning(before);
      const now = await readNow(tx);
      const begun = before.from <= now;
      if (kind === 'cancel' && begun) {
        throw new ConflictError('This maintenance has begun; end it instead');
      }
      if (kind === 'end' && !begun) {
        throw new ConflictError(
          'This maintenance has not begun; cancel it instead',
        );
      }
      const window: MaintenanceRecord = {
        ...before,
        status: kind === 'cancel' ? 'cancelled' : 'ended',
        until: kind === 'end' ? Math.max(now, before.from + 1) : before.until,
        version: before.version + 1,
        updatedAt: now,
      };
      await windows.update(tx, window);
      await freed.promote(tx, waiting);
      const events: NewDomainEvent[] = [];
      if (kind === 'end' && before.status === 'scheduled') {
        // It has begun by the clock, and nobody has said so yet.
        events.push(
          maintenanceEvent(
            'maintenance.started',
            'system',
            { ...before, status: 'active' },
            inventory,
          ),
        );
      }
      events.push(
        maintenanceEvent(
          kind === 'cancel' ? 'maintenance.cancelled' : 'maintenance.ended',
          context.actor,
          window,
          inventory,
          kind === 'end'
            ? {
                reason: 'ended_early',
                plannedUntil: new Date(before.until).toISOString(),
              }
            : {},
        ),
      );
      return { result: window, events };
    });
  }

  /** The resources first, as everybody does, then the window. */
  async #lock(
    tx: Writer,
    id: string,
    inventory: Inventory,
    waiting: Waiting,
  ): Promise<MaintenanceRecord> {
    const { windows } = this.#options;
    const window = await windows.get(tx, id);
    if (!window) {
      throw notFound('maintenance window', id);
    }
    await lockResources(
      tx,
      mergeLocks(locksOn(window.resource.id, inventory), waiting.locks),
    );
    return (await windows.lock(tx, id))!;
  }

  /** Writes a window and settles the bookings in its way, under all locks. */
  async #settling(
    resourceId: string,
    time: Interval,
    prepare: Prepare,
    context: CallContext,
    write: (
      tx: Writer,
      inventory: Inventory,
      settle: (
        window: MaintenanceRecord,
        type: 'maintenance.scheduled' | 'maintenance.changed',
        extra: Parameters<typeof maintenanceEvent>[4],
        more: NewDomainEvent[],
        before?: MaintenanceRecord,
      ) => Promise<{ result: SettledWindow; events: NewDomainEvent[] }>,
    ) => Promise<{ result: SettledWindow; events: NewDomainEvent[] }>,
  ): Promise<SettledWindow> {
    const { inventory: cache, writer, freed } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const known = await cache.latest();
      const resource = known.resource(resourceId);
      if (!resource) {
        throw notFound('resource', resourceId);
      }
      const seen = await this.affected(resource, time, known);
      checkCount(seen);
      const choose = await prepare(seen);
      const waiting = await freed.expect([
        resourceId,
        ...seen.flatMap(({ booking }) => booking.resources.map(r => r.id)),
      ]);
      try {
        return await writer.run(context, async tx => {
          const inventory = await loadInventory(tx);
          const locks = mergeLocks(
            locksOn(resourceId, inventory),
            waiting.locks,
          );
          for (const one of seen) {
            lockFor(locks, one, choose(one), inventory);
          }
          await lockResources(tx, locks);
          return write(
            tx,
            inventory,
            async (window, type, extra, more, before) => {
              const after = await loadInventory(tx);
              const outcomes = await this.#settle(
                tx,
                { window, before, after, locks, choose },
                context,
              );
              await freed.promote(tx, waiting);
              return {
                result: { window, outcomes },
                events: [
                  maintenanceEvent(type, context.actor, window, after, {
                    ...extra,
                    bookings: countsOf(outcomes),
                  }),
                  ...more,
                ],
              };
            },
          );
        });
      } catch (error) {
        if (!(error instanceof LocksOutdated) || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #settle(
    tx: Writer,
    options: {
      window: MaintenanceRecord;
      before?: MaintenanceRecord;
      after: Inventory;
      locks: ReadonlyMap<string, LockMode>;
      choose: Choose;
    },
    context: CallContext,
  ): Promise<MaintenanceOutcome[]> {
    const { window, before, after, locks, choose } = options;
    const { bookings } = this.#options;
    const resource = after.resource(window.resource.id)!;
    const find = ({ from, until }: MaintenanceRecord) =>
      findAffected(
        tx,
        this.#options,
        resource,
        { start: from, end: until },
        after,
      );
    const now = await find(window);
    const hit = before ? newlyHit(now, await find(before)) : now;
    checkCount(hit);
    const chosen = hit.map(one => ({ one, choice: choose(one) }));
    for (const { one, choice } of chosen) {
      const needed = new Map<string, LockMode>();
      lockFor(needed, one, choice, after);
      if (!covers(locks, needed)) {
        throw new LocksOutdated('A booking came meanwhile');
      }
    }
    // By id, as everybody locks bookings; then by start, as people read them.
    const ids = hit.map(({ booking }) => booking.id).sort();
    const fresh = new Map<string, Affected['booking']>();
    for (const id of ids) {
      fresh.set(id, (await bookings.lock(tx, id))!);
    }
    return settleBookings(
      tx,
      chosen.map(({ one, choice }) => ({
        one: { ...one, booking: fresh.get(one.booking.id)! },
        choice,
      })),
      {
        ...this.#options,
        actor: context.actor,
        window,
        inventory: after,
        cause: { reason: 'maintenance', maintenance: maintenanceData(window) },
      },
    );
  }
}

/** The resource and what is below it, for bookers and for who moves it. */
function locksOn(
  resourceId: string,
  inventory: Inventory,
): Map<string, LockMode> {
  const resource = inventory.resource(resourceId);
  if (!resource) {
    throw notFound('resource', resourceId);
  }
  return new Map(
    [resource, ...inventory.descendants(resource)].map(({ id }) => [
      id,
      'update',
    ]),
  );
}

/** Adds what settling a booking needs: where it is, and where it may go. */
function lockFor(
  locks: Map<string, LockMode>,
  { booking, hit }: Affected,
  choice: Choice,
  inventory: Inventory,
): void {
  if (choice.refused || choice.decision === 'keep') {
    return;
  }
  const claimed = booking.resources.flatMap(({ id, units }) => {
    const resource = inventory.resource(id);
    if (!resource) {
      return [];
    }
    const elsewhere =
      choice.decision === 'move' && !choice.resourceRefs && hit.has(id)
        ? equivalentsOf(resource, units, inventory)
        : [];
    return [resource, ...elsewhere];
  });
  const chosen = (choice.resourceRefs ?? []).flatMap(
    ref => inventory.resourceByRef(ref) ?? [],
  );
  for (const resource of [...claimed, ...chosen]) {
    requireLock(locks, resource.id, 'update');
    for (const ancestor of inventory.ancestors(resource)) {
      requireLock(locks, ancestor.id, 'share');
    }
  }
}

function newlyHit(now: Affected[], before: Affected[]): Affected[] {
  const known = new Set(before.map(({ booking }) => booking.id));
  return now.filter(({ booking }) => !known.has(booking.id));
}

function countsOf(outcomes: MaintenanceOutcome[]): Record<string, number> {
  const counts = { kept: 0, moved: 0, shortened: 0, cancelled: 0 };
  for (const { outcome } of outcomes) {
    counts[outcome]++;
  }
  return counts;
}

function checkCount(affected: Affected[]): void {
  if (affected.length > MOST_AFFECTED) {
    throw new ConflictError(
      `More than ${MOST_AFFECTED} bookings are in the way; schedule shorter windows one after the other`,
    );
  }
}

function requireRunning(window: MaintenanceRecord): void {
  if (isOver(window)) {
    throw new ConflictError(
      window.status === 'cancelled'
        ? 'This maintenance has been cancelled'
        : 'This maintenance is over',
    );
  }
}

function checkFrom(from: number, before: MaintenanceRecord, now: number): void {
  if (before.from <= now) {
    throw invalidField('from', 'must stay: the maintenance has begun');
  }
  if (from < now - PAST_TOLERANCE_MS) {
    throw invalidField('from', 'must not be in the past');
  }
}

function checkUntil(until: number, from: number, now: number): void {
  if (until <= from) {
    throw invalidField('until', 'must be after from');
  }
  if (until <= now) {
    throw invalidField('until', 'must not be in the past');
  }
}
