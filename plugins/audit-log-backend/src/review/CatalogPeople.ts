import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Somebody in the catalog. */
export interface Person {
  ref: string;
  title?: string;
  /** Themselves, their groups, and the groups those are in. */
  claims: string[];
}

/** Everybody in the catalog: a snapshot. */
export interface People {
  persons: Person[];
  titles: Map<string, string>;
}

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

/** Reads who there is, and in which groups, as the access policy counts it. */
export class CatalogPeople {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): CatalogPeople {
    return new CatalogPeople(options.auth, options.catalog);
  }

  private constructor(auth: AuthService, catalog: CatalogService) {
    this.#auth = auth;
    this.#catalog = catalog;
  }

  /** Throws ServiceUnavailableError while the catalog cannot be asked. */
  async read(): Promise<People> {
    try {
      const { items } = await this.#catalog.getEntities(
        { filter: { kind: ['User', 'Group'] }, fields: FIELDS },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return toPeople(items);
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog does not say at the moment who there is',
        error,
      );
    }
  }
}

export function toPeople(entities: Entity[]): People {
  const groups = new Map<string, string[]>();
  const titles = new Map<string, string>();
  const users: [ref: string, memberOf: string[]][] = [];
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    const title = titleOf(entity);
    if (title !== undefined) {
      titles.set(ref, title);
    }
    if (entity.kind.toLowerCase() === 'user') {
      users.push([ref, targets(entity, RELATION_MEMBER_OF)]);
    } else {
      groups.set(ref, targets(entity, RELATION_CHILD_OF));
    }
  }
  return {
    titles,
    persons: users
      .map(([ref, memberOf]) => ({
        ref,
        title: titles.get(ref),
        claims: [ref, ...above(memberOf, groups)],
      }))
      .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}

/** These groups and all that they are in, as far as they exist. */
function above(direct: string[], groups: Map<string, string[]>): string[] {
  const found = new Set<string>();
  for (let next = direct; next.length > 0;) {
    const known = next.filter(ref => groups.has(ref) && !found.has(ref));
    known.forEach(ref => found.add(ref));
    next = known.flatMap(ref => groups.get(ref)!);
  }
  return [...found];
}

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef.toLowerCase())
    .filter(ref => ref.startsWith('group:'));
}

function titleOf({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  const name = profile?.displayName ?? metadata.title;
  return typeof name === 'string' ? name : undefined;
}
