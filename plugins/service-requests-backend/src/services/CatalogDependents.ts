import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  RELATION_DEPENDENCY_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Dependents } from '@callboard/backstage-plugin-service-requests-common';
import type { DependentsReader } from '../requests/Assessor';

/** What the catalog's relations say depends on a service. */
export class CatalogDependents implements DependentsReader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogDependents {
    return new CatalogDependents(options.auth, options.catalog);
  }

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  async count(entityRef: string): Promise<number> {
    return (await this.#refs(entityRef)).length;
  }

  /** Those that the caller may see, by entity ref; of the others, how many. */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Dependents> {
    const refs = await this.#refs(entityRef);
    if (refs.length === 0) {
      return { items: [], hidden: 0 };
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    const seen = items.flatMap(entity =>
      entity
        ? [
            {
              entityRef: stringifyEntityRef(entity),
              title: entity.metadata.title,
              kind: entity.kind,
            },
          ]
        : [],
    );
    return { items: seen, hidden: refs.length - seen.length };
  }

  async #refs(entityRef: string): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    return (entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_DEPENDENCY_OF)
      .map(({ targetRef }) => targetRef)
      .sort();
  }
}
