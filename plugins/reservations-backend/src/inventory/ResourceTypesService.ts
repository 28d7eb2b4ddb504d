import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  NewResourceType,
  Page,
  PolicyDefaults,
  ResourceTypeChange,
} from '@callboard/backstage-plugin-reservations-common';
import {
  checkVersion,
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { checkRules, contradiction } from '../domain/checkRules';
import { checkObjectSchema } from '../domain/jsonSchema';
import { notFound } from '../errors';
import { resourceTypeEvent } from '../events';
import type { InventoryCache } from './InventoryCache';
import type { InventoryWrites } from './InventoryWriter';
import type {
  ResourceTypeQuery,
  ResourceTypeRecord,
  ResourceTypeStore,
} from './ResourceTypeStore';

/** Resource types, without a thought for who may do what. */
export interface ResourceTypesService {
  list(query: ResourceTypeQuery): Promise<Page<ResourceTypeRecord>>;
  get(id: string): Promise<ResourceTypeRecord>;
  create(
    input: NewResourceType,
    context: CallContext,
  ): Promise<ResourceTypeRecord>;
  update(
    id: string,
    change: ResourceTypeChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceTypeRecord>;
  delete(id: string, context: CallContext): Promise<void>;
}

interface Options {
  database: Database;
  types: ResourceTypeStore;
  inventory: Pick<InventoryCache, 'current'>;
  writer: InventoryWrites;
}

export class DefaultResourceTypesService implements ResourceTypesService {
  readonly #database: Database;
  readonly #types: ResourceTypeStore;
  readonly #inventory: Pick<InventoryCache, 'current'>;
  readonly #writer: InventoryWrites;

  private constructor(options: Options) {
    this.#database = options.database;
    this.#types = options.types;
    this.#inventory = options.inventory;
    this.#writer = options.writer;
  }

  static create(options: Options): DefaultResourceTypesService {
    return new DefaultResourceTypesService(options);
  }

  async list(query: ResourceTypeQuery): Promise<Page<ResourceTypeRecord>> {
    return this.#database.read(db => this.#types.list(db, query));
  }

  async get(id: string): Promise<ResourceTypeRecord> {
    const type = await this.#database.read(db => this.#types.get(db, id));
    if (!type) {
      throw notFound('resource type', id);
    }
    return type;
  }

  async create(
    input: NewResourceType,
    context: CallContext,
  ): Promise<ResourceTypeRecord> {
    checkType(input);
    const site = input.siteRef
      ? (await this.#inventory.current()).siteByRef(input.siteRef)
      : undefined;
    if (input.siteRef && (!site || site.archived)) {
      throw invalidField('siteRef', 'is not a site');
    }
    return this.#writer.run(context, async tx => {
      const now = toInstant(await readNow(tx));
      const type: ResourceTypeRecord = {
        id: randomUUID(),
        version: 1,
        createdAt: now,
        updatedAt: now,
        name: input.name,
        title: input.title,
        description: input.description,
        siteId: site?.id,
        siteRef: site?.entityRef,
        colour: input.colour.toLowerCase(),
        setupMinutes: input.setupMinutes ?? 0,
        teardownMinutes: input.teardownMinutes ?? 0,
        instructions: input.instructions,
        attributesSchema: input.attributesSchema ?? {},
        bookingParametersSchema: input.bookingParametersSchema ?? {},
        policyDefaults: input.policyDefaults ?? {},
        rates: input.rates ?? [],
      };
      await this.#types.insert(tx, type);
      return {
        result: type,
        events: [resourceTypeEvent('type.created', context.actor, type)],
      };
    });
  }

  async update(
    id: string,
    change: ResourceTypeChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ResourceTypeRecord> {
    checkType(change);
    return this.#writer.run(context, async tx => {
      const before = await this.#require(tx, id);
      checkVersion(before, ifMatch);
      if (change.policyDefaults) {
        await this.#checkOwnRules(tx, id, change.policyDefaults);
      }
      const type: ResourceTypeRecord = {
        ...before,
        ...change,
        colour: (change.colour ?? before.colour).toLowerCase(),
        version: before.version + 1,
        updatedAt: toInstant(await readNow(tx)),
      };
      await this.#types.update(tx, type);
      return {
        result: type,
        events: [
          resourceTypeEvent('type.changed', context.actor, type, before),
        ],
      };
    });
  }

  async delete(id: string, context: CallContext): Promise<void> {
    await this.#writer.run(context, async tx => {
      const type = await this.#require(tx, id);
      const used = await this.#types.countResources(tx, id);
      if (used > 0) {
        throw new ConflictError(
          `${type.title} is the type of ${used} ${used === 1 ? 'resource' : 'resources'} (archived ones count: their history names it) and cannot be deleted`,
        );
      }
      await this.#types.delete(tx, id);
      return {
        result: undefined,
        events: [resourceTypeEvent('type.deleted', context.actor, type)],
      };
    });
  }

  /** What its resources say otherwise must still make sense with it. */
  async #checkOwnRules(
    tx: Writer,
    id: string,
    rules: PolicyDefaults,
  ): Promise<void> {
    for (const { title, policies } of await this.#types.listOwnRules(tx, id)) {
      const problem = contradiction(policies, rules);
      if (problem) {
        throw invalidField(
          'policyDefaults',
          `contradicts the rules of ${title}: ${problem}`,
        );
      }
    }
  }

  async #require(tx: Writer, id: string): Promise<ResourceTypeRecord> {
    const type = await this.#types.get(tx, id);
    if (!type) {
      throw notFound('resource type', id);
    }
    return type;
  }
}

function checkType(type: ResourceTypeChange): void {
  for (const field of [
    'attributesSchema',
    'bookingParametersSchema',
  ] as const) {
    const schema = type[field];
    if (schema) {
      checkObjectSchema(schema, field);
    }
  }
  if (type.policyDefaults) {
    checkRules(type.policyDefaults, 'policyDefaults');
  }
}
