import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  NewResource,
  NewResourceType,
  NewSite,
  Page,
  Resource,
  ResourceChange,
  ResourceStatus,
  ResourceType,
  ResourceTypeChange,
  Site,
  SiteChange,
} from '@callboard/backstage-plugin-reservations-common';
import type { CallContext } from '../CallContext';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
  type ResourceTypeFacts,
  type SiteFacts,
} from '../domain/Inventory';
import { notFound } from '../errors';
import { type Access, requirePossible } from '../permissions/Access';
import type { AccessDecider, Decisions } from '../permissions/AccessDecider';
import type { InventoryCache } from './InventoryCache';
import type { ResourceRecord } from './ResourceStore';
import type { ResourcesService } from './ResourcesService';
import type { ResourceTypeRecord } from './ResourceTypeStore';
import type { ResourceTypesService } from './ResourceTypesService';
import type { SiteRecord } from './SiteStore';
import type { SitesService } from './SitesService';

const NO_SITE = '00000000-0000-0000-0000-000000000000';

interface PageQuery {
  q?: string;
  cursor?: string;
  limit: number;
}

const ON_SITES = [
  'siteRead',
  'siteUpdate',
  'siteArchive',
  'resourceCreate',
  'typeCreate',
] as const;
const ON_TYPES = ['typeRead', 'typeUpdate', 'typeDelete'] as const;
const ON_RESOURCES = [
  'resourceRead',
  'resourceUpdate',
  'resourceArchive',
  'bookingCreate',
] as const;

/** What may be asked about nothing in particular, as a refusal says it. */
const ANY = {
  siteRead: 'see sites',
  siteCreate: 'create sites',
  typeRead: 'see resource types',
  typeCreate: 'create resource types',
  resourceRead: 'see resources',
  resourceCreate: 'create resources',
} as const;

/**
 * Lets through to the inventory's services what the caller may do and see. What
 * is not theirs to see is a 404, what is not theirs to do a 403.
 */
