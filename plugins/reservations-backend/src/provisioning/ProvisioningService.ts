import { ConflictError } from '@backstage/errors';
import type {
  Provisioning,
  ProvisioningReport,
} from '@callboard/backstage-plugin-reservations-common';
import type { Database, Writer } from '@callboard/backend-database';
import { bookingEvent } from '../bookings/bookingEvent';
import type { BookingRecord } from '../bookings/BookingRecord';
import type { BookingStore } from '../bookings/BookingStore';
import { normaliseRef } from '../domain/Inventory';
import { notFound } from '../errors';
import { toJson } from '../events';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { ReportRecord, StepRecord } from './ProvisioningRecord';
import type { ProvisioningStore } from './ProvisioningStore';
import { stepView, summarise } from './summarise';

interface Options {
  database: Database;
  bookings: BookingStore;
  inventory: InventoryCache;
  provisioning: ProvisioningStore;
}

/** What receivers say about setting up bookings, whoever may hear it. */
export class ProvisioningService {
  readonly #options: Options;

  static create(options: Options): ProvisioningService {
    return new ProvisioningService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async stepsOf(bookingId: string): Promise<StepRecord[]> {
    const { database, provisioning } = this.#options;
    return database.read(db => provisioning.ofBooking(db, bookingId));
  }

  async stepsOfMany(bookingIds: string[]): Promise<Map<string, StepRecord[]>> {
    const { database, provisioning } = this.#options;
    return database.read(db => provisioning.ofBookings(db, bookingIds));
  }

  /**
   * Takes a report once: the same `reportId` again changes nothing. Reports of
   * one booking go one after the other, by its row's lock; one that is older
   * than what its step says already is kept, and nothing else.
   *
   * @throws NotFoundError (404) where there is no such booking
   */
  async report(
    bookingId: string,
    report: ProvisioningReport,
    actor: string,
  ): Promise<Provisioning> {
    const { database, bookings, inventory, provisioning } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const booking = await bookings.lock(tx, bookingId);
      if (!booking) {
        throw notFound('booking', bookingId);
      }
      const steps = await provisioning.ofBooking(tx, bookingId);
      if (await this.#isRepeated(tx, bookingId, report.reportId)) {
        return summarise(steps)!;
      }
      const arrived = toRecord(bookingId, report);
      const before = steps.find(step => isSameStep(step, arrived));
      const applied = !before || before.at <= arrived.at;
      const next: ReportRecord = {
        ...arrived,
        status: report.status ?? before?.status ?? 'provisioning',
        access: arrived.access ?? before?.access,
      };
      await provisioning.addReport(tx, next, applied);
      if (!applied) {
        return summarise(steps)!;
      }
      await provisioning.putStep(tx, next);
      const others = steps.filter(step => step !== before);
      const summary = summarise([...others, next])!;
      if (before && !report.notify && saysTheSame(before, next)) {
        return summary;
      }
      await database.outbox.append(tx.knex, [
        bookingEvent('booking.provisioning_changed', actor, booking, known, {
          ...toJson({
            provisioning: summary,
            step: stepView(next, false),
            notify: report.notify,
            before: summarise(steps)?.status,
          }),
        }),
      ]);
      return summary;
    });
  }

  async #isRepeated(
    tx: Writer,
    bookingId: BookingRecord['id'],
    reportId: string,
  ): Promise<boolean> {
    const of = await this.#options.provisioning.bookingOfReport(tx, reportId);
    if (of !== undefined && of !== bookingId) {
      throw new ConflictError('This report is about another booking');
    }
    return of !== undefined;
  }
}

function toRecord(bookingId: string, report: ProvisioningReport) {
  return {
    bookingId,
    reportId: report.reportId,
    deliveryId: report.deliveryId,
    endpointId: report.endpointId,
    endpointTitle: report.endpointTitle,
    resourceRef: report.resourceRef && normaliseRef(report.resourceRef),
    message: report.message,
    access: report.access,
    at: Date.parse(report.at),
  };
}

function isSameStep(
  a: Pick<StepRecord, 'endpointId' | 'resourceRef'>,
  b: Pick<StepRecord, 'endpointId' | 'resourceRef'>,
): boolean {
  return a.endpointId === b.endpointId && a.resourceRef === b.resourceRef;
}

/** As where a receiver did not hear our answer and reports once more. */
function saysTheSame(a: StepRecord, b: StepRecord): boolean {
  return (
    a.status === b.status &&
    a.message === b.message &&
    JSON.stringify(a.access) === JSON.stringify(b.access)
  );
}
