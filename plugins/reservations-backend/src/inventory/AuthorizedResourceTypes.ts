import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  NewResourceType,
  Page,
  ResourceType,
  ResourceTypeChange,
} from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceTypeFacts } from '../domain/Inventory';
import { notForCaller } from '../errors';
import {
  type Access,
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import type { InventoryCache } from './InventoryCache';
import { type PageQuery, requireSite } from './requireSite';
import type { ResourceTypeRecord } from './ResourceTypeStore';
import type { ResourceTypesService } from './ResourceTypesService';

const NO_SITE = '00000000-0000-0000-0000-000000000000';

const ON_TYPES = ['typeRead', 'typeUpdate', 'typeDelete'] as const;

/** What may be asked about nothing in particular, as a refusal says it. */
const ANY = {
  typeRead: 'see resource types',
  typeCreate: 'create resource types',
} as const;

interface Options {
  inner: ResourceTypesService;
  inventory: InventoryCache;
  access: AccessDecider;
}

/**
 * Lets through to {@link ResourceTypesService} what the caller may do and see. What is not
 * theirs to see is a 404, what is not theirs to do a 403.
 */
export class AuthorizedResourceTypes {
  readonly #inner: ResourceTypesService;
  readonly #inventory: InventoryCache;
  readonly #access: AccessDecider;

  private constructor(options: Options) {
    this.#inner = options.inner;
    this.#inventory = options.inventory;
    this.#access = options.access;
  }

  static create(options: Options): AuthorizedResourceTypes {
    return new AuthorizedResourceTypes(options);
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
    const page = await this.#inner.list({
      ...rest,
      siteId: site ? site.id : undefined,
      filter: decisions.typeRead.filter,
    });
    return {
      ...page,
      items: page.items.map(type => typeView(type, inventory, decisions)),
    };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ResourceType> {
    const decisions = await this.#access.decide(credentials, ON_TYPES);
    const inventory = await this.#inventory.latest();
    const facts = inventory.type(id);
    if (!facts || !decisions.typeRead.allows(facts)) {
      throw notForCaller(facts, 'resource type', id);
    }
    return typeView(await this.#inner.get(id), inventory, decisions);
  }

  async authorize(
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

  async create(
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
      requireSite(await this.#inventory.latest(), input.siteRef, siteRead, {
        access: typeCreate,
        what: 'create resource types for this site',
      });
    }
    const type = await this.#inner.create(input, context);
    return typeView(
      type,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_TYPES),
    );
  }

  async update(
    id: string,
    change: ResourceTypeChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceType> {
    await this.authorize(id, 'update', context.credentials);
    const type = await this.#inner.update(id, change, ifMatch, context);
    return typeView(
      type,
      await this.#inventory.latest(),
      await this.#access.decide(context.credentials, ON_TYPES),
    );
  }

  async delete(id: string, context: CallContext): Promise<void> {
    await this.authorize(id, 'delete', context.credentials);
    await this.#inner.delete(id, context);
  }
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
