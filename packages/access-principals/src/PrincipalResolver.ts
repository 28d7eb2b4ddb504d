import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Principal } from '@callboard/access-policy';
import { FreshCache } from './FreshCache';
import { readClaims } from './readClaims';
import { RoleMapping } from './RoleMapping';

/** How long a membership that was taken away may still count, at most. */
const CLAIMS_TTL_MS = 30_000;
const MAX_USERS = 20_000;
const PLUGIN_SUBJECT = /^plugin:(.+)$/;

/** Says who somebody is to the access policy. */
export interface PrincipalResolver {
  /**
   * The principal behind a request, or undefined where nobody is signed in.
   * Throws ServiceUnavailableError while a user's groups cannot be read.
   */
  forCredentials(
    credentials: BackstageCredentials,
  ): Promise<Principal | undefined>;

  /**
   * A user by entity ref, for what runs without their credentials (a feed, a
   * signed link, a payload filter). Throws ServiceUnavailableError likewise.
   */
  forUser(userEntityRef: string): Promise<Principal>;
}

/** Users' claims, to be shared by every plugin of a backend. */
export type ClaimsCache = FreshCache<string[]>;

/** `now` is a clock in milliseconds that never goes back. */
export function createClaimsCache(options?: {
  now?: () => number;
}): ClaimsCache {
  return FreshCache.create<string[]>({
    ttlMs: CLAIMS_TTL_MS,
    maxEntries: MAX_USERS,
    now: options?.now,
    // Somebody whom the catalog does not know yet may be there in a moment.
    isWorthKeeping: claims => claims.length > 0,
  });
}

function servicePrincipal(subject: string): Principal {
  const plugin = PLUGIN_SUBJECT.exec(subject)?.[1];
  return { kind: 'service', ref: subject, claims: [], roles: [], plugin };
}

/**
 * A static external token bears whatever subject its config gives it. One that
 * calls itself `plugin:…` would pass for a plugin of this portal.
 */
function refuseForgedPlugins(config: Config): void {
  const key = 'backend.auth.externalAccess';
  for (const [index, access] of (
    config.getOptionalConfigArray(key) ?? []
  ).entries()) {
    const subject = access.getOptional('options.subject');
    if (typeof subject === 'string' && PLUGIN_SUBJECT.test(subject)) {
      throw new InputError(
        `${key}[${index}].options.subject is '${subject}', but only plugins of this portal are called 'plugin:…'`,
      );
    }
  }
}

class CatalogPrincipalResolver implements PrincipalResolver {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #cache: ClaimsCache;
  readonly #roles: RoleMapping;

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    config: Config;
    cache?: ClaimsCache;
  }): CatalogPrincipalResolver {
    refuseForgedPlugins(options.config);
    return new CatalogPrincipalResolver(
      options.auth,
      options.catalog,
      options.cache ?? createClaimsCache(),
      RoleMapping.fromConfig(options.config),
    );
  }

  private constructor(
    auth: AuthService,
    catalog: CatalogService,
    cache: ClaimsCache,
    roles: RoleMapping,
  ) {
    this.#auth = auth;
    this.#catalog = catalog;
    this.#cache = cache;
    this.#roles = roles;
  }

  async forCredentials(
    credentials: BackstageCredentials,
  ): Promise<Principal | undefined> {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return this.forUser(credentials.principal.userEntityRef);
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return servicePrincipal(credentials.principal.subject);
    }
    return undefined;
  }

  async forUser(userEntityRef: string): Promise<Principal> {
    const ref = stringifyEntityRef(parseEntityRef(userEntityRef));
    const claims = await this.#cache.get(ref, () => this.#readClaims(ref));
    return { kind: 'user', ref, claims, roles: this.#roles.rolesOf(claims) };
  }

  async #readClaims(ref: string): Promise<string[]> {
    try {
      const own = await this.#auth.getOwnServiceCredentials();
      return await readClaims(ref, this.#catalog, own);
    } catch (error) {
      throw new ServiceUnavailableError(
        'Access cannot be decided at the moment: the catalog does not say who is in which group',
        error,
      );
    }
  }
}

/**
 * A resolver over the catalog. Groups are those the catalog knows now (at most
 * 30 s old), never those in the user's token, which are as old as the token; a
 * user who has left the catalog has neither claims nor roles.
 */
export function createPrincipalResolver(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  cache?: ClaimsCache;
}): PrincipalResolver {
  return CatalogPrincipalResolver.create(options);
}
