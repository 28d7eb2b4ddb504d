import type {
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import { invalidField, withDetails } from '@callboard/backend-openapi';
import type {
  CreatedFeedToken,
  FeedToken,
  NewFeedToken,
} from '@callboard/backstage-plugin-reservations-common';
import type { InventoryCache } from '../inventory/InventoryCache';
import type { AccessDecider } from '../permissions/accessDecider';
import { notForCaller } from '../errors';
import type { FeedTokensService } from './FeedTokensService';

interface Options {
  inner: FeedTokensService;
  access: AccessDecider;
  inventory: InventoryCache;
  discovery: DiscoveryService;
}

/**
 * People's calendar feeds, for themselves. A feed may be revoked by whoever made
 * it, whatever has become of their rights.
 */
export class AuthorizedFeedTokens {
  readonly #options: Options;

  static create(options: Options): AuthorizedFeedTokens {
    return new AuthorizedFeedTokens(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(userRef: string): Promise<FeedToken[]> {
    return this.#options.inner.list(userRef);
  }

  /** Throws a 403 for who may not make a feed. */
  async authorizeAdding(credentials: BackstageCredentials): Promise<void> {
    const { feedTokenCreate } = await this.#options.access.decide(credentials, [
      'feedTokenCreate',
    ]);
    requirePossible(feedTokenCreate, 'make calendar feeds');
  }

  async add(
    input: NewFeedToken,
    context: CallContext,
  ): Promise<CreatedFeedToken> {
    await this.authorizeAdding(context.credentials);
    await this.#requireInSight(input.scope, context.credentials);
    const base =
      await this.#options.discovery.getExternalBaseUrl('reservations');
    return this.#options.inner.add(
      input,
      token => `${base}/feeds/${token}.ics`,
      context,
    );
  }

  async revoke(id: string, context: CallContext): Promise<void> {
    await this.#options.inner.revoke(id, context.actor, context);
  }

  /** What nobody may see has no feed: a 404, like what does not exist. */
  async #requireInSight(
    { kind, ref }: NewFeedToken['scope'],
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (kind === 'personal') {
      if (ref !== undefined) {
        throw invalidField('scope/ref', 'must be absent for a personal feed');
      }
      return;
    }
    if (ref === undefined) {
      throw invalidField('scope/ref', `must name the ${kind}`);
    }
    const { access, inventory } = this.#options;
    const { siteRead, resourceRead } = await access.decide(credentials, [
      'siteRead',
      'resourceRead',
    ]);
    const known = await inventory.latest();
    const resource = known.resourceByRef(ref);
    const site = known.siteByRef(ref);
    const named = kind === 'resource' ? resource : site;
    const seen =
      kind === 'resource'
        ? resource && resourceRead.allows(resource)
        : site && siteRead.allows(site);
    if (!seen) {
      const message = `There is no ${kind} '${ref}'`;
      throw withDetails(notForCaller(named, kind, ref), {
        fields: [{ field: 'scope/ref', message }],
      });
    }
  }
}
