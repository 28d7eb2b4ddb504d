import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  NewResource,
  Page,
  Resource,
  ResourceChange,
  ResourceStatus,
} from '@callboard/backstage-plugin-reservations-common';
import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';
import { currentMaintenance } from '../domain/maintenance';
import { notForCaller } from '../errors';
import {
  type Access,
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { toInstant } from '@callboard/backend-database';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { InventoryCache } from './InventoryCache';
import { type PageQuery, requireSite } from './requireSite';
import type { ResourceRecord } from './ResourceStore';
import type { ResourcesService } from './ResourcesService';

const ON_RESOURCES = [
  'resourceRead',
  'resourceUpdate',
  'resourceArchive',
  'bookingCreate',
  'problemCreate',
] as const;

/** What may be asked about nothing in particular, as a refusal says it. */
const ANY = {
  resourceRead: 'see resources',
  resourceCreate: 'create resources',
} as const;

interface Options {
  inner: ResourcesService;
  inventory: InventoryCache;
  access: AccessDecider;
}

/**
 * Lets through to {@link ResourcesService} what the caller may do and see. What is not
 * theirs to see is a 404, what is not theirs to do a 403.
 */
export class AuthorizedResources {
  readonly #inner: ResourcesService;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: Options): AuthorizedResources {
    return new AuthorizedResources(options);
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
    const page = await this.#inner.list({
      ...rest,
      refs: refs?.map(ref => normaliseRef(ref)),
      siteIds: siteRef ? idsOf(inventory.siteByRef(siteRef)) : undefined,
      typeIds: type ? idsOf(inventory.typeByName(type)) : undefined,
      filter: decisions.resourceRead.filter,
    });
    return {
      ...page,
      items: page.items.map(resource =>
        resourceView(resource, inventory, decisions, this.#inventory.now()),
      ),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Resource> {
    const decisions = await this.#access.decide(credentials, ON_RESOURCES);
    const inventory = await this.#inventory.latest();
    const facts = inventory.resource(id);
    if (!facts || !decisions.resourceRead.allows(facts)) {
      throw notForCaller(facts, 'resource', id);
    }
    return resourceView(
      await this.#inner.get(id),
      inventory,
      decisions,
      this.#inventory.now(),
    );
  }

  async authorize(
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

  async create(input: NewResource, context: CallContext): Promise<Resource> {
    const { resourceCreate, siteRead } = await this.#access.decide(
      context.credentials,
      ['resourceCreate', 'siteRead'],
    );
    requirePossible(resourceCreate, 'create resources');
    requireSite(await this.#inventory.latest(), input.siteRef, siteRead, {
      access: resourceCreate,
      what: 'create resources on this site',
    });
    const resource = await this.#inner.create(input, context);
    return resourceView(
      resource,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_RESOURCES),
      this.#inventory.now(),
    );
  }

  async update(
    id: string,
    change: ResourceChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Resource> {
    await this.authorize(id, 'update', context.credentials);
    const resource = await this.#inner.update(id, change, ifMatch, context);
    return resourceView(
      resource,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_RESOURCES),
      this.#inventory.now(),
    );
  }

  async archive(id: string, context: CallContext): Promise<void> {
    await this.authorize(id, 'archive', context.credentials);
    await this.#inner.archive(id, context);
  }
}

function idsOf(found: { id: string } | undefined): string[] {
  return found ? [found.id] : [];
}

function resourceView(
  resource: ResourceRecord,
  inventory: Inventory,
  decisions: Decisions<(typeof ON_RESOURCES)[number]>,
  now: number,
): Resource {
  const { siteId: _s, typeId: _t, parentId: _p, ...shown } = resource;
  const facts: ResourceFacts | undefined = inventory.resource(resource.id);
  const actions: Resource['actions'] = [];
  if (facts && !resource.archived) {
    if (decisions.bookingCreate.allows(facts)) actions.push('book');
    if (decisions.problemCreate.allows(facts)) actions.push('report-problem');
    if (decisions.resourceUpdate.allows(facts)) {
      actions.push('schedule-maintenance');
    }
    if (resource.managedBy === 'callboard') {
      if (decisions.resourceUpdate.allows(facts)) actions.push('update');
      if (decisions.resourceArchive.allows(facts)) actions.push('archive');
    }
  }
  const current = facts && currentMaintenance(facts, now, inventory);
  return {
    ...shown,
    ...(current
      ? {
          maintenance: {
            id: current.id,
            title: current.title,
            from: toInstant(current.from),
            until: toInstant(current.until),
          },
        }
      : {}),
    actions,
  };
}
