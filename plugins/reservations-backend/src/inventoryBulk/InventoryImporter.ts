import type { CallContext } from '@callboard/backend-access';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { InventoryImportReport } from '@callboard/backstage-plugin-reservations-common';
import { Batch, type BatchStores, type ImportRights } from './ImportBatch';
import type { ImportLine } from './ImportLine';
import type { InventoryWriter } from '../inventory/InventoryWriter';

interface Options extends BatchStores {
  writer: InventoryWriter;
}

/** Ends the transaction of what is not to be saved, with its report. */
class NotSaved extends Error {
  constructor(readonly report: InventoryImportReport) {
    super('Not saved');
  }
}

/**
 * Creates and changes many things of the inventory in one transaction, or none.
 *
 * Nothing is checked here that a single edit checks: the services of sites,
 * types and resources run as they are, with a writer that is part of this
 * transaction. A dry run does all of it too, and then rolls back, so what it
 * says is what would happen. Everything is created before what stands on it:
 * sites, types, then resources layer by layer, since their services look at the
 * inventory, which is read again only after each layer and each move.
 */
export class InventoryImporter {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): InventoryImporter {
    return new InventoryImporter(options);
  }

  async run(
    lines: ImportLine[],
    options: {
      dryRun: boolean;
      rights: ImportRights;
      checkBody: BodyChecker;
      context: CallContext;
    },
  ): Promise<InventoryImportReport> {
    const { dryRun, context } = options;
    try {
      return await this.#options.writer.run(dryRun ? {} : context, async tx => {
        const batch = new Batch(tx, this.#options, options);
        const report = await batch.run(lines);
        if (dryRun || report.counts.error > 0) {
          throw new NotSaved(report);
        }
        return { result: { ...report, applied: true }, events: batch.events };
      });
    } catch (error) {
      if (error instanceof NotSaved) {
        return error.report;
      }
      throw error;
    }
  }
}
