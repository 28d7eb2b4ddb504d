import type { JsonObject } from '@backstage/types';
import type { Database } from '@callboard/backend-database';
import type { NewBooking } from '@callboard/backstage-plugin-reservations-common';
import type { Assessment } from '../bookings/assess';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type By, type Caller, termsOf } from '../bookings/BookingsService';
import type { BookingStore } from '../bookings/BookingStore';
import type { ClaimTransaction } from '../bookings/ClaimTransaction';
import { newBookingRecord } from '../bookings/newBookingRecord';
import { insertBookings } from '../bookings/operations/insertBookings';
import {
  checkInterval,
  checkTimeZone,
  parseInterval,
} from '../domain/bookingTimes';
import type { Inventory } from '../domain/Inventory';
import { planBooking } from '../domain/planBooking';
import { type ExternalPolicies, judgeEach } from '../externalPolicies';
import type { InventoryCache } from '../inventory/InventoryCache';

interface Options {
  database: Database;
  bookings: BookingStore;
  transaction: ClaimTransaction;
  inventory: InventoryCache;
  external: ExternalPolicies;
  /** The longest booking there may be. */
  maxBookingDays: number;
}

/** Several bookings of one person in one transaction: all of them, or none. */
export class BulkService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): BulkService {
    return new BulkService(options);
  }

  /**
   * @param check - Runs what is asked of an item, so that what is wrong with it
   * can be said of that item.
   */
  async create(
    items: NewBooking[],
    owner: string,
    context: By,
    by: Caller | undefined,
    check: <T>(index: number, run: () => T) => T,
  ): Promise<BookingRecord[]> {
    const times = items.map((item, index) =>
      check(index, () => {
        const time = parseInterval(item.start, item.end);
        checkInterval(time, this.#options.maxBookingDays);
        if (item.timeZone !== undefined) {
          checkTimeZone(item.timeZone);
        }
        return time;
      }),
    );
    const plan = (inventory: Inventory) =>
      items.map((item, index) =>
        check(index, () =>
          planBooking(
            {
              resourceRefs: item.resourceRefs,
              units: item.units,
              time: times[index],
              parameters: (item.parameters ?? {}) as JsonObject,
            },
            inventory,
          ),
        ),
      );
    return this.#options.transaction.run(
      {
        plan,
        verdictsEach: await judgeEach(
          this.#options.external,
          plan,
          () => this.#options.inventory.current(),
          index => ({
            operation: 'create',
            dryRun: false,
            by: context.actor,
            booking: { ...items[index], owner },
          }),
        ),
        ...termsOf(by, owner, items[0].project),
        startChanged: true,
        idempotency: context.idempotency,
      },
      async (tx, assessments) => {
        const made = assessments.map((assessment: Assessment, index) => ({
          booking: newBookingRecord(items[index], assessment, {
            owner,
            actor: context.actor,
          }),
          claims: assessment.plan.claims,
        }));
        await insertBookings(
          tx,
          {
            ...this.#options,
            actor: context.actor,
            inventory: assessments[0].plan.inventory,
          },
          made,
        );
        return made.map(({ booking }) => booking);
      },
    );
  }
}
