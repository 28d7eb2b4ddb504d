import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { CallContext } from '@callboard/backend-access';
import {
  invalidField,
  PreconditionFailedError,
} from '@callboard/backend-openapi';
import type {
  NewWaitlistEntry,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  type Database,
  type Idempotency,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { bookingEvent } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import type { Caller } from '../bookings/BookingsService';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import {
  type LockMode,
  lockResources,
  mergeLocks,
} from '../bookings/lockResources';
import { newBookingRecord, normaliseRefs } from '../bookings/newBookingRecord';
import { checkInterval, checkTimeZone } from '../domain/bookingTimes';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import { MINUTE_MS } from '../domain/intervals';
import { planBooking } from '../domain/planBooking';
import { notFound, PolicyDeniedError } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { isOpen, type WaitlistEntryRecord } from './WaitlistEntryRecord';
import { waitsInVain } from './waitsInVain';
import {
  bookerOf,
  bookingOf,
  planOf,
  suits,
  type WaitlistPromoter,
} from './WaitlistPromoter';
import type { WaitlistQuery, WaitlistStore } from './WaitlistStore';
import { waitlistEvent } from './waitlistEvent';

/** An entry with what is held for it, and how many are before it. */
export interface WaitlistPlace {
  entry: WaitlistEntryRecord;
  hold?: BookingRecord;
  /** 1 for whoever is first; while waiting. */
  position?: number;
}

/** How an entry is left without a booking. */
export type Leaving = 'decline' | 'withdraw' | 'lapse' | 'expire';

interface Options {
  database: Database;
  waitlist: WaitlistStore;
  bookings: BookingStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  promoter: WaitlistPromoter;
  maxBookingDays: number;
}

const ATTEMPTS = 10;
const MAX_OPEN = 50;

/** What each way of leaving makes of an entry, and from where it can be taken. */
const WAYS = {
  decline: { to: 'declined', from: ['offered'], reason: 'declined' },
  withdraw: {
    to: 'withdrawn',
    from: ['waiting', 'offered'],
    reason: 'withdrawn',
  },
  lapse: { to: 'lapsed', from: ['offered'], reason: 'unanswered' },
  expire: { to: 'expired', from: ['waiting'], reason: 'expired' },
} as const;

/** The waitlist, without a thought for who may do what. */
export class WaitlistService {
  readonly #options: Options;
  #onJoined: () => void = () => {};

  static create(options: Options): WaitlistService {
    return new WaitlistService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** To be called when there is somebody new to look for. */
  onJoined(listener: () => void): void {
    this.#onJoined = listener;
  }

  async list(query: WaitlistQuery): Promise<Page<WaitlistPlace>> {
    const { database, waitlist } = this.#options;
    const page = await database.read(db => waitlist.list(db, query));
    return { ...page, items: await this.#places(page.items) };
  }

  async get(id: string): Promise<WaitlistPlace> {
    const [place] = await this.#places([await this.entry(id)]);
    return place;
  }

  async entry(id: string): Promise<WaitlistEntryRecord> {
    const { database, waitlist } = this.#options;
    const entry = await database.read(db => waitlist.get(db, id));
    if (!entry) {
      throw notFound('waitlist entry', id);
    }
    return entry;
  }

  /** What an entry for this could get. */
  async candidates(
    input: Pick<NewWaitlistEntry, 'resourceRef' | 'type' | 'siteRef' | 'units'>,
  ): Promise<ResourceFacts[]> {
    const inventory = await this.#options.inventory.latest();
    const target = targetOf(input, inventory);
    return [...inventory.resources()].filter(resource =>
      suits(resource, { ...target, units: 1 }),
    );
  }

  async join(
    input: NewWaitlistEntry,
    context: CallContext,
    by: Caller & { owner: string },
  ): Promise<WaitlistPlace> {
    const { database, waitlist, inventory } = this.#options;
    const known = await inventory.latest();
    const wanted = this.#wanted(input, known);
    const suitable = [...known.resources()].filter(one => suits(one, wanted));
    if (suitable.length === 0) {
      throw invalidField('units', 'is more than there is');
    }
    checkParameters(suitable[0], wanted, known);
    const denied = await waitsInVain(
      { wanted, resources: suitable, by, inventory: known },
      this.#options,
    );
    if (denied) {
      throw new PolicyDeniedError(denied);
    }
    const owner = normaliseRef(by.owner);
    const joined = await database.write(async tx => {
      if ((await waitlist.countOpen(tx, owner)) >= MAX_OPEN) {
        throw new ConflictError(
          `Nobody may wait for more than ${MAX_OPEN} things at once; leave the list somewhere first`,
        );
      }
      const now = await readNow(tx);
      if (wanted.until - wanted.lengthMs <= now) {
        throw invalidField('until', 'leaves no time for it any more');
      }
      const entry = await waitlist.insert(tx, {
        ...wanted,
        id: randomUUID(),
        version: 1,
        owner,
        bookedBy: context.actor,
        status: 'waiting',
        createdAt: now,
        updatedAt: now,
      });
      await database.outbox.append(tx.knex, [
        waitlistEvent('waitlist.joined', context.actor, entry, known),
      ]);
      return entry;
    }, context.idempotency);
    this.#onJoined();
    return this.get(joined.id);
  }

  /** The hold becomes a booking, if the rules still allow it. */
  async accept(
    id: string,
    context: CallContext,
    by: Caller,
  ): Promise<WaitlistPlace> {
    await this.#untilUnchanged(id, async seen => {
      const hold = await this.#holdOf(seen);
      if (!hold) {
        // Accepted when the key was first used, it is no offer any more.
        await this.#replayOrFail(notOffered(seen), context);
        return;
      }
      await this.#accept(seen, hold, context, by);
    });
    return this.get(id);
  }

  async leave(
    id: string,
    way: Leaving,
    by: { actor: string; idempotency?: Idempotency },
  ): Promise<WaitlistPlace> {
    await this.#untilUnchanged(id, seen => this.#leave(seen, way, by));
    return this.get(id);
  }

  async #accept(
    seen: WaitlistEntryRecord,
    hold: BookingRecord,
    context: CallContext,
    by: Caller,
  ): Promise<void> {
    const { database, waitlist, bookings, transaction } = this.#options;
    const [{ id: resourceId }] = hold.resources;
    const plan = (inventory: Inventory) => {
      const resource = inventory.resource(resourceId);
      if (!resource) {
        throw notFound('resource', resourceId);
      }
      return [planOf(seen, resource, hold.startAt, inventory)];
    };
    await transaction.run(
      {
        plan,
        parties: by.parties,
        booker: bookerOf(seen, by),
        requestedBy: by.requestedBy,
        exceptBookings: [hold.id],
        startChanged: false,
        idempotency: context.idempotency,
      },
      async (tx, [assessment]) => {
        const { now } = assessment;
        const entry = await this.#locked(tx, seen);
        if (entry.status !== 'offered' || entry.offerUntil! <= now) {
          throw notOffered(entry);
        }
        const booking: BookingRecord = {
          ...newBookingRecord(bookingOf(entry), assessment, {
            owner: entry.owner,
            actor: entry.bookedBy,
          }),
          id: hold.id,
        };
        const accepted: WaitlistEntryRecord = {
          ...entry,
          version: entry.version + 1,
          status: 'accepted',
          updatedAt: now,
        };
        await waitlist.advance(tx, accepted, entry);
        await waitlist.dropHold(tx, entry.id);
        await bookings.insert(tx, booking, assessment.plan.claims);
        const { inventory } = assessment.plan;
        await database.outbox.append(tx.knex, [
          waitlistEvent(
            'waitlist.accepted',
            context.actor,
            accepted,
            inventory,
            hold,
          ),
          bookingEvent('booking.created', context.actor, booking, inventory),
        ]);
        return {};
      },
    );
  }

  async #replayOrFail(error: Error, { idempotency }: CallContext) {
    if (!idempotency) {
      throw error;
    }
    await this.#options.database.write(
      () => Promise.reject(error),
      idempotency,
    );
  }

  /** What was held goes to whoever is next, in the same transaction. */
  async #leave(
    seen: WaitlistEntryRecord,
    way: Leaving,
    { actor, idempotency }: { actor: string; idempotency?: Idempotency },
  ): Promise<void> {
    const { database, waitlist, promoter } = this.#options;
    const hold = await this.#holdOf(seen);
    const held = hold?.resources.map(one => one.id) ?? [];
    const waiting = await promoter.expect(held);
    const known = await this.#options.inventory.latest();
    await database.write(async tx => {
      await lockResources(
        tx,
        mergeLocks(
          new Map(held.map((id): [string, LockMode] => [id, 'update'])),
          waiting.locks,
        ),
      );
      const entry = await this.#locked(tx, seen);
      const now = await readNow(tx);
      requireWay(entry, way, now);
      const left: WaitlistEntryRecord = {
        ...entry,
        version: entry.version + 1,
        status: WAYS[way].to,
        updatedAt: now,
      };
      await waitlist.advance(tx, { ...left, bookingId: undefined }, entry);
      await database.outbox.append(tx.knex, [
        waitlistEvent(
          hold ? 'waitlist.lapsed' : 'waitlist.left',
          actor,
          left,
          known,
          hold,
          WAYS[way].reason,
        ),
      ]);
      if (hold) {
        await waitlist.dropHold(tx, entry.id);
        await promoter.promote(tx, waiting);
      }
      return {};
    }, idempotency);
  }

  async #locked(
    tx: Writer,
    seen: WaitlistEntryRecord,
  ): Promise<WaitlistEntryRecord> {
    const entry = await this.#options.waitlist.lock(tx, seen.id);
    if (entry?.version !== seen.version) {
      throw new PreconditionFailedError('The entry has changed');
    }
    return entry;
  }

  async #untilUnchanged(
    id: string,
    command: (seen: WaitlistEntryRecord) => Promise<void>,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const seen = await this.entry(id);
      try {
        await command(seen);
        return;
      } catch (error) {
        const changed = error instanceof PreconditionFailedError;
        if (!changed || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  async #holdOf({
    status,
    bookingId,
  }: WaitlistEntryRecord): Promise<BookingRecord | undefined> {
    const { database, bookings } = this.#options;
    return status === 'offered' && bookingId
      ? database.read(db => bookings.get(db, bookingId))
      : undefined;
  }

  async #places(entries: WaitlistEntryRecord[]): Promise<WaitlistPlace[]> {
    const { database, waitlist, bookings } = this.#options;
    const held = entries
      .filter(({ status }) => status === 'offered')
      .flatMap(({ bookingId }) => bookingId ?? []);
    const [ahead, holds] = await database.read(async db => [
      await waitlist.ahead(db, entries),
      held.length > 0 ? await bookings.getMany(db, held) : [],
    ]);
    return entries.map(entry => ({
      entry,
      hold: holds.find(({ holdOf }) => holdOf === entry.id),
      position:
        entry.status === 'waiting' ? (ahead.get(entry.id) ?? 0) + 1 : undefined,
    }));
  }

  #wanted(input: NewWaitlistEntry, inventory: Inventory) {
    const from = Date.parse(input.from);
    const until = Date.parse(input.until);
    const lengthMs =
      input.minutes === undefined ? until - from : input.minutes * MINUTE_MS;
    if (until <= from) {
      throw invalidField('until', 'must be later than from');
    }
    if (lengthMs > until - from) {
      throw invalidField('minutes', 'must fit between from and until');
    }
    const { maxBookingDays } = this.#options;
    checkInterval({ start: from, end: from + lengthMs }, maxBookingDays);
    if (until - from > maxBookingDays * 1440 * MINUTE_MS) {
      throw invalidField(
        'until',
        `must be at most ${maxBookingDays} days after from`,
      );
    }
    if (input.timeZone !== undefined) {
      checkTimeZone(input.timeZone);
    }
    const target = targetOf(input, inventory);
    return {
      ...target,
      units: input.units ?? 1,
      from,
      until,
      lengthMs,
      timeZone: input.timeZone ?? inventory.site(target.siteId)!.timeZone,
      title: input.title,
      purpose: input.purpose,
      parameters: (input.parameters ?? {}) as JsonObject,
      participants: normaliseRefs(input.participants),
      project: input.project,
    };
  }
}

