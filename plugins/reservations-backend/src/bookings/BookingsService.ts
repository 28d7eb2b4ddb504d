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
  Verdict,
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
import type { PlannedClaim } from '../domain/claims';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { type BookingPlan, planBooking } from '../domain/planBooking';
import type { PartyAccess } from '../domain/policies';
import type { QuotaTeam } from '../domain/quotas';
import { notFound } from '../errors';
import {
  type About,
  type ExternalPolicies,
  questionOf,
} from '../externalPolicies';
import type { CertificationStores } from '../certifications/readCertifications';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { BookingRecord } from './BookingRecord';
import type {
  BookingFilter,
  BookingQuery,
  BookingRow,
  BookingStore,
} from './BookingStore';
import type { ClaimStore } from './ClaimStore';
import type { Assessment, Terms } from './assess';
import type { ClaimTransaction } from './ClaimTransaction';
import { type Overriding, overrideOf } from './policyOverride';
import type { FreedTime } from './FreedTime';
import { newBookingRecord, placeAndTime } from './newBookingRecord';
import { insertBookings } from './operations/insertBookings';
import { storeBookingChange } from './operations/storeBookingChange';
import { type Ending, endBooking } from './operations/endBooking';
import { applyBookingChange } from './operations/applyBookingChange';
import { approveBooking } from './operations/approveBooking';
import { checkIn } from './operations/checkIn';
import { type Extension, extendedEnd } from './operations/extendedEnd';
import { keepAlive } from './operations/keepAlive';
import { beforeChange, standingOfChange } from './operations/standingOfChange';
import { transferBooking } from './operations/transferBooking';
import { waiveNoShow } from './operations/waiveNoShow';

/** For whom something is booked. */
export interface Caller {
  /** Whose it is to be, where it is not said otherwise. */
  owner?: string;
  /** Refs of the groups that the owner is in. */
  groups?: readonly string[];
  /** The teams that the owner is in, where a quota asks for them. */
  teams?: readonly QuotaTeam[];
  /** Where rules are to be set aside. */
  override?: Overriding;
  /** Who must have access to all of it; nobody is asked where it is absent. */
  parties?: PartyAccess[];
  /** Refs of those who ask for it, who cannot approve it themselves. */
  requestedBy?: readonly string[];
}

/** What an operation on a booking needs to know of who asks for it. */
export type By = Pick<CallContext, 'actor' | 'idempotency'>;

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
    by?: Caller,
  ): Promise<BookingRecord>;
  preview(input: BookingPreviewRequest, by?: Caller): Promise<Assessment>;
  update(
    id: string,
    change: BookingChange,
    ifMatch: IfMatch,
    context: CallContext,
    by?: Caller,
  ): Promise<BookingRecord>;
  end(id: string, ending: Ending, context: By): Promise<BookingRecord>;
  approve(
    id: string,
    reason: string | undefined,
    context: By,
  ): Promise<BookingRecord>;
  checkIn(id: string, context: By): Promise<BookingRecord>;
  /** Does not let it be ended in the coming night. */
  keepAlive(id: string, context: By): Promise<BookingRecord>;
  waiveNoShow(
    id: string,
    reason: string | undefined,
    context: By,
  ): Promise<BookingRecord>;
  /** Moves the end of what it is by now further off. */
  extend(
    id: string,
    by: Extension,
    context: By,
    caller?: Caller,
  ): Promise<BookingRecord>;
  /** Makes it `owner`'s; its time and its claims stay. */
  transfer(
    id: string,
    to: { owner: string; reason?: string; parties?: PartyAccess[] },
    context: CallContext,
  ): Promise<BookingRecord>;
}

interface Options {
  database: Database;
  bookings: BookingStore;
  claims: ClaimStore;
  inventory: InventoryCache;
  transaction: ClaimTransaction;
  external: ExternalPolicies;
  freed: FreedTime;
  certified: CertificationStores;
  /** The longest booking there may be. */
  maxBookingDays: number;
}

