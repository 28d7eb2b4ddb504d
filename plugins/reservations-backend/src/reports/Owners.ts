import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  type GroupEntity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type UserEntity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const CHUNK = 100;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

/** Who owns what was used: names, and who is in which group now. */
export class Owners {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): Owners {
    return new Owners(options);
  }

  private constructor(options: { auth: AuthService; catalog: CatalogService }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
  }

  /** Titles by ref; of who has none, or is no longer known, the name. */
  async titles(refs: Iterable<string>): Promise<Map<string, string>> {
    const entities = await this.#read(refs);
    return new Map(
      [...refs].map(ref => [ref, titleOf(ref, entities.get(ref))]),
    );
  }

  /**
   * The groups that each is a member of, without those that these are part of; a
   * group is its own. None for a person who is in none, or no longer known.
   */
  async groups(refs: Iterable<string>): Promise<Map<string, string[]>> {
    const all = [...refs];
    const people = all.filter(ref => !ref.startsWith('group:'));
    const entities = await this.#read(people);
    return new Map(
      all.map(ref => [
        ref,
        ref.startsWith('group:') ? [ref] : groupsOf(entities.get(ref)),
      ]),
    );
  }

  async #read(refs: Iterable<string>): Promise<Map<string, Entity>> {
    const asked = [...new Set(refs)];
    const found = new Map<string, Entity>();
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      for (let at = 0; at < asked.length; at += CHUNK) {
        const { items } = await this.#catalog.getEntitiesByRefs(
          { entityRefs: asked.slice(at, at + CHUNK), fields: FIELDS },
          { credentials },
        );
        for (const entity of items) {
          if (entity) found.set(stringifyEntityRef(entity), entity);
        }
      }
    } catch (error) {
      throw new ServiceUnavailableError(
        'People cannot be looked up at the moment: the catalog does not answer',
        error,
      );
    }
    return found;
  }
}

function groupsOf(entity: Entity | undefined): string[] {
  const groups = (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef.toLowerCase());
  return [...new Set(groups)];
}

function titleOf(ref: string, entity: Entity | undefined): string {
  const { profile } =
    (entity as UserEntity | GroupEntity | undefined)?.spec ?? {};
  return (
    profile?.displayName ?? entity?.metadata.title ?? parseEntityRef(ref).name
  );
}