export type WantedTime = ReturnType<typeof targetOf> &
  Pick<
    WaitlistEntryRecord,
    'units' | 'from' | 'until' | 'lengthMs' | 'parameters' | 'project'
  >;

/** A 400 where it is not said what is waited for, a 404 where there is no such. */
function targetOf(
  input: Pick<NewWaitlistEntry, 'resourceRef' | 'type' | 'siteRef'>,
  inventory: Inventory,
): { resourceId?: string; typeId: string; siteId: string } {
  const { resourceRef, type, siteRef } = input;
  if (resourceRef !== undefined) {
    if (type !== undefined || siteRef !== undefined) {
      throw invalidField(
        'resourceRef',
        'cannot be combined with type or siteRef',
      );
    }
    const resource = inventory.resourceByRef(resourceRef);
    if (!resource) {
      throw notFound('resource', resourceRef);
    }
    return {
      resourceId: resource.id,
      typeId: resource.type.id,
      siteId: resource.site.id,
    };
  }
  if (type === undefined || siteRef === undefined) {
    throw invalidField(
      type === undefined ? 'type' : 'siteRef',
      'must be given with the other, where no resourceRef is',
    );
  }
  const typeFacts = inventory.typeByName(type);
  const site = inventory.siteByRef(siteRef);
  if (!typeFacts) {
    throw notFound('resource type', type);
  }
  if (!site) {
    throw notFound('site', siteRef);
  }
  return { typeId: typeFacts.id, siteId: site.id };
}

