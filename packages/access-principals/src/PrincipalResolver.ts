import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Principal, Role } from '@callboard/access-policy';
import { FreshCache } from './FreshCache';
import { readClaims } from './readClaims';
import { readTeam } from './readTeam';
import { RoleMapping } from './RoleMapping';
import { ServiceAccounts } from './ServiceAccounts';

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

/** What the catalog says of a user. */
interface Membership {
  claims: string[];
  /** Whom they lead, if they have that role. */
  team: string[];
}

/** Users' claims, to be shared by every plugin of a backend. */
export type ClaimsCache = FreshCache<Membership>;

/** `now` is a clock in milliseconds that never goes back. */
export function createClaimsCache(options?: {
  now?: () => number;
}): ClaimsCache {
  return FreshCache.create<Membership>({
    ttlMs: CLAIMS_TTL_MS,
    maxEntries: MAX_USERS,
    now: options?.now,
    // Somebody whom the catalog does not know yet may be there in a moment.
    isWorthKeeping: ({ claims }) => claims.length > 0,
  });
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
  readonly #accounts: ServiceAccounts;
  readonly #teamTypes: string[];

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    config: Config;
    cache?: ClaimsCache;
  }): CatalogPrincipalResolver {
    refuseForgedPlugins(options.config);
    return new CatalogPrincipalResolver(options);
  }

  private constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    config: Config;
    cache?: ClaimsCache;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#cache = options.cache ?? createClaimsCache();
    this.#roles = RoleMapping.fromConfig(options.config);
    this.#accounts = ServiceAccounts.fromConfig(options.config);
    this.#teamTypes = options.config.getOptionalStringArray(
      'callboard.access.teamTypes',
    ) ?? ['team'];
  }

  async forCredentials(
    credentials: BackstageCredentials,
  ): Promise<Principal | undefined> {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      return this.forUser(credentials.principal.userEntityRef);
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return this.#forService(credentials.principal.subject);
    }
    return undefined;
  }

  async forUser(userEntityRef: string): Promise<Principal> {
    const ref = stringifyEntityRef(parseEntityRef(userEntityRef));
    const { claims, team } = await this.#cache.get(ref, () => this.#read(ref));
    const roles = this.#rolesOf(ref, claims);
    return {
      kind: 'user',
      ref,
      claims,
      roles,
      ...(team.length > 0 ? { team } : {}),
    };
  }

  #forService(subject: string): Principal {
    const plugin = PLUGIN_SUBJECT.exec(subject)?.[1];
    return plugin === undefined
      ? this.#accounts.principalOf(subject)
      : { kind: 'service', ref: subject, claims: [], roles: [], plugin };
  }

  /** Whom the catalog knows and config gives no role, is a visitor. */
  #rolesOf(ref: string, claims: string[]): Role[] {
    const roles = this.#roles.rolesOf(claims);
    const isGuest =
      roles.length === 0 && claims.length > 0 && ref.startsWith('user:');
    return isGuest ? ['visitor'] : roles;
  }

  async #read(ref: string): Promise<Membership> {
    try {
      const own = await this.#auth.getOwnServiceCredentials();
      const claims = await readClaims(ref, this.#catalog, own);
      const leads = this.#roles.rolesOf(claims).includes('team-lead');
      return {
        claims,
        team: leads
          ? await readTeam(ref, this.#isTeam, this.#catalog, own)
          : [],
      };
    } catch (error) {
      throw new ServiceUnavailableError(
        'Access cannot be decided at the moment: the catalog does not say who is in which group',
        error,
      );
    }
  }

  readonly #isTeam = (ref: string, type: string): boolean =>
    this.#teamTypes.includes(type) && !this.#roles.givesRole(ref);
}

/**
 * A resolver over the catalog. Groups are those the catalog knows now (at most
 * 30 s old), never those in the user's token, which are as old as the token; a
 * user who has left the catalog has neither claims nor roles. One whom config
 * gives no role is a visitor, who has what access grants give.
 */
export function createPrincipalResolver(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  cache?: ClaimsCache;
}): PrincipalResolver {
  return CatalogPrincipalResolver.create(options);
}
