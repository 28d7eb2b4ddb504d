import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InputError } from '@backstage/errors';
import {
  ANNOTATION_SITE,
  ANNOTATION_TYPE,
  type Page,
} from '@callboard/backstage-plugin-reservations-common';
import {
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { checkParent } from '../domain/hierarchy';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import { resourceEvent } from '../events';
import {
  type InventoryCache,
  loadInventory,
} from '../inventory/InventoryCache';
import type { InventoryWriter } from '../inventory/InventoryWriter';
import type { Refit } from '../inventory/Refit';
import type { ResourceRecord, ResourceStore } from '../inventory/ResourceStore';
import type { BookableEntity } from './bookableEntity';

const ACTOR = 'system';
const PAGE_SIZE = 500;

interface Options {
  database: Database;
  resources: ResourceStore;
  inventory: InventoryCache;
  writer: InventoryWriter;
  refit: Refit;
}

/**
 * The part of the inventory that is kept in the catalog: written here and
 * nowhere else, with the locks, checks and events of every other change.
 */
export class CatalogManagedResources {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): CatalogManagedResources {
    return new CatalogManagedResources(options);
  }

  /** All of them, archived ones included. */
  async list(): Promise<ResourceRecord[]> {
    let page = await this.#page();
    const found = page.items;
    while (page.nextCursor) {
      page = await this.#page(page.nextCursor);
      found.push(...page.items);
    }
    return found;
  }

  /**
   * Makes a resource as its entity says, whatever it was before. Writes nothing
   * where `known`, as it was read, says so already.
   *
   * @throws InputError for what the inventory does not have, ConflictError for a
   * name that is taken or bookings that would no longer fit.
   */
  async put(entity: BookableEntity, known?: ResourceRecord): Promise<void> {
    const { inventory, writer, refit, resources } = this.#options;
    if (known && isAsWanted(known, entity, await inventory.latest())) {
      return;
    }
    await writer.run({}, async tx => {
      const current = await loadInventory(tx);
      const before = await this.#find(tx, entity.entityRef);
      const place = resolvePlace(entity, current);
      const now = toInstant(await readNow(tx));
      if (!before) {
        const resource = newResource(entity, place, now);
        await resources.insert(tx, resource);
        return {
          result: undefined,
          events: [resourceEvent('resource.created', ACTOR, resource, current)],
        };
      }
      checkSame(before, entity, place.site.id);
      const resource: ResourceRecord = {
        ...before,
        ...wanted(entity, place),
        version: before.version + 1,
        updatedAt: now,
      };
      await refit.apply(tx, before, resource, () =>
        resources.update(tx, resource),
      );
      return {
        result: undefined,
        events: [
          resourceEvent('resource.changed', ACTOR, resource, current, before),
        ],
      };
    });
  }

  /** Its bookings stay, and say that their resource has been archived. */
  async archive(entityRef: string): Promise<void> {
    const { writer, refit, resources } = this.#options;
    await writer.run({}, async tx => {
      const before = await this.#find(tx, entityRef);
      if (!before || before.archived || before.managedBy !== 'catalog') {
        return { result: undefined, events: [] };
      }
      const resource = {
        ...before,
        archived: true,
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      await refit.apply(tx, before, resource, () =>
        resources.update(tx, resource),
      );
      return {
        result: undefined,
        events: [
          resourceEvent(
            'resource.archived',
            ACTOR,
            resource,
            await loadInventory(tx),
            before,
          ),
        ],
      };
    });
  }

  #page(cursor?: string): Promise<Page<ResourceRecord>> {
    const { database, resources } = this.#options;
    return database.read(db =>
      resources.list(db, {
        archived: true,
        limit: PAGE_SIZE,
        cursor,
        filter: query => query.where('resource.managed_by', 'catalog'),
      }),
    );
  }

  async #find(tx: Writer, ref: string): Promise<ResourceRecord | undefined> {
    const page = await this.#options.resources.list(tx, {
      refs: [ref],
      archived: true,
      limit: 1,
    });
    return page.items[0];
  }
}

type Place = ReturnType<typeof resolvePlace>;

function resolvePlace(entity: BookableEntity, inventory: Inventory) {
  const site = inventory.siteByRef(entity.siteRef);
  if (!site || site.archived) {
    throw new InputError(
      `the annotation ${ANNOTATION_SITE} names no site: ${entity.siteRef}`,
    );
  }
  const type = inventory.typeByName(entity.type);
  if (!type || (type.site && type.site.id !== site.id)) {
    throw new InputError(
      `the annotation ${ANNOTATION_TYPE} names no resource type of ${site.title}: ${entity.type}`,
    );
  }
  const parent = entity.wholes
    .map(ref => inventory.resourceByRef(ref))
    .find(resource => resource && !resource.archived);
  if (parent) {
    checkParent(parent, site.id);
  }
  return { site, type, parent };
}

/** What the entity decides about a resource, now and at every change. */
function wanted(entity: BookableEntity, { type, parent }: Place) {
  return {
    title: entity.title,
    description: entity.description,
    typeId: type.id,
    type: type.name,
    parentId: parent?.id,
    parentRef: parent?.entityRef,
    capacity: entity.capacity,
    owner: entity.owner && normaliseRef(entity.owner),
    archived: false,
  } satisfies Partial<ResourceRecord>;
}

function isAsWanted(
  known: ResourceRecord,
  entity: BookableEntity,
  inventory: Inventory,
): boolean {
  const place = resolvePlace(entity, inventory);
  checkSame(known, entity, place.site.id);
  return isDeepStrictEqual(known, { ...known, ...wanted(entity, place) });
}

function newResource(
  entity: BookableEntity,
  place: Place,
  now: string,
): ResourceRecord {
  return {
    id: randomUUID(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    entityRef: entity.entityRef,
    name: entity.name,
    siteId: place.site.id,
    siteRef: place.site.entityRef,
    status: 'active',
    attributes: {},
    policies: {},
    managedBy: 'catalog',
    ...wanted(entity, place),
  };
}

function checkSame(
  before: ResourceRecord,
  entity: BookableEntity,
  siteId: string,
): void {
  if (before.managedBy !== 'catalog') {
    throw new ConflictError(
      `${entity.entityRef} is a resource that is edited in Callboard already`,
    );
  }
  if (before.siteId !== siteId) {
    throw new InputError(
      `the annotation ${ANNOTATION_SITE} has changed, but a resource cannot move from ${before.siteRef} to another site`,
    );
  }
}