/** A 400 for parameters that no booking of it may have. */
function checkParameters(
  resource: ResourceFacts,
  { from, lengthMs, parameters }: WantedTime,
  inventory: Inventory,
): void {
  planBooking(
    {
      resourceRefs: [resource.entityRef],
      time: { start: from, end: from + lengthMs },
      parameters,
    },
    inventory,
  );
}

function requireWay(
  entry: WaitlistEntryRecord,
  way: Leaving,
  now: number,
): void {
  const { from } = WAYS[way];
  if (!(from as readonly string[]).includes(entry.status)) {
    throw way === 'decline' ? notOffered(entry) : overAlready(entry);
  }
  const due =
    way === 'lapse' ? entry.offerUntil! : entry.until - entry.lengthMs;
  if ((way === 'lapse' || way === 'expire') && due > now) {
    throw new ConflictError('This is not due any more');
  }
}

function overAlready({ status }: WaitlistEntryRecord): ConflictError {
  return new ConflictError(`This entry is ${status} already`);
}

function notOffered(entry: WaitlistEntryRecord): ConflictError {
  if (entry.status === 'waiting') {
    return new ConflictError('Nothing is offered yet');
  }
  return entry.status === 'offered' && entry.offerUntil !== undefined
    ? new ConflictError(`The offer lapsed at ${toInstant(entry.offerUntil)}`)
    : new ConflictError(
        isOpen(entry)
          ? 'Nothing is offered any more'
          : `The offer is over: this entry is ${entry.status}`,
      );
}