export class AuthorizedInventory {
  readonly #sites: SitesService;
  readonly #types: ResourceTypesService;
  readonly #resources: ResourcesService;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: {
    sites: SitesService;
    types: ResourceTypesService;
    resources: ResourcesService;
    inventory: InventoryCache;
    access: AccessDecider;
  }) {
    this.#sites = options.sites;
    this.#types = options.types;
    this.#resources = options.resources;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: {
    sites: SitesService;
    types: ResourceTypesService;
    resources: ResourcesService;
    inventory: InventoryCache;
    access: AccessDecider;
  }): AuthorizedInventory {
    return new AuthorizedInventory(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, [question]);
    requirePossible(decisions[question] as Access<unknown>, ANY[question]);
  }

  async listSites(
    query: PageQuery & { archived?: boolean },
    credentials: BackstageCredentials,
  ): Promise<Page<Site>> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    requirePossible(decisions.siteRead, 'see sites');
    const page = await this.#sites.list({
      ...query,
      filter: decisions.siteRead.filter,
    });
    return {
      ...page,
      items: page.items.map(site => siteView(site, decisions)),
    };
  }

  async getSite(id: string, credentials: BackstageCredentials): Promise<Site> {
    const decisions = await this.#access.decide(credentials, ON_SITES);
    const site = await this.#sites.get(id);
    if (!decisions.siteRead.allows(siteFacts(site))) {
      throw notFound('site', id);
    }
    return siteView(site, decisions);
  }

  async authorizeSite(
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

  async createSite(input: NewSite, context: CallContext): Promise<Site> {
    const { siteCreate } = await this.#access.decide(context.credentials, [
      'siteCreate',
    ]);
    requirePossible(siteCreate, 'create sites');
    const site = await this.#sites.create(input, context);
    return siteView(
      site,
      await this.#access.decide(context.credentials, ON_SITES),
    );
  }

  async updateSite(
    id: string,
    change: SiteChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Site> {
    await this.authorizeSite(id, 'update', context.credentials);
    const site = await this.#sites.update(id, change, ifMatch, context);
    return siteView(
      site,
      await this.#access.decide(context.credentials, ON_SITES),
    );
  }

  async archiveSite(id: string, context: CallContext): Promise<void> {
    await this.authorizeSite(id, 'archive', context.credentials);
    await this.#sites.archive(id, context);
  }

  async listTypes(
    query: PageQuery & { siteRef?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<ResourceType>> {
    const decisions = await this.#access.decide(credentials, ON_TYPES);
    requirePossible(decisions.typeRead, 'see resource types');
    const { siteRef, ...rest } = query;
    const inventory = await this.#inventory.latest();
    // A site that is not there looks like one that is not the caller's to see:
    // the global types remain.
    const site = siteRef && (inventory.siteByRef(siteRef) ?? { id: NO_SITE });
    const page = await this.#types.list({
      ...rest,
      siteId: site ? site.id : undefined,
      filter: decisions.typeRead.filter,
    });
    return {
      ...page,
      items: page.items.map(type => typeView(type, inventory, decisions)),
    };
  }

  async getType(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ResourceType> {
    const decisions = await this.#access.decide(credentials, ON_TYPES);
    const inventory = await this.#inventory.latest();
    const facts = inventory.type(id);
    if (!facts || !decisions.typeRead.allows(facts)) {
      throw notFound('resource type', id);
    }
    return typeView(await this.#types.get(id), inventory, decisions);
  }

  async authorizeType(
    id: string,
    action: 'update' | 'delete',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_TYPES);
    const type = (await this.#inventory.latest()).type(id);
    requireAllowed(type, decisions.typeRead, 'resource type', id, {
      access: action === 'update' ? decisions.typeUpdate : decisions.typeDelete,
      what: `${action} this resource type`,
    });
  }

  async createType(
    input: NewResourceType,
    context: CallContext,
  ): Promise<ResourceType> {
    const { typeCreate, siteRead } = await this.#access.decide(
      context.credentials,
      ['typeCreate', 'siteRead'],
    );
    requirePossible(typeCreate, 'create resource types');
    if (input.siteRef === undefined) {
      if (typeCreate.filter) {
        throw new NotAllowedError(
          'You may create resource types for your sites, not global ones',
        );
      }
    } else {
      await this.#requireSite(input.siteRef, siteRead, {
        access: typeCreate,
        what: 'create resource types for this site',
      });
    }
    const type = await this.#types.create(input, context);
    return typeView(
      type,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_TYPES),
    );
  }

  async updateType(
    id: string,
    change: ResourceTypeChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceType> {
    await this.authorizeType(id, 'update', context.credentials);
    const type = await this.#types.update(id, change, ifMatch, context);
    return typeView(
      type,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_TYPES),
    );
  }

  async deleteType(id: string, context: CallContext): Promise<void> {
    await this.authorizeType(id, 'delete', context.credentials);
    await this.#types.delete(id, context);
  }

  async listResources(
    query: PageQuery & {
      refs?: string[];
      siteRef?: string;
      type?: string;
      status?: ResourceStatus;
      archived?: boolean;
    },
    credentials: BackstageCredentials,
  ): Promise<Page<Resource>> {
    const decisions = await this.#access.decide(credentials, ON_RESOURCES);
    requirePossible(decisions.resourceRead, 'see resources');
    const inventory = await this.#inventory.latest();
    const { siteRef, type, refs, ...rest } = query;
    const page = await this.#resources.list({
      ...rest,
      refs: refs?.map(ref => normaliseRef(ref)),
      siteIds: siteRef ? idsOf(inventory.siteByRef(siteRef)) : undefined,
      typeIds: type ? idsOf(inventory.typeByName(type)) : undefined,
      filter: decisions.resourceRead.filter,
    });
    return {
      ...page,
      items: page.items.map(resource =>
        resourceView(resource, inventory, decisions),
      ),
    };
  }

  async getResource(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Resource> {
    const decisions = await this.#access.decide(credentials, ON_RESOURCES);
    const inventory = await this.#inventory.latest();
    const facts = inventory.resource(id);
    if (!facts || !decisions.resourceRead.allows(facts)) {
      throw notFound('resource', id);
    }
    return resourceView(await this.#resources.get(id), inventory, decisions);
  }

  async authorizeResource(
    id: string,
    action: 'update' | 'archive',
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#access.decide(credentials, ON_RESOURCES);
    const resource = (await this.#inventory.latest()).resource(id);
    requireAllowed(resource, decisions.resourceRead, 'resource', id, {
      access:
        action === 'update'
          ? decisions.resourceUpdate
          : decisions.resourceArchive,
      what: `${action} this resource`,
    });
  }

  async createResource(
    input: NewResource,
    context: CallContext,
  ): Promise<Resource> {
    const { resourceCreate, siteRead } = await this.#access.decide(
      context.credentials,
      ['resourceCreate', 'siteRead'],
    );
    requirePossible(resourceCreate, 'create resources');
    await this.#requireSite(input.siteRef, siteRead, {
      access: resourceCreate,
      what: 'create resources on this site',
    });
    const resource = await this.#resources.create(input, context);
    return resourceView(
      resource,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_RESOURCES),
    );
  }

  async updateResource(
    id: string,
    change: ResourceChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Resource> {
    await this.authorizeResource(id, 'update', context.credentials);
    const resource = await this.#resources.update(id, change, ifMatch, context);
    return resourceView(
      resource,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_RESOURCES),
    );
  }

  async archiveResource(id: string, context: CallContext): Promise<void> {
    await this.authorizeResource(id, 'archive', context.credentials);
    await this.#resources.archive(id, context);
  }

  async #requireSite(
    ref: string,
    read: Access<SiteFacts>,
    needed: Needed<SiteFacts>,
  ): Promise<void> {
    const site = (await this.#inventory.latest()).siteByRef(ref);
    requireAllowed(site, read, 'site', ref, needed);
  }
}

