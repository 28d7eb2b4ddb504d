import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { bookingEvent } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingsService } from '../bookings/BookingsService';
import type { BookingStore } from '../bookings/BookingStore';
import { LATE_MS } from '../bookings/operations/endBooking';
import type { Database } from '@callboard/backend-database';
import {
  announceSetup,
  announceTeardown,
  tearDownAfterUse,
} from '../domain/buffers';
import { DueLoop } from '../DueLoop';
import type { InventoryCache } from '../inventory/InventoryCache';
import {
  type DueLapse,
  type DueTransition,
  LifecycleStore,
} from './LifecycleStore';

const BATCH = 200;

const EVENT_TYPES = {
  set_up: 'booking.setup_started',
  active: 'booking.started',
  completed: 'booking.ended',
  torn_down: 'booking.teardown_ended',
  warned: 'booking.off_hours_warning',
} as const;

/**
 * Starts and ends bookings at their times, and tells when their setup begins and
 * their teardown is over. Ends those that lapse, because nobody has approved
 * them, checked in to them, or kept them for the night.
 *
 * Guarantee: every booking that comes to its start becomes active, and every
 * active one that comes to its end is completed, once, within a second of the
 * instant by the database's clock, in order: of what is due at one instant the
 * ends come first (those that lapse before the others), then the ends of
 * teardowns, the beginnings of setups, and the starts; and on one resource no setup and no start comes while an earlier
 * booking has not ended or its teardown is not over. After an outage everything
 * that was missed is made up for in the same order and marked `late: true`.
 *
 * How: each pass takes what is due at the earliest instant (SKIP LOCKED, so
 * several backends share the work) and writes status and event in one
 * transaction. One pass never mixes two instants or two kinds: a booking that
 * was to start and to end during an outage starts in one pass and ends in a later
 * one. Since another backend may hold the ends while this one looks at the
 * starts, a setup or a start is only taken when no booking that should have ended
 * by then, or been torn down, still holds a claim on one of its resources.
 *
 * What lapses gives time back, for which its resources are locked before the
 * booking itself: so it is looked for without a lock, and ended one by one as by
 * a person. Two backends may look at the same one; the second finds it changed.
 *
 * What has been announced of setup and teardown is kept with the booking's
 * resources (`domain/buffers.ts`), and is no new version of the booking.
 */
export class LifecycleEngine {
  readonly #database: Database;
  readonly #bookings: BookingStore;
  readonly #service: Pick<BookingsService, 'end'>;
  readonly #inventory: InventoryCache;
  readonly #store = LifecycleStore.create();
  readonly #loop: DueLoop;

  private constructor(options: {
    database: Database;
    bookings: BookingStore;
    service: Pick<BookingsService, 'end'>;
    inventory: InventoryCache;
    logger: LoggerService;
  }) {
    this.#database = options.database;
    this.#bookings = options.bookings;
    this.#service = options.service;
    this.#inventory = options.inventory;
    this.#loop = DueLoop.create({
      work: async () => {
        if ((await this.#passes()) > 0) {
          await this.#dropSpentClaims();
        }
      },
      nextDue: () => this.#nextDue(),
      logger: options.logger,
      failure: 'Bookings could not be started or ended',
    });
  }

  static create(options: {
    database: Database;
    bookings: BookingStore;
    service: Pick<BookingsService, 'end'>;
    inventory: InventoryCache;
    logger: LoggerService;
  }): LifecycleEngine {
    return new LifecycleEngine(options);
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Does all that is due now. Returns how many bookings changed. */
  async step(): Promise<number> {
    const changed = await this.#passes();
    await this.#dropSpentClaims();
    return changed;
  }

  async #passes(): Promise<number> {
    let changed = 0;
    for (;;) {
      const inPass = await this.#pass();
      changed += inPass;
      if (inPass === 0 || this.#loop.isStopping) {
        return changed;
      }
    }
  }

  async #dropSpentClaims(): Promise<void> {
    await this.#database.write(tx => this.#store.dropSpentClaims(tx));
  }

  async #nextDue() {
    return this.#database.read(db => this.#store.nextDue(db));
  }

  /** How many were due; another backend may have ended some of them. */
  async #lapse(lapses: DueLapse[], dueAt: number): Promise<number> {
    for (const { id, kind } of lapses) {
      try {
        await this.#service.end(id, { kind, dueAt }, { actor: 'system' });
      } catch (error) {
        if (!(
          error instanceof ConflictError || error instanceof NotFoundError
        )) {
          throw error;
        }
      }
    }
    return lapses.length;
  }

  async #pass(): Promise<number> {
    const next = await this.#nextDue();
    if (!next || next.at > next.now) {
      return 0;
    }
    const lapses = await this.#database.read(db =>
      this.#store.lapsesAt(db, next.at, BATCH),
    );
    if (lapses.length > 0) {
      return this.#lapse(lapses, next.at);
    }
    const inventory = await this.#inventory.latest();
    return this.#database.write(async tx => {
      const due = await this.#store.claimDue(tx, BATCH);
      if (due.length === 0) {
        return 0;
      }
      const bookings = new Map(
        (
          await this.#bookings.getMany(
            tx,
            due.map(({ id }) => id),
          )
        ).map(booking => [booking.id, booking]),
      );
      const done = due.map(transition => ({
        transition,
        ...advance(bookings.get(transition.id)!, transition),
      }));
      const events = done.map(({ transition, booking, about }) =>
        bookingEvent(
          EVENT_TYPES[transition.to],
          'system',
          booking,
          inventory,
          {
            ...(transition.to === 'completed' ? { reason: 'completed' } : {}),
            ...(isLate(transition, booking) ? { late: true } : {}),
          },
          about,
        ),
      );
      await this.#store.store(
        tx,
        due,
        done.map(({ booking }) => booking),
      );
      await this.#database.outbox.append(tx.knex, events);
      return due.length;
    });
  }
}

/** What begins because somebody has checked in after its start is not late. */
function isLate(
  { to, at, now }: DueTransition,
  { checkedInAt = at }: BookingRecord,
): boolean {
  return now - (to === 'active' ? Math.max(at, checkedInAt) : at) > LATE_MS;
}

/** The booking after a transition, and which resources that was about, if not all. */
function advance(
  booking: BookingRecord,
  { to, at, now }: DueTransition,
): { booking: BookingRecord; about?: ReadonlySet<string> } {
  if (to === 'warned') {
    return { booking: { ...booking, offHoursWarnAt: undefined } };
  }
  if (to === 'set_up' || to === 'torn_down') {
    const announce = to === 'set_up' ? announceSetup : announceTeardown;
    const { resources, about } = announce(booking, at);
    return { booking: { ...booking, resources }, about };
  }
  return {
    booking: {
      ...booking,
      status: to,
      version: booking.version + 1,
      updatedAt: now,
      resources:
        to === 'completed'
          ? tearDownAfterUse(booking.resources, booking.endAt)
          : booking.resources,
    },
  };
}
