import { randomUUID } from 'node:crypto';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  NewResource,
  Page,
  ResourceChange,
} from '@callboard/backstage-plugin-reservations-common';
import {
  checkVersion,
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { type FreedTime, nobodyWaits } from '../bookings/FreedTime';
import { checkRules } from '../domain/checkRules';
import { checkParent } from '../domain/hierarchy';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { checkAgainstSchema } from '../domain/jsonSchema';
import { notFound } from '../errors';
import { resourceEvent } from '../events';
import type { Stores } from '../maintenance/affectedBookings';
import { statusNotices } from '../maintenance/statusNotices';
import { loadInventory } from './InventoryCache';
import type { InventoryWrites, ReadInventory } from './InventoryWriter';
import type { Refit } from './Refit';
import type {
  ResourceQuery,
  ResourceRecord,
  ResourceStore,
} from './ResourceStore';

/** Resources, without a thought for who may do what. */
export interface ResourcesService {
  list(query: ResourceQuery): Promise<Page<ResourceRecord>>;
  get(id: string): Promise<ResourceRecord>;
  create(input: NewResource, context: CallContext): Promise<ResourceRecord>;
  update(
    id: string,
    change: ResourceChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceRecord>;
  archive(id: string, context: CallContext): Promise<void>;
}

interface Options {
  database: Database;
  resources: ResourceStore;
  writer: InventoryWrites;
  refit: Refit;
  /** To find the bookings that a change of status concerns. */
  stores: Stores;
  /** Reads the inventory in a transaction; all of it, unless told otherwise. */
  read?: ReadInventory;
  /** Who gets what can be booked again. */
  freed?: FreedTime;
}

export class DefaultResourcesService implements ResourcesService {
  readonly #database: Database;
  readonly #resources: ResourceStore;
  readonly #writer: InventoryWrites;
  readonly #refit: Refit;
  readonly #stores: Stores;
  readonly #freed: FreedTime;
  readonly #read: ReadInventory;

  private constructor(options: Options) {
    this.#database = options.database;
    this.#resources = options.resources;
    this.#writer = options.writer;
    this.#refit = options.refit;
    this.#stores = options.stores;
    this.#freed = options.freed ?? nobodyWaits;
    this.#read = options.read ?? (tx => loadInventory(tx));
  }

  static create(options: Options): DefaultResourcesService {
    return new DefaultResourcesService(options);
  }

  async list(query: ResourceQuery): Promise<Page<ResourceRecord>> {
    return this.#database.read(db => this.#resources.list(db, query));
  }

  async get(id: string): Promise<ResourceRecord> {
    const resource = await this.#database.read(db =>
      this.#resources.get(db, id),
    );
    if (!resource) {
      throw notFound('resource', id);
    }
    return resource;
  }

  async create(
    input: NewResource,
    context: CallContext,
  ): Promise<ResourceRecord> {
    return this.#writer.run(context, async tx => {
      const inventory = await this.#read(tx);
      const place = resolvePlace(input, inventory);
      const attributes = input.attributes ?? {};
      checkRules(input.policies ?? {}, 'policies', place.type.policyDefaults);
      checkAgainstSchema(place.type.attributesSchema, attributes, 'attributes');
      const now = toInstant(await readNow(tx));
      const resource: ResourceRecord = {
        id: randomUUID(),
        version: 1,
        createdAt: now,
        updatedAt: now,
        entityRef: normaliseRef(`resource:default/${input.name}`),
        name: input.name,
        title: input.title ?? input.name,
        description: input.description,
        siteId: place.site.id,
        siteRef: place.site.entityRef,
        typeId: place.type.id,
        type: place.type.name,
        parentId: place.parent?.id,
        parentRef: place.parent?.entityRef,
        status: input.status ?? 'active',
        statusReason: input.statusReason,
        capacity: input.capacity ?? 'exclusive',
        owner: input.owner && normaliseRef(input.owner),
        location: input.location,
        attributes,
        policies: input.policies ?? {},
        rates: input.rates,
        managedBy: 'callboard',
        archived: false,
      };
      await this.#resources.insert(tx, resource);
      return {
        result: resource,
        events: [
          resourceEvent('resource.created', context.actor, resource, inventory),
        ],
      };
    });
  }

  async update(
    id: string,
    change: ResourceChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceRecord> {
    const freed = change.status === 'active' ? this.#freed : nobodyWaits;
    const waiting = await freed.expect([id]);
    return this.#writer.run(context, async tx => {
      const before = await this.#requireEditable(tx, id);
      checkVersion(before, ifMatch);
      const inventory = await this.#read(tx);
      const resource = applyChange(before, change, inventory);
      resource.updatedAt = toInstant(await readNow(tx));
      await this.#refit.apply(
        tx,
        before,
        resource,
        () => this.#resources.update(tx, resource),
        { inventory, alsoLock: waiting.locks },
      );
      await freed.promote(tx, waiting);
      const type =
        before.status === resource.status
          ? 'resource.changed'
          : 'resource.status_changed';
      const notices = await statusNotices(tx, this.#stores, {
        actor: context.actor,
        before,
        after: resource,
      });
      return {
        result: resource,
        events: [
          resourceEvent(type, context.actor, resource, inventory, before),
          ...notices,
        ],
      };
    });
  }

  async archive(id: string, context: CallContext): Promise<void> {
    await this.#writer.run(context, async tx => {
      const before = await this.#requireEditable(tx, id);
      if (before.archived) {
        return { result: undefined, events: [] };
      }
      const inventory = await this.#read(tx);
      requireNoParts(inventory, before);
      const resource = {
        ...before,
        archived: true,
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      await this.#refit.apply(tx, before, resource, () =>
        this.#resources.update(tx, resource),
      );
      return {
        result: undefined,
        events: [
          resourceEvent(
            'resource.archived',
            context.actor,
            resource,
            inventory,
            before,
          ),
        ],
      };
    });
  }

  async #requireEditable(tx: Writer, id: string): Promise<ResourceRecord> {
    const resource = await this.#resources.get(tx, id);
    if (!resource) {
      throw notFound('resource', id);
    }
    if (resource.managedBy === 'catalog') {
      throw new NotAllowedError(
        `${resource.title} is kept in the catalog; change it in its catalog file`,
      );
    }
    return resource;
  }
}

