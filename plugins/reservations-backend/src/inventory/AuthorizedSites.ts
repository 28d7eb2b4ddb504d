import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  NewSite,
  Page,
  Site,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import type { SiteFacts } from '../domain/Inventory';
import { notFound } from '../errors';
import {
  type Access,
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { InventoryCache } from './InventoryCache';
import type { PageQuery } from './requireSite';
import type { SiteRecord } from './SiteStore';
import type { SitesService } from './SitesService';

const ON_SITES = [
  'siteRead',
  'siteUpdate',
  'siteArchive',
  'resourceCreate',
  'typeCreate',
] as const;

/** What may be asked about nothing in particular, as a refusal says it. */
const ANY = {
  siteRead: 'see sites',
  siteCreate: 'create sites',
} as const;

interface Options {
  inner: SitesService;
  inventory: InventoryCache;
  access: AccessDecider;
}

/**
 * Lets through to {@link SitesService} what the caller may do and see. What is not
 * theirs to see is a 404, what is not theirs to do a 403.
 */
export class AuthorizedSites {
  readonly #inner: SitesService;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: Options): AuthorizedSites {
    return new AuthorizedSites(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, [question]);
    requirePossible(decisions[question] as Access<unknown>, ANY[question]);
  }

  async list(
    query: PageQuery & { archived?: boolean },
    credentials: BackstageCredentials,
  ): Promise<Page<Site>> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    requirePossible(decisions.siteRead, 'see sites');
    const page = await this.#inner.list({
      ...query,
      filter: decisions.siteRead.filter,
    });
    return {
      ...page,
      items: page.items.map(site => siteView(site, decisions)),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Site> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    const site = await this.#inner.get(id);
    if (!decisions.siteRead.allows(siteFacts(site))) {
      throw notFound('site', id);
    }
    return siteView(site, decisions);
  }

  async authorize(
    id: string,
    action: 'update' | 'archive',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    const site = (await this.#inventory.latest()).site(id);
    requireAllowed(site, decisions.siteRead, 'site', id, {
      access:
        action === 'update' ? decisions.siteUpdate : decisions.siteArchive,
      what: `${action} this site`,
    });
  }

  async create(input: NewSite, context: CallContext): Promise<Site> {
    const { siteCreate } = await this.#access.decide(context.credentials, [
      'siteCreate',
    ]);
    requirePossible(siteCreate, 'create sites');
    const site = await this.#inner.create(input, context);
    return siteView(
      site,
      await this.#access.decide(context.credentials, ON_SITES),
    );
  }

  async update(
    id: string,
    change: SiteChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Site> {
    await this.authorize(id, 'update', context.credentials);
    const site = await this.#inner.update(id, change, ifMatch, context);
    return siteView(
      site,
      await this.#access.decide(context.credentials, ON_SITES),
    );
  }

  async archive(id: string, context: CallContext): Promise<void> {
    await this.authorize(id, 'archive', context.credentials);
    await this.#inner.archive(id, context);
  }
}

function siteFacts(site: SiteRecord): SiteFacts {
  return {
    ...site,
    admins: new Set(site.admins),
    members: new Set(site.members),
  };
}

function siteView(
  site: SiteRecord,
  decisions: Decisions<(typeof ON_SITES)[number]>,
): Site {
  const facts = siteFacts(site);
  const actions: Site['actions'] = [];
  if (!site.archived) {
    if (decisions.siteUpdate.allows(facts)) actions.push('update');
    if (decisions.siteArchive.allows(facts)) actions.push('archive');
    if (decisions.resourceCreate.allows(facts)) actions.push('create-resource');
    if (decisions.typeCreate.allows(facts))
      actions.push('create-resource-type');
  }
  return { ...site, actions };
}
