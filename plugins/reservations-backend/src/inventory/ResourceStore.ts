import type {
  Page,
  Resource,
  ResourceStatus,
} from '@callboard/backstage-plugin-reservations-common';
import {
  asConflict,
  fetchPage,
  type PageRequest,
  type Reader,
  toInstant,
  toNumber,
  toOptionalNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { SqlFilter } from '@callboard/backend-access';

export type ResourceRecord = Omit<Resource, 'actions'> & {
  siteId: string;
  typeId: string;
  parentId?: string;
};

export interface ResourceQuery extends PageRequest {
  q?: string;
  refs?: string[];
  siteIds?: string[];
  typeIds?: string[];
  status?: ResourceStatus;
  archived?: boolean;
  filter?: SqlFilter;
}

interface ResourceRow {
  id: string;
  entity_ref: string;
  name: string;
  title: string;
  description: string | null;
  site_id: string;
  site_ref: string;
  type_id: string;
  type_name: string;
  parent_id: string | null;
  parent_ref: string | null;
  status: ResourceStatus;
  status_reason: string | null;
  capacity: number | null;
  owner: string | null;
  location: string | null;
  attributes: string;
  policies: string;
  rates: string | null;
  managed_by: Resource['managedBy'];
  version: number;
  created_at: string | number;
  updated_at: string | number;
  archived_at: string | number | null;
}

export class ResourceStore {
  async list(
    db: Reader,
    request: ResourceQuery,
  ): Promise<Page<ResourceRecord>> {
    const query = select(db);
    whereMatches(query, request.q, [
      'resource.name',
      'resource.title',
      'resource.description',
    ]);
    if (request.refs) {
      query.whereIn('resource.entity_ref', request.refs);
    }
    if (request.siteIds) {
      query.whereIn('resource.site_id', request.siteIds);
    }
    if (request.typeIds) {
      query.whereIn('resource.type_id', request.typeIds);
    }
    if (request.status) {
      query.where('resource.status', request.status);
    }
    if (!request.archived) {
      query.whereNull('resource.archived_at');
    }
    request.filter?.(query);
    return fetchPage<ResourceRow, ResourceRecord>(
      query,
      request,
      {
        columns: ['resource.title', 'resource.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<ResourceRecord | undefined> {
    const row = await select(db).where({ 'resource.id': id }).first();
    return row && toRecord(row);
  }

  async insert(tx: Writer, resource: ResourceRecord): Promise<void> {
    await asConflict(`The name '${resource.name}' is taken`, () =>
      tx
        .knex('inventory_ref')
        .insert({ entity_ref: resource.entityRef, id: resource.id }),
    );
    await tx.knex('resource').insert({
      id: resource.id,
      entity_ref: resource.entityRef,
      name: resource.name,
      site_id: resource.siteId,
      managed_by: resource.managedBy,
      created_at: Date.parse(resource.createdAt),
      ...changeableColumns(resource),
    });
  }

  async update(tx: Writer, resource: ResourceRecord): Promise<void> {
    await tx
      .knex('resource')
      .where({ id: resource.id })
      .update(changeableColumns(resource));
  }

  /** Whether any resource of the site is not archived. */
  async siteHasResources(tx: Reader, siteId: string): Promise<boolean> {
    const row = await tx
      .knex('resource')
      .where({ site_id: siteId })
      .whereNull('archived_at')
      .first('id');
    return row !== undefined;
  }
}

function select(db: Reader) {
  return db
    .knex('resource')
    .join('site', 'site.id', 'resource.site_id')
    .join('resource_type', 'resource_type.id', 'resource.type_id')
    .leftJoin({ parent: 'resource' }, 'parent.id', 'resource.parent_id')
    .select('resource.*', {
      site_ref: 'site.entity_ref',
      type_name: 'resource_type.name',
      parent_ref: 'parent.entity_ref',
    });
}

function toRecord(row: ResourceRow): ResourceRecord {
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(toNumber(row.created_at)),
    updatedAt: toInstant(toNumber(row.updated_at)),
    entityRef: row.entity_ref,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    siteId: row.site_id,
    siteRef: row.site_ref,
    typeId: row.type_id,
    type: row.type_name,
    parentId: row.parent_id ?? undefined,
    parentRef: row.parent_ref ?? undefined,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    capacity: row.capacity ?? 'exclusive',
    owner: row.owner ?? undefined,
    location: row.location ?? undefined,
    attributes: JSON.parse(row.attributes),
    policies: JSON.parse(row.policies),
    rates: row.rates === null ? undefined : JSON.parse(row.rates),
    managedBy: row.managed_by,
    archived: toOptionalNumber(row.archived_at) !== undefined,
  };
}

function changeableColumns(resource: ResourceRecord) {
  return {
    title: resource.title,
    description: resource.description ?? null,
    type_id: resource.typeId,
    parent_id: resource.parentId ?? null,
    status: resource.status,
    status_reason: resource.statusReason ?? null,
    capacity: resource.capacity === 'exclusive' ? null : resource.capacity,
    owner: resource.owner ?? null,
    location: resource.location ?? null,
    attributes: JSON.stringify(resource.attributes),
    policies: JSON.stringify(resource.policies),
    rates: resource.rates ? JSON.stringify(resource.rates) : null,
    version: resource.version,
    updated_at: Date.parse(resource.updatedAt),
    archived_at: resource.archived ? Date.parse(resource.updatedAt) : null,
  };
}
