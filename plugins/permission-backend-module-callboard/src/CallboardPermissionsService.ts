import {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  PermissionsService,
  PermissionsServiceRequestOptions,
} from '@backstage/backend-plugin-api';
import {
  AuthorizePermissionRequest,
  AuthorizePermissionResponse,
  AuthorizeResult,
  Permission,
  PolicyDecision,
  QueryPermissionRequest,
} from '@backstage/plugin-permission-common';
import { decide, isCallboardPermission } from '@callboard/access-policy';
import { PrincipalResolver } from '@callboard/access-principals';
import { decidePortalPermission } from './decidePortalPermission';
import { toPolicyDecision } from './toPolicyDecision';

/**
 * Answers questions about Callboard's permissions where they are asked, from the
 * access policy and the asker's cached groups, without a request to the
 * permission backend (which costs five times the rest of a small request).
 *
 * It answers what the policy alone can answer. A question about one thing whose
 * answer depends on that thing goes the usual way, through the permission backend
 * to the plugin that has it; so do all questions about other permissions.
 *
 * Services are answered here too, and that is a tightening: to the stock client
 * an external token without restrictions may do everything. One that stands for a
 * service account is answered here whatever it asks, about the rest of the portal
 * as a person with its roles would be.
 */
export class CallboardPermissionsService implements PermissionsService {
  readonly #auth: AuthService;
  readonly #principals: PrincipalResolver;
  readonly #stock: PermissionsService;
  readonly #answersUsers: boolean;

  /**
   * `answersUsers: false` leaves users' questions to the policy of the
   * permission backend, for portals with a policy of their own.
   */
  static create(options: {
    auth: AuthService;
    principals: PrincipalResolver;
    stock: PermissionsService;
    answersUsers?: boolean;
  }): CallboardPermissionsService {
    return new CallboardPermissionsService(
      options.auth,
      options.principals,
      options.stock,
      options.answersUsers ?? true,
    );
  }

  private constructor(
    auth: AuthService,
    principals: PrincipalResolver,
    stock: PermissionsService,
    answersUsers: boolean,
  ) {
    this.#auth = auth;
    this.#principals = principals;
    this.#stock = stock;
    this.#answersUsers = answersUsers;
  }

  async authorize(
    requests: AuthorizePermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<AuthorizePermissionResponse[]> {
    const decisions = await this.#decideHere(requests, options);
    const answers = decisions.map(decision =>
      decision?.result === AuthorizeResult.CONDITIONAL
        ? this.#definitive(options.credentials)
        : decision,
    );
    return fillIn(requests, answers, rest =>
      this.#stock.authorize(rest, options),
    );
  }

  async authorizeConditional(
    requests: QueryPermissionRequest[],
    options: PermissionsServiceRequestOptions,
  ): Promise<PolicyDecision[]> {
    const decisions = await this.#decideHere(requests, options);
    return fillIn(requests, decisions, rest =>
      this.#stock.authorizeConditional(rest, options),
    );
  }

  /** For each request its decision, or undefined where it is not made here. */
  async #decideHere(
    requests: { permission: Permission }[],
    options?: PermissionsServiceRequestOptions,
  ): Promise<(PolicyDecision | undefined)[]> {
    const credentials = options?.credentials;
    if (!credentials || !this.#answers(credentials, requests)) {
      return requests.map(() => undefined);
    }
    const principal = await this.#principals.forCredentials(credentials);
    return requests.map(({ permission }) => {
      const ours = isCallboardPermission(permission);
      if (!ours && !principal?.account) {
        return undefined;
      }
      if (!principal || this.#isRestrictedFrom(credentials, permission)) {
        return { result: AuthorizeResult.DENY };
      }
      return ours
        ? toPolicyDecision(decide(principal, permission))
        : decidePortalPermission(principal, permission);
    });
  }

  #answers(
    credentials: BackstageCredentials,
    requests: { permission: Permission }[],
  ): boolean {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const ours = requests.some(({ permission }) =>
        isCallboardPermission(permission),
      );
      return ours && this.#answersUsers;
    }
    return true;
  }

  /**
   * What a conditional decision becomes where a yes or no is asked for: left to
   * the stock client for a user. It never looks at conditions for a service but
   * allows, so for a service the answer is no.
   */
  #definitive(
    credentials: BackstageCredentials,
  ): AuthorizePermissionResponse | undefined {
    return this.#auth.isPrincipal(credentials, 'user')
      ? undefined
      : { result: AuthorizeResult.DENY };
  }

  #isRestrictedFrom(
    credentials: BackstageCredentials,
    permission: Permission,
  ): boolean {
    return (
      this.#auth.isPrincipal(credentials, 'service') &&
      isOutside(credentials.principal, permission)
    );
  }
}

/** Whether the access restrictions of a service's token leave a permission out. */
function isOutside(
  { accessRestrictions }: BackstageServicePrincipal,
  permission: Permission,
): boolean {
  const { permissionNames, permissionAttributes } = accessRestrictions ?? {};
  const { action } = permission.attributes;
  if (permissionNames && !permissionNames.includes(permission.name)) {
    return true;
  }
  const actions = permissionAttributes?.action;
  return actions !== undefined && !(action && actions.includes(action));
}

/** Asks for all the answers that are missing at once, and puts them in their places. */
async function fillIn<TRequest, TAnswer>(
  requests: TRequest[],
  answers: (TAnswer | undefined)[],
  ask: (rest: TRequest[]) => Promise<TAnswer[]>,
): Promise<TAnswer[]> {
  const rest = requests.filter((_, index) => answers[index] === undefined);
  const asked = rest.length > 0 ? await ask(rest) : [];
  const remaining = asked[Symbol.iterator]();
  return answers.map(answer => answer ?? remaining.next().value!);
}