const ATTEMPTS = 10;

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
    by?: Caller,
  ): Promise<BookingRecord> {
    const { database, bookings, transaction } = this.#options;
    const plan = this.#planner(input, input.parameters ?? {});
    return transaction.run(
      {
        plan,
        ...termsOf(by, owner, input.project),
        verdicts: await this.#ask(plan, {
          operation: 'create',
          dryRun: false,
          by: context.actor,
          booking: { ...input, owner },
        }),
        startChanged: true,
        idempotency: context.idempotency,
      },
      async (tx, assessments) => {
        const [{ plan: decided }] = assessments;
        const booking = newBookingRecord(input, assessments[0], {
          owner,
          actor: context.actor,
        });
        await insertBookings(
          tx,
          {
            database,
            bookings,
            actor: context.actor,
            inventory: decided.inventory,
          },
          [{ booking, claims: decided.claims }],
        );
        return booking;
      },
    );
  }

  async preview(
    input: BookingPreviewRequest,
    by?: Caller,
  ): Promise<Assessment> {
    const replaced = input.replaces && (await this.get(input.replaces));
    const start = Date.parse(input.start);
    const plan = this.#planner(input, input.parameters, replaced || undefined);
    const owner = replaced ? replaced.owner : by?.owner;
    const [assessment] = await this.#options.transaction.look({
      plan,
      ...termsOf(by, owner, input.project),
      verdicts:
        owner === undefined
          ? []
          : await this.#ask(plan, {
              operation: replaced ? 'change' : 'create',
              dryRun: true,
              booking: { ...input, id: input.replaces, owner },
            }),
      ...(replaced ? beforeChange(replaced) : {}),
      exceptBookings: replaced ? [replaced.id] : [],
      startChanged: !replaced || replaced.startAt !== start,
    });
    return assessment;
  }

  async update(
    id: string,
    change: BookingChange,
    ifMatch: IfMatch,
    context: CallContext,
    by?: Caller,
  ): Promise<BookingRecord> {
    const seen = await this.get(id);
    checkVersion(seen, ifMatch);
    return this.#change(seen, change, { context, by });
  }

  async #change(
    seen: BookingRecord,
    change: BookingChange,
    {
      context,
      by,
      type,
    }: { context: By; by?: Caller; type?: 'booking.extended' },
  ): Promise<BookingRecord> {
    const { database, transaction, inventory, freed } = this.#options;
    const known = await inventory.latest();
    const next = applyBookingChange(seen, change, known);
    const plan = this.#planner(next.input, next.parameters, seen);
    const store = (
      tx: Writer,
      wanted: BookingRecord,
      current: Inventory,
      planned?: PlannedClaim[],
    ) =>
      storeBookingChange(tx, {
        ...this.#options,
        actor: context.actor,
        inventory: current,
        seen,
        wanted,
        planned,
        type,
      });
    const changed = { ...seen, ...next.fields, version: seen.version + 1 };
    if (!next.claimsChanged) {
      plan(known);
      return database.write(async tx =>
        store(tx, { ...changed, updatedAt: await readNow(tx) }, known),
      );
    }
    const waiting = await freed.expect(seen.resources.map(one => one.id));
    return transaction.run(
      {
        plan,
        waiting,
        ...termsOf(by, seen.owner, next.fields.project),
        verdicts: await this.#ask(plan, {
          operation: 'change',
          dryRun: false,
          by: context.actor,
          booking: { ...changed, parameters: changed.parameters },
        }),
        ...beforeChange(seen),
        exceptBookings: [seen.id],
        alsoLock: seen.resources.map(resource => resource.id),
        startChanged: next.startChanged,
        idempotency: type && context.idempotency,
      },
      async (tx, [assessment]) => {
        const booking = await store(
          tx,
          {
            ...changed,
            updatedAt: assessment.now,
            ...placeAndTime(assessment.plan),
            policyOverride: overrideOf(assessment),
            ...standingOfChange(seen, assessment),
          },
          assessment.plan.inventory,
          assessment.plan.claims,
        );
        await freed.promote(tx, waiting);
        return booking;
      },
    );
  }

  async extend(
    id: string,
    extension: Extension,
    context: By,
    by?: Caller,
  ): Promise<BookingRecord> {
    return this.#untilUnchanged(id, seen =>
      this.#change(seen, extendedEnd(seen, extension), {
        context,
        by,
        type: 'booking.extended',
      }),
    );
  }

  async approve(
    id: string,
    reason: string | undefined,
    context: By,
  ): Promise<BookingRecord> {
    return this.#onLatest(id, context, (tx, seen, known) =>
      approveBooking(tx, {
        ...this.#options,
        ...{ seen, reason, known, actor: context.actor },
      }),
    );
  }

  async checkIn(id: string, context: By): Promise<BookingRecord> {
    return this.#onLatest(id, context, (tx, seen, known) =>
      checkIn(tx, {
        ...this.#options,
        ...{ seen, known, actor: context.actor },
      }),
    );
  }

  async keepAlive(id: string, context: By): Promise<BookingRecord> {
    return this.#onLatest(id, context, (tx, seen, known) =>
      keepAlive(tx, {
        ...this.#options,
        ...{ seen, known, actor: context.actor },
      }),
    );
  }

  async waiveNoShow(
    id: string,
    reason: string | undefined,
    context: By,
  ): Promise<BookingRecord> {
    return this.#onLatest(id, context, (tx, seen, known) =>
      waiveNoShow(tx, {
        ...this.#options,
        ...{ seen, reason, known, actor: context.actor },
      }),
    );
  }

  async end(id: string, ending: Ending, context: By): Promise<BookingRecord> {
    const { database, freed } = this.#options;
    return this.#untilUnchanged(id, async seen => {
      const known = await this.#options.inventory.latest();
      const waiting = await freed.expect(seen.resources.map(one => one.id));
      return database.write(
        tx =>
          endBooking(tx, {
            ...this.#options,
            ...{ seen, ending, known, waiting, actor: context.actor },
          }),
        context.idempotency,
      );
    });
  }

  async transfer(
    id: string,
    to: { owner: string; reason?: string; parties?: PartyAccess[] },
    context: CallContext,
  ): Promise<BookingRecord> {
    return this.#onLatest(id, context, (tx, seen, known) =>
      transferBooking(tx, {
        ...this.#options,
        seen,
        ...to,
        owner: normaliseRef(to.owner),
        actor: context.actor,
        known,
      }),
    );
  }

  /** For what names no version: what the booking is by now decides. */
  async #onLatest(
    id: string,
    { idempotency }: By,
    command: (
      tx: Writer,
      seen: BookingRecord,
      known: Inventory,
    ) => Promise<BookingRecord>,
  ): Promise<BookingRecord> {
    return this.#untilUnchanged(id, async seen => {
      const known = await this.#options.inventory.latest();
      return this.#options.database.write(
        tx => command(tx, seen, known),
        idempotency,
      );
    });
  }

  async #untilUnchanged(
    id: string,
    command: (seen: BookingRecord) => Promise<BookingRecord>,
  ): Promise<BookingRecord> {
    for (let attempt = 1; ; attempt++) {
      const seen = await this.get(id);
      try {
        return await command(seen);
      } catch (error) {
        // It changed before it was locked.
        const changed = error instanceof PreconditionFailedError;
        if (!changed || attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** What policies say that cannot be asked in the transaction. */
  async #ask(
    plan: (inventory: Inventory) => BookingPlan[],
    about: About,
  ): Promise<Verdict[]> {
    const { external, inventory } = this.#options;
    if (external.isEmpty) {
      return [];
    }
    let plans: BookingPlan[];
    try {
      plans = plan(await inventory.current());
    } catch {
      // Nothing to ask about; the transaction says why, or replays an answer.
      return [];
    }
    return external.judge(questionOf(plans[0], about));
  }

  #planner(
    input: Pick<
      NewBooking,
      'resourceRefs' | 'units' | 'start' | 'end' | 'timeZone'
    >,
    parameters: NewBooking['parameters'],
    replaced?: BookingRecord,
  ): (inventory: Inventory) => BookingPlan[] {
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
    return inventory => [
      planBooking(
        {
          setupDone,
          resourceRefs: input.resourceRefs,
          units: input.units,
          time,
          parameters: parameters as JsonObject | undefined,
        },
        inventory,
      ),
    ];
  }
}

/** As the transaction asks for them. */
export function termsOf(
  by: Caller | undefined,
  owner: string | undefined,
  project: string | undefined,
): Pick<Terms, 'booker' | 'override' | 'parties' | 'requestedBy'> {
  return {
    parties: by?.parties,
    override: by?.override,
    requestedBy: by?.requestedBy,
    booker:
      owner === undefined
        ? undefined
        : {
            owner: normaliseRef(owner),
            groups: by?.groups ?? [],
            teams: by?.teams,
            project,
          },
  };
}
