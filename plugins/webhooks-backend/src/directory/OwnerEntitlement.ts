import { decide, type Principal } from '@callboard/access-policy';
import type { PrincipalResolver } from '@callboard/access-principals';
import { webhooksEndpointCreatePermission } from '@callboard/backstage-plugin-webhooks-common';
import type { SiteDirectory, Sites } from '@callboard/site-directory';
import type { Entitlement, StoredEvent } from '../delivery';

/**
 * What an endpoint receives is what its owner may see, at the moment something
 * happens: everything for whoever may have endpoints everywhere; for others what
 * concerns only sites that they, or a group of theirs, administer. A right that
 * was taken away is gone within 30 s. While it cannot be known, this throws, and
 * the event comes again.
 */
export class OwnerEntitlement implements Entitlement {
  readonly #principals: PrincipalResolver;
  readonly #directory: SiteDirectory;

  static create(options: {
    principals: PrincipalResolver;
    directory: SiteDirectory;
  }): OwnerEntitlement {
    return new OwnerEntitlement(options.principals, options.directory);
  }

  private constructor(principals: PrincipalResolver, directory: SiteDirectory) {
    this.#principals = principals;
    this.#directory = directory;
  }

  async maySee(
    owner: string,
    event: Pick<StoredEvent, 'refs'>,
  ): Promise<boolean> {
    const principal = await this.#principals.forUser(owner);
    const reach = reachOf(principal);
    if (reach !== 'administered') {
      return reach === 'everything';
    }
    return concernsOnly(event, principal.claims, await this.#directory.sites());
  }
}

/** Whether all sites that an event names are administered by one of `claims`. */
export function concernsOnly(
  event: Pick<StoredEvent, 'refs'>,
  claims: readonly string[],
  sites: Sites,
): boolean {
  return sites.administers(claims, [event.refs.site ?? []].flat());
}

function reachOf(principal: Principal) {
  const { result } = decide(principal, webhooksEndpointCreatePermission);
  const reach = {
    allow: 'everything',
    conditional: 'administered',
    deny: 'nothing',
  } as const;
  return reach[result];
}
