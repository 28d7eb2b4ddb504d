import type {
  PolicyDefaults,
  Page,
  ResourceType,
} from '@callboard/backstage-plugin-reservations-common';
import {
  asConflict,
  fetchPage,
  type PageRequest,
  type Reader,
  toInstant,
  toNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { SqlFilter } from '@callboard/backend-access';

export type ResourceTypeRecord = Omit<ResourceType, 'actions' | 'siteRef'> & {
  siteId?: string;
  siteRef?: string;
};

export interface ResourceTypeQuery extends PageRequest {
  q?: string;
  /** Types of this site, and the global ones. */
  siteId?: string;
  filter?: SqlFilter;
}

interface ResourceTypeRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  site_id: string | null;
  site_ref: string | null;
  colour: string;
  setup_minutes: number;
  teardown_minutes: number;
  instructions: string | null;
  attributes_schema: string;
  booking_parameters_schema: string;
  policy_defaults: string;
  rates: string;
  version: number;
  created_at: string | number;
  updated_at: string | number;
}

export class ResourceTypeStore {
  async list(
    db: Reader,
    request: ResourceTypeQuery,
  ): Promise<Page<ResourceTypeRecord>> {
    const query = select(db);
    whereMatches(query, request.q, [
      'resource_type.name',
      'resource_type.title',
      'resource_type.description',
    ]);
    if (request.siteId) {
      query.where(inner =>
        inner
          .whereNull('resource_type.site_id')
          .orWhere('resource_type.site_id', request.siteId),
      );
    }
    request.filter?.(query);
    return fetchPage<ResourceTypeRow, ResourceTypeRecord>(
      query,
      request,
      {
        columns: ['resource_type.title', 'resource_type.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<ResourceTypeRecord | undefined> {
    const row = await select(db).where({ 'resource_type.id': id }).first();
    return row && toRecord(row);
  }

  async insert(tx: Writer, type: ResourceTypeRecord): Promise<void> {
    await asConflict(`A resource type '${type.name}' exists already`, () =>
      tx.knex('resource_type').insert({
        id: type.id,
        name: type.name,
        name_key: type.name.toLowerCase(),
        site_id: type.siteId ?? null,
        created_at: Date.parse(type.createdAt),
        ...changeableColumns(type),
      }),
    );
  }

  async update(tx: Writer, type: ResourceTypeRecord): Promise<void> {
    await tx
      .knex('resource_type')
      .where({ id: type.id })
      .update(changeableColumns(type));
  }

  async delete(tx: Writer, id: string): Promise<void> {
    await tx.knex('resource_type').where({ id }).delete();
  }

  /** How many resources have this type, archived ones included. */
  /** The rules in which resources of the type differ from it. */
  async listOwnRules(
    tx: Reader,
    id: string,
  ): Promise<{ title: string; policies: PolicyDefaults }[]> {
    const rows: { title: string; policies: string }[] = await tx
      .knex('resource')
      .where({ type_id: id })
      .whereNot({ policies: '{}' })
      .whereNull('archived_at')
      .select('title', 'policies');
    return rows.map(({ title, policies }) => ({
      title,
      policies: JSON.parse(policies),
    }));
  }

  async countResources(tx: Reader, id: string): Promise<number> {
    const [row] = await tx
      .knex('resource')
      .where({ type_id: id })
      .count({ n: '*' });
    return toNumber(row.n ?? 0);
  }
}

function select(db: Reader) {
  return db
    .knex('resource_type')
    .leftJoin('site', 'site.id', 'resource_type.site_id')
    .select('resource_type.*', { site_ref: 'site.entity_ref' });
}

function toRecord(row: ResourceTypeRow): ResourceTypeRecord {
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(toNumber(row.created_at)),
    updatedAt: toInstant(toNumber(row.updated_at)),
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    siteId: row.site_id ?? undefined,
    siteRef: row.site_ref ?? undefined,
    colour: row.colour,
    setupMinutes: row.setup_minutes,
    teardownMinutes: row.teardown_minutes,
    instructions: row.instructions ?? undefined,
    attributesSchema: JSON.parse(row.attributes_schema),
    bookingParametersSchema: JSON.parse(row.booking_parameters_schema),
    policyDefaults: JSON.parse(row.policy_defaults),
    rates: JSON.parse(row.rates),
  };
}

function changeableColumns(type: ResourceTypeRecord) {
  return {
    title: type.title,
    description: type.description ?? null,
    colour: type.colour.toLowerCase(),
    setup_minutes: type.setupMinutes,
    teardown_minutes: type.teardownMinutes,
    instructions: type.instructions ?? null,
    attributes_schema: JSON.stringify(type.attributesSchema),
    booking_parameters_schema: JSON.stringify(type.bookingParametersSchema),
    policy_defaults: JSON.stringify(type.policyDefaults),
    rates: JSON.stringify(type.rates),
    version: type.version,
    updated_at: Date.parse(type.updatedAt),
  };
}
