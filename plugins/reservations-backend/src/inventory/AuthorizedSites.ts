import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  NewSite,
  Page,
  Site,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import { Grants } from '../domain/Grants';
import { type Inventory, type SiteFacts } from '../domain/Inventory';
import { notForCaller } from '../errors';
import type { People } from '../people/People';
import {
  type Access,
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { adminCheck } from '../siteMembers/adminCheck';
import { checkKnownPeople } from './checkKnownPeople';
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
  'accessGrantRead',
  'accessGrantCreate',
] as const;

const ACTIONS = {
  update: 'siteUpdate',
  archive: 'siteArchive',
  'create-resource': 'resourceCreate',
  'create-resource-type': 'typeCreate',
  'read-access-grants': 'accessGrantRead',
  'create-access-grant': 'accessGrantCreate',
} as const satisfies Record<Site['actions'][number], string>;

/** What may be asked about nothing in particular, as a refusal says it. */
const ANY = {
  siteRead: 'see sites',
  siteCreate: 'create sites',
} as const;

interface Options {
  inner: SitesService;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/**
 * Lets through to {@link SitesService} what the caller may do and see. What is not
 * theirs to see is a 404, what is not theirs to do a 403.
 */
export class AuthorizedSites {
  readonly #inner: SitesService;
  readonly #inventory: InventoryCache;
  readonly #people: People;
  readonly #access: AccessDecider;

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#inventory = options.inventory;
    this.#people = options.people;
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
    const inventory = await this.#inventory.latest();
    return {
      ...page,
      items: page.items.map(site => siteView(site, inventory, decisions)),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Site> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    const inventory = await this.#inventory.latest();
    const facts = inventory.site(id);
    if (!facts || !decisions.siteRead.allows(facts)) {
      throw notForCaller(facts, 'site', id);
    }
    return siteView(await this.#inner.get(id), inventory, decisions);
  }

  async authorize(
    id: string,
    action: 'update' | 'archive',
    credentials: BackstageCredentials,
  ): Promise<SiteFacts> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    const site = (await this.#inventory.latest()).site(id);
    requireAllowed(site, decisions.siteRead, 'site', id, {
      access:
        action === 'update' ? decisions.siteUpdate : decisions.siteArchive,
      what: `${action} this site`,
    });
    return site;
  }

  async create(input: NewSite, context: CallContext): Promise<Site> {
    const { siteCreate } = await this.#access.decide(context.credentials, [
      'siteCreate',
    ]);
    requirePossible(siteCreate, 'create sites');
    await this.#requireKnown(input);
    const site = await this.#inner.create(input, context);
    return siteView(
      site,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_SITES),
    );
  }

  async update(
    id: string,
    change: SiteChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Site> {
    const facts = await this.authorize(id, 'update', context.credentials);
    const decisions = await this.#access.decide(context.credentials, ON_SITES);
    const known = await this.#requireKnown(change, facts);
    const site = await this.#inner.update(
      id,
      change,
      ifMatch,
      context,
      adminCheck(decisions.siteUpdate, facts, known),
    );
    return siteView(site, await this.#inventory.latest(), decisions);
  }

  async archive(id: string, context: CallContext): Promise<void> {
    await this.authorize(id, 'archive', context.credentials);
    await this.#inner.archive(id, context);
  }

  /** See {@link checkKnownPeople}. Returns who is known, earlier admins too. */
  async #requireKnown(
    change: Pick<SiteChange, 'admins' | 'members'>,
    site?: SiteFacts,
  ): Promise<ReadonlySet<string>> {
    const { admins, members } = change;
    if (!admins && !members) {
      return new Set();
    }
    const named = [...(admins ?? []), ...(members ?? [])];
    const known = await this.#people.known([
      ...named,
      ...(admins ? (site?.admins ?? []) : []),
    ]);
    checkKnownPeople(change, known, site);
    return known;
  }
}

/** Whoever sees a site only through a grant is not told who belongs to it. */
function siteView(
  site: SiteRecord,
  inventory: Inventory,
  decisions: Decisions<(typeof ON_SITES)[number]>,
): Site {
  const facts = inventory.site(site.id) ?? newFacts(site);
  const told = decisions.siteRead.allows({ ...facts, grants: Grants.none });
  return {
    ...site,
    admins: told ? site.admins : [],
    members: told ? site.members : [],
    actions: site.archived
      ? []
      : (Object.keys(ACTIONS) as Site['actions']).filter(action =>
          decisions[ACTIONS[action]].allows(facts),
        ),
  };
}

/** Of a site that has come since the inventory was read. */
function newFacts(site: SiteRecord): SiteFacts {
  return {
    ...site,
    admins: new Set(site.admins),
    members: new Set(site.members),
    grants: Grants.none,
  };
}
