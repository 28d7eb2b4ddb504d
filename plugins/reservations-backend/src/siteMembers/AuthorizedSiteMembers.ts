import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { type CallContext, requireAllowed } from '@callboard/backend-access';
import { invalidField } from '@callboard/backend-openapi';
import type {
  SiteMember,
  SiteMembersChange,
  SiteMembersResult,
} from '@callboard/backstage-plugin-reservations-common';
import { Grants } from '../domain/Grants';
import type { SiteFacts } from '../domain/Inventory';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { isPersonRef, type People } from '../people/People';
import type { AccessDecider } from '../permissions/accessDecider';
import { adminCheck } from './adminCheck';
import type { SiteMembersService } from './SiteMembersService';

const MOST_AT_ONCE = 500;

interface Options {
  inner: SiteMembersService;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/** Who belongs to a site: told to who sees it, changed by who may change it. */
export class AuthorizedSiteMembers {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedSiteMembers {
    return new AuthorizedSiteMembers(options);
  }

  async list(
    siteId: string,
    credentials: BackstageCredentials,
  ): Promise<SiteMember[]> {
    const { access, inventory, inner } = this.#options;
    const { siteRead } = await access.decide(credentials, ['siteRead']);
    const site = (await inventory.latest()).site(siteId);
    if (!site || !siteRead.allows(site)) {
      throw notFound('site', siteId);
    }
    if (!siteRead.allows({ ...site, grants: Grants.none })) {
      throw new NotAllowedError('You may not see who belongs to this site');
    }
    return inner.list(siteId);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    siteId: string,
    credentials: BackstageCredentials,
  ): Promise<SiteFacts> {
    const { access, inventory } = this.#options;
    const decisions = await access.decide(credentials, [
      'siteRead',
      'siteUpdate',
    ]);
    const site = (await inventory.latest()).site(siteId);
    requireAllowed(site, decisions.siteRead, 'site', siteId, {
      access: decisions.siteUpdate,
      what: 'say who belongs to this site',
    });
    return site;
  }

  async change(
    siteId: string,
    { add = [], remove = [] }: SiteMembersChange,
    context: CallContext,
  ): Promise<SiteMembersResult> {
    const { access, people, inner } = this.#options;
    const site = await this.authorize(siteId, context.credentials);
    if (add.length + remove.length > MOST_AT_ONCE) {
      throw invalidField(
        add.length > 0 ? 'add' : 'remove',
        `must, together with those to remove, be at most ${MOST_AT_ONCE}`,
      );
    }
    const { siteUpdate } = await access.decide(context.credentials, [
      'siteUpdate',
    ]);
    const asked = add.map(({ ref }) => ref).filter(isPersonRef);
    const known = await people.known([...asked, ...site.admins]);
    const results = await inner.change(
      siteId,
      { add, remove, known, keepsAdmin: adminCheck(siteUpdate, site, known) },
      context,
    );
    return { results };
  }
}
