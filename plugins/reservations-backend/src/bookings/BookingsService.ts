import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { CallContext } from '@callboard/backend-access';
import {
  type IfMatch,
  PreconditionFailedError,
} from '@callboard/backend-openapi';
import type {
  BookingChange,
  BookingPreviewRequest,
  NewBooking,
  Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  checkVersion,
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import {
  checkInterval,
  checkTimeZone,
  parseInterval,
} from '../domain/bookingTimes';
import { keepSetup } from '../domain/buffers';
import type { PlannedClaim } from '../domain/claims';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { bookingData, bookingEvent } from './bookingEvent';
import type { BookingRecord } from './BookingRecord';
import type {
  BookingFilter,
  BookingQuery,
  BookingRow,
  BookingStore,
} from './BookingStore';
import type { ClaimStore } from './ClaimStore';
import type { Assessment, ClaimTransaction } from './ClaimTransaction';
import { type Ending, endBooking } from './operations/endBooking';
import { applyBookingChange } from './operations/applyBookingChange';

/** Bookings, without a thought for who may do what. */
export interface BookingsService {
  list(query: BookingQuery): Promise<Page<BookingRecord>>;
  window(filter: BookingFilter, limit: number): Promise<BookingRow[]>;
  get(id: string): Promise<BookingRecord>;
  getMany(ids: string[]): Promise<BookingRecord[]>;
  create(
    input: NewBooking,
    owner: string,
    context: CallContext,
  ): Promise<BookingRecord>;
  preview(input: BookingPreviewRequest): Promise<Assessment>;
  update(
    id: string,
    change: BookingChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<BookingRecord>;
  end(id: string, ending: Ending, context: CallContext): Promise<BookingRecord>;
}

interface Options {
  database: Database;
  bookings: BookingStore;
  claims: ClaimStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  /** The longest booking there may be. */
  maxBookingDays: number;
}

const END_ATTEMPTS = 10;

export class DefaultBookingsService implements BookingsService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DefaultBookingsService {
    return new DefaultBookingsService(options);
  }

  async list(query: BookingQuery): Promise<Page<BookingRecord>> {
    const { database, bookings } = this.#options;
    return database.read(db => bookings.list(db, query));
  }

  async window(filter: BookingFilter, limit: number): Promise<BookingRow[]> {
    const { database, bookings } = this.#options;
    return database.read(db => bookings.window(db, filter, limit));
  }

  async get(id: string): Promise<BookingRecord> {
    const { database, bookings } = this.#options;
    const booking = await database.read(db => bookings.get(db, id));
    if (!booking) {
      throw notFound('booking', id);
    }
    return booking;
  }

  async getMany(ids: string[]): Promise<BookingRecord[]> {
    const { database, bookings } = this.#options;
    return database.read(db => bookings.getMany(db, ids));
  }

  async create(
    input: NewBooking,
    owner: string,
    context: CallContext,
  ): Promise<BookingRecord> {
    const { database, bookings, transaction } = this.#options;
    const plan = this.#planner(input, input.parameters ?? {});
    return transaction.run(
      { plan, startChanged: true, idempotency: context.idempotency },
      async (tx, { plan: decided, now }) => {
        const booking: BookingRecord = {
          id: randomUUID(),
          version: 1,
          title: input.title,
          purpose: input.purpose,
          timeZone: input.timeZone ?? decided.booked[0].resource.site.timeZone,
          status: 'confirmed',
          owner: normaliseRef(owner),
          bookedBy: context.actor,
          participants: normaliseRefs(input.participants),
          parameters: (input.parameters ?? {}) as JsonObject,
          createdAt: now,
          updatedAt: now,
          ...placeAndTime(decided),
        };
        await bookings.insert(tx, booking, decided.claims);
        await database.outbox.append(tx.knex, [
          bookingEvent(
            'booking.created',
            context.actor,
            booking,
            decided.inventory,
          ),
        ]);
        return booking;
      },
    );
  }

  async preview(input: BookingPreviewRequest): Promise<Assessment> {
    const replaced = input.replaces && (await this.get(input.replaces));
    const start = Date.parse(input.start);
    return this.#options.transaction.look({
      plan: this.#planner(input, input.parameters, replaced || undefined),
      exceptBooking: replaced ? replaced.id : undefined,
      startChanged: !replaced || replaced.startAt !== start,
    });
  }

  async update(
    id: string,
    change: BookingChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<BookingRecord> {
    const { database, bookings, claims, transaction, inventory } =
      this.#options;
    const seen = await this.get(id);
    checkVersion(seen, ifMatch);
    const known = await inventory.latest();
    const next = applyBookingChange(seen, change, known);
    const plan = this.#planner(next.input, next.parameters, seen);
    const store = async (
      tx: Writer,
      wanted: BookingRecord,
      current: Inventory,
      planned?: PlannedClaim[],
    ) => {
      const before = await bookings.lock(tx, id);
      checkVersion(before ?? { version: 0 }, seen.version);
      const setup = keepSetup(before!.resources, wanted, wanted.updatedAt);
      const booking = { ...wanted, resources: setup.resources };
      await bookings.update(tx, booking, planned !== undefined);
      if (planned) {
        // Delete, then insert: moving touching claims in one UPDATE would meet
        // the constraint half-way.
        await claims.deleteOf(tx, id);
        await claims.insert(tx, id, planned);
      }
      await database.outbox.append(tx.knex, [
        bookingEvent('booking.changed', context.actor, booking, current, {
          before: bookingData(seen, current),
        }),
        ...(setup.about.size > 0
          ? [
              bookingEvent(
                'booking.teardown_ended',
                context.actor,
                { ...booking, resources: before!.resources },
                current,
                { reason: 'moved' },
                setup.about,
              ),
            ]
          : []),
      ]);
      return booking;
    };
    const changed = { ...seen, ...next.fields, version: seen.version + 1 };
    if (!next.claimsChanged) {
      plan(known);
      return database.write(async tx =>
        store(tx, { ...changed, updatedAt: await readNow(tx) }, known),
      );
    }
    return transaction.run(
      {
        plan,
        exceptBooking: id,
        alsoLock: seen.resources.map(resource => resource.id),
        startChanged: next.startChanged,
      },
      (tx, { plan: decided, now }) =>
        store(
          tx,
          { ...changed, updatedAt: now, ...placeAndTime(decided) },
          decided.inventory,
          decided.claims,
        ),
    );
  }

  async end(
    id: string,
    ending: Ending,
    context: CallContext,
  ): Promise<BookingRecord> {
    for (let attempt = 1; ; attempt++) {
      const seen = await this.get(id);
      const inventory = await this.#options.inventory.latest();
      try {
        return await this.#options.database.write(
          tx =>
            endBooking(tx, {
              ...this.#options,
              seen,
              ending,
              actor: context.actor,
              known: inventory,
            }),
          context.idempotency,
        );
      } catch (error) {
        // It changed before it was locked. The caller named no version, so what
        // it is now decides.
        const changed = error instanceof PreconditionFailedError;
        if (!changed || attempt === END_ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  #planner(
    input: Pick<
      NewBooking,
      'resourceRefs' | 'units' | 'start' | 'end' | 'timeZone'
    >,
    parameters: NewBooking['parameters'],
    replaced?: BookingRecord,
  ): (inventory: Inventory) => BookingPlan {
    const time = parseInterval(input.start, input.end);
    checkInterval(time, this.#options.maxBookingDays);
    if (input.timeZone !== undefined) {
      checkTimeZone(input.timeZone);
    }
    // A type's new setup time changes nothing about a setup that is over.
    const setupDone =
      replaced?.status === 'active'
        ? new Map(replaced.resources.map(r => [r.id, r.setupMinutes]))
        : undefined;
    return inventory =>
      planBooking(
        {
          setupDone,
          resourceRefs: input.resourceRefs,
          units: input.units,
          time,
          parameters: parameters as JsonObject | undefined,
        },
        inventory,
      );
  }
}

/** What a plan decides about a booking. */
function placeAndTime(plan: BookingPlan) {
  const sites = plan.booked.map(({ resource }) => resource.site.id);
  return {
    startAt: plan.time.start,
    endAt: plan.time.end,
    siteId: sites[0],
    multiSite: sites.some(site => site !== sites[0]),
    setupMinutes: Math.max(...plan.booked.map(one => one.setupMinutes)),
    teardownMinutes: Math.max(...plan.booked.map(one => one.teardownMinutes)),
    resources: plan.booked.map(
      ({ resource, units, setupMinutes, teardownMinutes }) => ({
        id: resource.id,
        units,
        setupMinutes,
        teardownMinutes,
      }),
    ),
    notices: plan.notices,
  };
}

export function normaliseRefs(refs: string[] = []): string[] {
  return [...new Set(refs.map(ref => normaliseRef(ref, 'default')))];
}
