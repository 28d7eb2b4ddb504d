import type { SqlFilter } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { type ReportQuestion, UsageReport } from '../domain/reports';
import type { ReadBooking, ReportStore } from './ReportStore';

/** More are not named to the database: it would read nearly all anyway. */
const FEW = 50;

export interface ReportRequest {
  question: ReportQuestion;
  inventory: Inventory;
  /** What is reported on. */
  selected: readonly ResourceFacts[];
  /** That of it whose use is measured against what there was; all by default. */
  measured?: readonly ResourceFacts[];
  /** Narrows what is read, where that is worth it. */
  filter?: SqlFilter;
  /** What of a booking counts. */
  visible?: (booking: ReadBooking) => ReadBooking;
  signal?: AbortSignal;
}

/** Adds up what is stored, without a thought for who may know it. */
export class ReportMaker {
  readonly #database: Database;
  readonly #store: ReportStore;

  static create(options: {
    database: Database;
    store: ReportStore;
  }): ReportMaker {
    return new ReportMaker(options);
  }

  private constructor(options: { database: Database; store: ReportStore }) {
    this.#database = options.database;
    this.#store = options.store;
  }

  async make(request: ReportRequest): Promise<UsageReport> {
    const { question, filter, signal, visible = one => one } = request;
    const { window } = question;
    const maintenance = await this.#database.read(db =>
      this.#store.maintenance(db, window),
    );
    const report = UsageReport.create({
      ...question,
      inventory: request.inventory,
      selected: request.selected,
      measured: request.measured,
      maintenanceOf: ({ id }) => maintenance.get(id) ?? [],
    });
    const { relevant } = report;
    const batches = this.#store.read(
      work => this.#database.read(work),
      {
        window,
        resourceIds: relevant.size <= FEW ? [...relevant] : undefined,
        filter,
      },
      signal,
    );
    for await (const bookings of batches) {
      bookings.forEach(booking => report.add(visible(booking)));
    }
    return report;
  }
}