interface Needed<T> {
  access: Access<T>;
  what: string;
}

function requireAllowed<T>(
  item: T | undefined,
  read: Access<T>,
  kind: string,
  ref: string,
  needed: Needed<T>,
): void {
  if (item === undefined || !read.allows(item)) {
    throw notFound(kind, ref);
  }
  if (!needed.access.allows(item)) {
    throw new NotAllowedError(`You may not ${needed.what}`);
  }
}

function idsOf(found: { id: string } | undefined): string[] {
  return found ? [found.id] : [];
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

function typeView(
  type: ResourceTypeRecord,
  inventory: Inventory,
  decisions: Decisions<(typeof ON_TYPES)[number]>,
): ResourceType {
  const { siteId: _, ...shown } = type;
  const facts: ResourceTypeFacts | undefined = inventory.type(type.id);
  const actions: ResourceType['actions'] = [];
  if (facts && decisions.typeUpdate.allows(facts)) actions.push('update');
  if (facts && decisions.typeDelete.allows(facts)) actions.push('delete');
  return { ...shown, actions };
}

function resourceView(
  resource: ResourceRecord,
  inventory: Inventory,
  decisions: Decisions<(typeof ON_RESOURCES)[number]>,
): Resource {
  const { siteId: _s, typeId: _t, parentId: _p, ...shown } = resource;
  const facts: ResourceFacts | undefined = inventory.resource(resource.id);
  const actions: Resource['actions'] = [];
  if (facts && !resource.archived) {
    if (decisions.bookingCreate.allows(facts)) actions.push('book');
    if (resource.managedBy === 'callboard') {
      if (decisions.resourceUpdate.allows(facts)) actions.push('update');
      if (decisions.resourceArchive.allows(facts)) actions.push('archive');
    }
  }
  return { ...shown, actions };
}
