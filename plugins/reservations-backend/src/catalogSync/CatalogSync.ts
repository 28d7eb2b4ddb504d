import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION_BOOKABLE } from '@callboard/backstage-plugin-reservations-common';
import { type BookableEntity, readBookableEntity } from './bookableEntity';
import type { CatalogManagedResources } from './CatalogManagedResources';

// One kind only: `catalog.rules` says from where a kind may come, and so who may
// bring things into the inventory.
const FILTER = {
  kind: 'Resource',
  [`metadata.annotations.${ANNOTATION_BOOKABLE}`]: 'true',
};
const FIELDS = ['kind', 'metadata', 'relations'];

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  resources: CatalogManagedResources;
}

/**
 * Takes the entities that want to be booked from the catalog into the inventory.
 *
 * Each run compares everything there with everything here and writes what
 * differs, so it does not matter how often, on how many backends, or after which
 * failure it runs. The catalog has no event for a changed entity; a run that
 * finds nothing to do is one query to the catalog and a few here.
 *
 * - An entity that is gone, or no longer annotated, is archived: its bookings
 *   stay. If it comes back, so does the resource.
 * - An annotation that cannot be understood leaves things as they are. That is
 *   said once, until it says something else.
 * - A catalog that cannot be asked, or that has nothing at all in it (it is being
 *   built anew), archives nothing.
 */
export class CatalogSync {
  readonly #options: Options;
  readonly #complaints = new Map<string, string>();

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): CatalogSync {
    return new CatalogSync(options);
  }

  async run(): Promise<void> {
    const { resources } = this.#options;
    let entities: Entity[] | undefined;
    await this.#attempt('the catalog', async () => {
      entities = await this.#fetchEntities();
    });
    if (!entities) {
      return;
    }
    const known = new Map(
      (await resources.list()).map(one => [one.entityRef, one]),
    );
    const bookable: BookableEntity[] = [];
    for (const entity of entities) {
      const ref = stringifyEntityRef(entity);
      await this.#attempt(`annotations of ${ref}`, async () => {
        bookable.push(readBookableEntity(entity));
      });
    }
    for (const entity of wholesFirst(bookable)) {
      await this.#attempt(entity.entityRef, () =>
        resources.put(entity, known.get(entity.entityRef)),
      );
    }
    const present = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const gone = [...known.values()].filter(
      ({ entityRef, archived }) => !archived && !present.has(entityRef),
    );
    await this.#attempt('what has left the catalog', async () => {
      for (const { entityRef } of await this.#reallyGone(gone)) {
        await resources.archive(entityRef);
      }
    });
  }

  async #fetchEntities(): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const request = { filter: FILTER, fields: FIELDS };
    for await (const page of catalog.streamEntities(request, { credentials })) {
      entities.push(...page);
    }
    return entities;
  }

  async #reallyGone<T>(gone: T[]): Promise<T[]> {
    const { auth, catalog, logger } = this.#options;
    if (gone.length === 0) {
      return [];
    }
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.queryEntities(
      { limit: 1, fields: ['kind'] },
      { credentials },
    );
    if (items.length === 0) {
      logger.warn('The catalog is empty; nothing is archived for that');
      return [];
    }
    return gone;
  }

  /** One failure is not another's; each is said once. */
  async #attempt(subject: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#complaints.delete(subject);
    } catch (error) {
      const complaint = error instanceof Error ? error.message : String(error);
      if (this.#complaints.get(subject) !== complaint) {
        this.#complaints.set(subject, complaint);
        this.#options.logger.warn(
          `Bookable entities: ${subject} cannot be taken over: ${complaint}`,
        );
      }
    }
  }
}

/** What others are part of comes before them; a circle is cut somewhere. */
function wholesFirst(entities: BookableEntity[]): BookableEntity[] {
  const byRef = new Map(entities.map(entity => [entity.entityRef, entity]));
  const sorted = new Set<BookableEntity>();
  const visiting = new Set<BookableEntity>();
  const visit = (entity: BookableEntity) => {
    if (sorted.has(entity) || visiting.has(entity)) {
      return;
    }
    visiting.add(entity);
    for (const ref of entity.wholes) {
      const whole = byRef.get(ref);
      if (whole) {
        visit(whole);
      }
    }
    sorted.add(entity);
  };
  entities.forEach(visit);
  return [...sorted];
}
