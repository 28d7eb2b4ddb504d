import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PrincipalResolver } from '@callboard/access-principals';
import { compile } from '@callboard/backend-access';
import type { Decisions } from '../permissions/accessDecider';
import { accessOf } from '../permissions/accessOf';

/** What somebody may see of the plugin, and all that they are known as. */
export interface PersonsView {
  claims: string[];
  decisions: Decisions<'siteRead' | 'resourceRead' | 'bookingRead'>;
}

const EVERYTHING = compile<unknown>({ result: AuthorizeResult.ALLOW }, []);

/**
 * Asks for people who are not there to ask. A feed is read by whoever has its
 * address, with no token that could be put before the permission service; so the
 * role policy itself is asked, of groups that the catalog knew at most 30
 * seconds ago.
 */
export class PersonAccess {
  readonly #principals: PrincipalResolver;
  readonly #enforced: boolean;

  /** `enforced` is false in a portal without permissions, where all see all. */
  static create(options: {
    principals: PrincipalResolver;
    enforced: boolean;
  }): PersonAccess {
    return new PersonAccess(options.principals, options.enforced);
  }

  private constructor(principals: PrincipalResolver, enforced: boolean) {
    this.#principals = principals;
    this.#enforced = enforced;
  }

  /**
   * Undefined for who is not in the catalog (any more).
   *
   * @throws ServiceUnavailableError while the catalog cannot be read
   */
  async viewOf(userRef: string): Promise<PersonsView | undefined> {
    const principal = await this.#principals.forUser(userRef);
    const { claims } = principal;
    if (claims.length === 0) {
      return undefined;
    }
    const decisions = this.#enforced
      ? {
          siteRead: accessOf(principal, 'siteRead'),
          resourceRead: accessOf(principal, 'resourceRead'),
          bookingRead: accessOf(principal, 'bookingRead'),
        }
      : {
          siteRead: EVERYTHING,
          resourceRead: EVERYTHING,
          bookingRead: EVERYTHING,
        };
    return { claims, decisions };
  }
}
