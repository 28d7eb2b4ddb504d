import type { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  type Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Principal } from '@callboard/access-policy';
import {
  FreshCache,
  type PrincipalResolver,
  RoleMapping,
} from '@callboard/access-principals';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { normaliseRef } from '../domain/Inventory';
import type { QuotaTeam } from '../domain/quotas';

const FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];
const CHUNK = 100;
const TEAM_FIELDS = [...FIELDS, 'spec.type', 'relations'];
const TEAMS_TTL_MS = 30_000;
const MAX_OWNERS = 5_000;

/** Whether a ref is in form that of a user or a group; lower-cased. */
export function isPersonRef(ref: string): boolean {
  return /^(user|group):([a-z0-9._-]+\/)?[a-z0-9._-]+$/i.test(ref);
}

interface PeopleOptions {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  principals: PrincipalResolver;
}

/**
 * Users and groups as the catalog has them at the moment. While it cannot be
 * asked, everything here throws a 503.
 */
export class People {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #principals: PrincipalResolver;
  readonly #isTeam: (group: Entity) => boolean;
  readonly #teams = FreshCache.create<QuotaTeam[]>({
    ttlMs: TEAMS_TTL_MS,
    maxEntries: MAX_OWNERS,
  });

  private constructor(options: PeopleOptions) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#principals = options.principals;
    const types = options.config.getOptionalStringArray(
      'callboard.access.teamTypes',
    ) ?? ['team'];
    const roles = RoleMapping.fromConfig(options.config);
    this.#isTeam = group =>
      types.includes(String(group.spec?.type ?? '')) &&
      !roles.givesRole(stringifyEntityRef(group));
  }

  static create(options: PeopleOptions): People {
    return new People(options);
  }

  /** Those of `refs` that are in the catalog, normalised. */
  async known(refs: Iterable<string>): Promise<Set<string>> {
    const asked = [...new Set([...refs].map(ref => normaliseRef(ref)))];
    const found = new Set<string>();
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      for (let at = 0; at < asked.length; at += CHUNK) {
        const { items } = await this.#catalog.getEntitiesByRefs(
          { entityRefs: asked.slice(at, at + CHUNK), fields: FIELDS },
          { credentials },
        );
        for (const entity of items) {
          if (entity) {
            found.add(stringifyEntityRef(entity));
          }
        }
      }
      return found;
    } catch (error) {
      throw new ServiceUnavailableError(
        'People cannot be looked up at the moment: the catalog does not answer',
        error,
      );
    }
  }

  /** Whether there is any user at all, which one that is loading may not have. */
  async anybody(): Promise<boolean> {
    try {
      const { items } = await this.#catalog.queryEntities(
        { filter: { kind: 'User' }, fields: FIELDS, limit: 1 },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return items.length > 0;
    } catch (error) {
      throw new ServiceUnavailableError(
        'People cannot be looked up at the moment: the catalog does not answer',
        error,
      );
    }
  }

  /** What somebody is and may do; without claims where they are not in the catalog. */
  async principal(ref: string): Promise<Principal> {
    return this.#principals.forUser(ref);
  }

  /**
   * The teams that somebody is a direct member of, or the group itself, each
   * with its people; at most 30 s old. What a team is, config says, as for team
   * leads: a whole organisation, or the people with some role, is none.
   */
  async teamsOf(ref: string): Promise<readonly QuotaTeam[]> {
    return this.#teams.get(ref, async () => {
      try {
        return await this.#readTeams(ref);
      } catch (error) {
        throw new ServiceUnavailableError(
          'Quotas of groups cannot be counted at the moment: the catalog does not say who is in which group',
          error,
        );
      }
    });
  }

  async #readTeams(ref: string): Promise<QuotaTeam[]> {
    const [owner] = await this.#entities([ref]);
    if (!owner) {
      return [];
    }
    const groups = isGroup(owner)
      ? [owner]
      : (await this.#entities(targets(owner, RELATION_MEMBER_OF))).filter(
          this.#isTeam,
        );
    return groups.map(group => ({
      ref: stringifyEntityRef(group),
      members: targets(group, RELATION_HAS_MEMBER),
    }));
  }

  async #entities(entityRefs: string[]): Promise<Entity[]> {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: TEAM_FIELDS },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return items.filter(entity => entity !== undefined);
  }

  async caller(
    credentials: BackstageCredentials,
  ): Promise<Principal | undefined> {
    return this.#principals.forCredentials(credentials);
  }
}

function isGroup({ kind }: Entity): boolean {
  return kind.toLocaleLowerCase('en-US') === 'group';
}

function targets(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => stringifyEntityRef(parseEntityRef(targetRef)));
}
