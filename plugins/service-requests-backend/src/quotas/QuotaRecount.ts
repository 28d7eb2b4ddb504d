import type { Database, Writer } from '@callboard/backend-database';
import { monthlyCost, type PriceTable } from '../cost';
import type { OfferingDefinition } from '../offerings/types';
import type { ServiceStore } from '../services/ServiceStore';
import type { ServiceRecord } from '../services/types';
import type { QuotaLedger } from './QuotaLedger';
import type { QuotaAmount, QuotaItem } from './types';

interface Options {
  database: Database;
  offering(name: string, version: number): OfferingDefinition | undefined;
  prices: PriceTable;
  quotas: Pick<QuotaLedger, 'count' | 'recount'>;
  services: Pick<ServiceStore, 'list'>;
}

const PAGE = 500;

/**
 * When the portal starts, its quotas and prices may be others than before:
 * without this, a new quota would find that nobody has anything.
 */
export class QuotaRecount {
  readonly #options: Options;

  static create(options: Options): QuotaRecount {
    return new QuotaRecount(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { database, quotas } = this.#options;
    await database.write(tx => quotas.recount(tx, () => this.#amounts(tx)));
  }

  async #amounts(tx: Writer): Promise<QuotaAmount[]> {
    const { quotas, services } = this.#options;
    const amounts: QuotaAmount[] = [];
    let cursor: string | undefined;
    do {
      const page = await services.list(tx, { limit: PAGE, cursor });
      for (const service of page.items) {
        const { owner, environment: name, production } = service;
        const scope = { owner, environment: { name, production } };
        amounts.push(...quotas.count(scope, [this.#toItem(service)]));
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return amounts;
  }

  /** What is being removed still is there. */
  #toItem(service: ServiceRecord): QuotaItem {
    const { region, parameters } = service;
    const offering = this.#options.offering(
      service.offering,
      service.offeringVersion,
    );
    return {
      serviceId: service.id,
      offering: service.offering,
      category: offering?.category ?? '',
      operation: 'update',
      region,
      parameters,
      cost:
        offering &&
        monthlyCost(
          { index: 0, region, offering, after: parameters },
          this.#options.prices,
        ),
    };
  }
}