function requireNoParts(inventory: Inventory, resource: ResourceRecord): void {
  const parts = inventory
    .descendants(inventory.resource(resource.id)!)
    .filter(part => !part.archived);
  if (parts.length > 0) {
    throw new ConflictError(
      `${resource.title} has ${parts.length === 1 ? 'a resource' : `${parts.length} resources`} below it; archive or move them first`,
    );
  }
}

function resolvePlace(input: NewResource, inventory: Inventory) {
  const site = inventory.siteByRef(input.siteRef);
  if (!site || site.archived) {
    throw invalidField('siteRef', 'is not a site');
  }
  const type = inventory.typeByName(input.type);
  if (!type || (type.site && type.site.id !== site.id)) {
    throw invalidField('type', 'is not a resource type of this site');
  }
  if (input.parentRef === undefined) {
    return { site, type };
  }
  const parent = inventory.resourceByRef(input.parentRef);
  checkParent(parent, site.id);
  return { site, type, parent };
}

function applyChange(
  before: ResourceRecord,
  change: ResourceChange,
  inventory: Inventory,
): ResourceRecord {
  const { parentRef, owner, rates, ...plain } = change;
  const resource: ResourceRecord = {
    ...before,
    ...plain,
    version: before.version + 1,
  };
  if (rates !== undefined) {
    resource.rates = rates ?? undefined;
  }
  if (owner !== undefined) {
    resource.owner = owner === null ? undefined : normaliseRef(owner);
  }
  if (change.status === 'active' && change.statusReason === undefined) {
    resource.statusReason = undefined;
  }
  if (parentRef === null) {
    resource.parentId = undefined;
    resource.parentRef = undefined;
  } else if (parentRef !== undefined) {
    const parent = inventory.resourceByRef(parentRef);
    checkParent(parent, before.siteId);
    resource.parentId = parent.id;
    resource.parentRef = parent.entityRef;
  }
  const type = inventory.type(before.typeId);
  if (change.policies) {
    checkRules(change.policies, 'policies', type?.policyDefaults);
  }
  if (change.attributes) {
    checkAgainstSchema(
      type?.attributesSchema ?? {},
      change.attributes,
      'attributes',
    );
  }
  return resource;
}
