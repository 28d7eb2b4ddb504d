import {
  fetchPage,
  locked,
  type PageRequest,
  type Reader,
  toBoolean,
  toInstant,
  toNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { SqlFilter } from '@callboard/backend-access';
import type {
  EndpointStatus,
  Page,
  Profile,
  ScopeKind,
} from '@callboard/backstage-plugin-webhooks-common';
import type { EndpointRecord } from './EndpointRecord';

export interface EndpointQuery extends PageRequest {
  q?: string;
  status?: EndpointStatus;
  siteRef?: string;
  filter?: SqlFilter;
}

interface EndpointRow {
  id: string;
  title: string;
  description: string | null;
  url: string;
  event_types: string;
  scope_kind: ScopeKind;
  scope_ref: string | null;
  scope_site_ref: string | null;
  site_ref: string | null;
  headers: string | null;
  include_personal_data: boolean | number;
  profile: Profile;
  owner: string;
  status: EndpointStatus;
  disabled_reason: string | null;
  version: number;
  created_by: string;
  created_at: number | string;
  updated_at: number | string;
}

/** Endpoints that are not deleted. */
export class EndpointStore {
  async list(
    db: Reader,
    request: EndpointQuery,
  ): Promise<Page<EndpointRecord>> {
    const query = db
      .knex('endpoint')
      .select('endpoint.*')
      .whereNull('endpoint.deleted_at');
    whereMatches(query, request.q, [
      'endpoint.title',
      'endpoint.description',
      'endpoint.url',
    ]);
    if (request.status) {
      query.where('endpoint.status', request.status);
    }
    if (request.siteRef) {
      query.where('endpoint.site_ref', request.siteRef);
    }
    request.filter?.(query);
    return fetchPage<EndpointRow, EndpointRecord>(
      query,
      request,
      {
        columns: ['endpoint.title', 'endpoint.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<EndpointRecord | undefined> {
    const row = await db
      .knex<EndpointRow>('endpoint')
      .where({ id })
      .whereNull('deleted_at')
      .first();
    return row && toRecord(row);
  }

  /** The same, and nobody changes it until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<EndpointRecord | undefined> {
    const query = tx
      .knex('endpoint')
      .where({ id })
      .whereNull('deleted_at')
      .first();
    const row: EndpointRow | undefined = await locked(tx, query);
    return row && toRecord(row);
  }

  async insert(tx: Writer, endpoint: EndpointRecord): Promise<void> {
    await tx.knex('endpoint').insert({
      id: endpoint.id,
      created_by: endpoint.createdBy,
      created_at: Date.parse(endpoint.createdAt),
      ...changeableColumns(endpoint),
    });
  }

  async update(tx: Writer, endpoint: EndpointRecord): Promise<void> {
    await tx
      .knex('endpoint')
      .where({ id: endpoint.id })
      .update(changeableColumns(endpoint));
  }

  /** The row stays, for the log; what is secret in it goes. */
  async markDeleted(tx: Writer, endpoint: EndpointRecord): Promise<void> {
    await tx
      .knex('endpoint')
      .where({ id: endpoint.id })
      .update({
        headers: null,
        version: endpoint.version,
        updated_at: Date.parse(endpoint.updatedAt),
        deleted_at: Date.parse(endpoint.updatedAt),
      });
    await tx
      .knex('endpoint_state')
      .where({ endpoint_id: endpoint.id })
      .delete();
  }

  /** Forgets its failures, so that the next attempt is made at once. */
  async clearFailures(tx: Writer, id: string): Promise<void> {
    await tx.knex('endpoint_state').where({ endpoint_id: id }).update({
      consecutive_failures: 0,
      failing_since: null,
      open_until: null,
    });
  }
}

function toRecord(row: EndpointRow): EndpointRecord {
  return {
    id: row.id,
    version: row.version,
    createdAt: toInstant(toNumber(row.created_at)),
    updatedAt: toInstant(toNumber(row.updated_at)),
    title: row.title,
    description: row.description ?? undefined,
    url: row.url,
    eventTypes: JSON.parse(row.event_types),
    scope: {
      kind: row.scope_kind,
      ref: row.scope_ref ?? undefined,
      siteRef: row.scope_site_ref ?? undefined,
    },
    siteRef: row.site_ref ?? undefined,
    sealedHeaders: row.headers ?? undefined,
    includePersonalData: toBoolean(row.include_personal_data),
    profile: row.profile,
    owner: row.owner,
    createdBy: row.created_by,
    status: row.status,
    disabledReason: row.disabled_reason ?? undefined,
  };
}

function changeableColumns(endpoint: EndpointRecord) {
  return {
    title: endpoint.title,
    description: endpoint.description ?? null,
    url: endpoint.url,
    event_types: JSON.stringify(endpoint.eventTypes),
    scope_kind: endpoint.scope.kind,
    scope_ref: endpoint.scope.ref ?? null,
    scope_site_ref: endpoint.scope.siteRef ?? null,
    site_ref: endpoint.siteRef ?? null,
    headers: endpoint.sealedHeaders ?? null,
    include_personal_data: endpoint.includePersonalData,
    profile: endpoint.profile,
    owner: endpoint.owner,
    status: endpoint.status,
    disabled_reason: endpoint.disabledReason ?? null,
    version: endpoint.version,
    updated_at: Date.parse(endpoint.updatedAt),
  };
}
