import { randomUUID } from 'node:crypto';
import type { Database, Writer } from '@callboard/backend-database';
import { monthlyCost, type PriceTable } from '../cost';
import type { EnvironmentConfig } from '../environments';
import { desiredParameters, type OfferingDefinition } from '../offerings';
import type { QuotaLedger } from '../quotas';
import type {
  ItemRecord,
  PlacementRecord,
  RequestRecord,
  RevisionRecord,
} from '../requests/types';
import { changesBetween } from './changesBetween';
import { serviceEvent } from './serviceEvent';
import type { ServiceStore } from './ServiceStore';
import { entityRefOf, NOTHING_SEEN, type ServiceRecord } from './types';

interface Options {
  database: Database;
  environments: EnvironmentConfig[];
  /** A version of an offering, which is kept as long as something was made of it. */
  offering(name: string, version: number): OfferingDefinition | undefined;
  prices: PriceTable;
  quotas: Pick<QuotaLedger, 'settle'>;
  services: ServiceStore;
}

/** Writes down what a merge has brought: services that are new, changed, or to go. */
export class MergedRequests {
  readonly #options: Options;

  static create(options: Options): MergedRequests {
    return new MergedRequests(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** In the transaction that records the merge, with the request's lock. */
  async apply(
    tx: Writer,
    request: RequestRecord,
    revision: RevisionRecord,
    actor: string,
    now: number,
  ): Promise<void> {
    const { quotas, services } = this.#options;
    const ids = request.items.flatMap(({ placements }) =>
      placements.map(({ serviceId }) => serviceId),
    );
    const known = new Map(
      (await services.lock(tx, ids)).map(one => [one.id, one]),
    );
    for (const [index, item] of request.items.entries()) {
      for (const placement of item.placements) {
        const before = known.get(placement.serviceId);
        const after = this.#after(
          request,
          revision,
          index,
          item,
          placement,
          before,
          now,
        );
        await (before
          ? services.update(tx, after)
          : services.insert(tx, after));
        await this.#record(tx, request, item, before, after, actor, now);
      }
    }
    await quotas.settle(tx, request.id);
  }

  #after(
    request: RequestRecord,
    { assessment }: RevisionRecord,
    index: number,
    item: ItemRecord,
    { region, serviceId }: PlacementRecord,
    before: ServiceRecord | undefined,
    now: number,
  ): ServiceRecord {
    const definition = this.#options.offering(
      item.offering,
      item.offeringVersion,
    );
    if (!definition) {
      throw new Error(
        `Version ${item.offeringVersion} of ${item.offering} is not there any more`,
      );
    }
    const parameters = desiredParameters(
      definition,
      item.operation,
      before?.parameters,
      item.parameters,
    );
    const common = {
      parameters,
      cost: monthlyCost(
        { index, region, offering: definition, after: parameters },
        this.#options.prices,
      ),
      currency: assessment.cost.currency,
      changeRequestId: request.id,
      mergedAt: now,
      statusSince: now,
      statusReason: undefined,
      updatedAt: now,
    };
    if (before) {
      const removes = item.operation === 'decommission';
      return {
        ...before,
        ...common,
        phase: removes ? 'remove' : 'change',
        status: removes ? 'removing' : 'updating',
        version: before.version + 1,
      };
    }
    const place = { environment: request.environment, region, name: item.name };
    return {
      ...common,
      ...place,
      id: serviceId,
      version: 1,
      createdAt: now,
      entityRef: entityRefOf(place),
      offering: item.offering,
      offeringVersion: item.offeringVersion,
      production:
        this.#options.environments.find(
          ({ name }) => name === request.environment,
        )?.production ?? false,
      owner: request.owner,
      requestedBy: request.requestedBy,
      costCentre: request.costCentre,
      requestId: request.id,
      phase: 'create',
      status: 'provisioning',
      judgement: NOTHING_SEEN,
      endDate: request.endDate,
    };
  }

  async #record(
    tx: Writer,
    request: RequestRecord,
    item: ItemRecord,
    before: ServiceRecord | undefined,
    after: ServiceRecord,
    actor: string,
    now: number,
  ): Promise<void> {
    const { database, services } = this.#options;
    await services.insertChange(tx, {
      id: randomUUID(),
      serviceId: after.id,
      requestId: request.id,
      operation: item.operation,
      // Whoever merged it, often nobody, is on its request.
      actor: request.requestedBy,
      changes:
        item.operation === 'decommission'
          ? []
          : changesBetween(before?.parameters ?? {}, after.parameters),
      at: now,
    });
    await database.outbox.append(tx.knex, [
      serviceEvent(
        before ? 'service.changed' : 'service.created',
        actor,
        after,
        {
          before,
          at: now,
        },
      ),
    ]);
  }
}
