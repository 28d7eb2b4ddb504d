import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decide, isCallboardPermission } from '@callboard/access-policy';
import { decidePortalPermission } from './decidePortalPermission';
import { PrincipalResolver } from '@callboard/access-principals';
import { toPolicyDecision } from './toPolicyDecision';

/** The portal's policy: Callboard's permissions by its decision table, the others by role. */
export class CallboardPermissionPolicy implements PermissionPolicy {
  readonly #principals: PrincipalResolver;

  static create(options: {
    principals: PrincipalResolver;
  }): CallboardPermissionPolicy {
    return new CallboardPermissionPolicy(options.principals);
  }

  private constructor(principals: PrincipalResolver) {
    this.#principals = principals;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const principal =
      user && (await this.#principals.forCredentials(user.credentials));
    if (!principal) {
      return { result: AuthorizeResult.DENY };
    }
    return isCallboardPermission(permission)
      ? toPolicyDecision(decide(principal, permission))
      : decidePortalPermission(principal, permission);
  }
}
