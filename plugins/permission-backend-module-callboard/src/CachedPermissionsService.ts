import {
  AuthService,
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import {
  AuthorizePermissionRequest,
  AuthorizePermissionResponse,
  PolicyDecision,
  QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import { FreshCache } from '@callboard/access-principals';

/** How long a decision of the portal's policy may outlive its reason, at most. */
const DECISIONS_TTL_MS = 5_000;
const MAX_DECISIONS = 20_000;

/**
 * Keeps the policy's conditional decisions about users for a few seconds, and
 * asks once where many ask the same at once. Only those decisions: they depend on
 * who asks and for what, and not on the thing itself.
 */
export class CachedPermissionsService implements PermissionsService {
  readonly #inner: PermissionsService;
  readonly #auth: AuthService;
  readonly #decisions: FreshCache<PolicyDecision>;

  /** `now` is a clock in milliseconds that never goes back. */
  static create(options: {
    inner: PermissionsService;
    auth: AuthService;
    now?: () => number;
  }): CachedPermissionsService {
    const decisions = FreshCache.create<PolicyDecision>({
      ttlMs: DECISIONS_TTL_MS,
      maxEntries: MAX_DECISIONS,
      now: options.now,
    });
    return new CachedPermissionsService(options.inner, options.auth, decisions);
  }

  private constructor(
    inner: PermissionsService,
    auth: AuthService,
    decisions: FreshCache<PolicyDecision>,
  ) {
    this.#inner = inner;
    this.#auth = auth;
    this.#decisions = decisions;
  }

  authorize(
    requests: AuthorizePermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<AuthorizePermissionResponse[]> {
    return this.#inner.authorize(requests, options);
  }

  async authorizeConditional(
    requests: QueryPermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<PolicyDecision[]> {
    const asker = this.#askerOf(options);
    if (!asker) {
      return this.#inner.authorizeConditional(requests, options);
    }
    const unknown: QueryPermissionRequest[] = [];
    let answers: Promise<PolicyDecision[]> | undefined;
    const decisions = requests.map(request =>
      this.#decisions.get(keyOf(asker, request), async () => {
        const index = unknown.push(request) - 1;
        // Asked a tick later, when `unknown` is complete: one call for all.
        answers ??= Promise.resolve().then(() =>
          this.#inner.authorizeConditional(unknown, options),
        );
        return (await answers)[index];
      }),
    );
    return Promise.all(decisions);
  }

  /**
   * The user with what tells one of their tokens from another, since a policy
   * may look into the token.
   */
  #askerOf(options?: PermissionsServiceRequestOptions): unknown {
    const credentials = options?.credentials;
    if (!credentials || !this.#auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    const { userEntityRef, actor } = credentials.principal;
    // A template task's credentials come out of a database, their date as text.
    return [userEntityRef, actor?.subject, credentials.expiresAt];
  }
}

function keyOf(asker: unknown, { permission }: QueryPermissionRequest): string {
  const { name, resourceType, attributes } = permission;
  return JSON.stringify([asker, name, resourceType, attributes.action]);
}
