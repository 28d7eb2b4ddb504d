import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { OFFERING_ENTITY_TYPE } from '@callboard/backstage-plugin-service-requests-common';
import type { OfferingsService } from './OfferingsService';
import type { OfferingDefinition } from './types';

interface Options {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntities'>;
  logger: LoggerService;
  offerings: OfferingsService;
}

/**
 * Offerings that are entities of the catalog (`kind: Resource`, `spec.type:
 * service-offering`), with the document in `spec.offering`. One that is wrong is
 * said in the log and left as it was; the others are not its hostages.
 */
export class CatalogOfferings {
  readonly #options: Options;
  /** What was said in the log last time, so that it is not said every minute. */
  #said = '';

  static create(options: Options): CatalogOfferings {
    return new CatalogOfferings(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'service-requests-catalog-offerings',
      frequency: { minutes: 1 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 15 },
      fn: () => this.run(),
    });
  }

  /** Brings in what the catalog has now. Rejects where it does not answer. */
  async run(): Promise<void> {
    const { auth, catalog, offerings } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Resource', 'spec.type': OFFERING_ENTITY_TYPE } },
      { credentials },
    );
    const problems: string[] = [];
    const definitions: OfferingDefinition[] = [];
    for (const entity of items) {
      definitions.push(...(await this.#read(entity, problems)));
    }
    const { refused } = await offerings.sync('catalog', definitions);
    problems.push(
      ...refused.map(
        name =>
          `An offering called ${name} comes from elsewhere; the catalog's is not used`,
      ),
    );
    this.#say(problems);
  }

  async #read(
    entity: Entity,
    problems: string[],
  ): Promise<OfferingDefinition[]> {
    const { offerings } = this.#options;
    try {
      return [await offerings.check(entity.spec?.offering)];
    } catch (error) {
      problems.push(
        `The catalog entity ${entity.metadata.name} is no offering: ${(error as Error).message}`,
      );
      return this.#asItWas(entity);
    }
  }

  #asItWas({ spec }: Entity): OfferingDefinition[] {
    const { name } = (spec?.offering ?? {}) as { name?: unknown };
    const known = this.#options.offerings.definition(String(name));
    return known ? [known] : [];
  }

  #say(problems: string[]): void {
    const text = problems.join('\n');
    if (text !== this.#said) {
      problems.forEach(problem => this.#options.logger.warn(problem));
      this.#said = text;
    }
  }
}
