import type { SqlFilter } from '@callboard/backend-access';
import {
  fetchPage,
  locked,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import type { ProblemStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { ProblemRecord } from './ProblemRecord';

export interface ProblemQuery extends PageRequest {
  resourceIds?: string[];
  siteIds?: string[];
  statuses?: ProblemStatus[];
  /** On `resource`. */
  filter?: SqlFilter;
}

interface ProblemRow {
  id: string;
  resource_id: string;
  resource_ref: string;
  resource_title: string;
  site_id: string;
  site_ref: string;
  booking_id: string | null;
  title: string;
  description: string | null;
  status: ProblemStatus;
  reported_by: string;
  handled_by: string | null;
  resolution: string | null;
  maintenance_id: string | null;
  version: number;
  created_at: string | number;
  updated_at: string | number;
  resolved_at: string | number | null;
}

export class ProblemStore {
  async list(db: Reader, request: ProblemQuery): Promise<Page<ProblemRecord>> {
    const query = select(db);
    if (request.resourceIds) {
      query.whereIn('problem.resource_id', request.resourceIds);
    }
    if (request.siteIds) {
      query.whereIn('resource.site_id', request.siteIds);
    }
    if (request.statuses) {
      query.whereIn('problem.status', request.statuses);
    }
    request.filter?.(query);
    return fetchPage<ProblemRow, ProblemRecord>(
      query,
      request,
      {
        columns: ['problem.created_at', 'problem.id'],
        direction: 'desc',
        keyOf: row => [toNumber(row.created_at), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<ProblemRecord | undefined> {
    const row = await select(db).where({ 'problem.id': id }).first();
    return row && toRecord(row);
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<ProblemRecord | undefined> {
    const query = tx.knex('problem').where({ id }).select('id');
    await locked(tx, query);
    return this.get(tx, id);
  }

  async insert(tx: Writer, problem: ProblemRecord): Promise<void> {
    await tx.knex('problem').insert({
      id: problem.id,
      resource_id: problem.resource.id,
      booking_id: problem.bookingId ?? null,
      title: problem.title,
      description: problem.description ?? null,
      reported_by: problem.reportedBy,
      created_at: problem.createdAt,
      ...changeableColumns(problem),
    });
  }

  async update(tx: Writer, problem: ProblemRecord): Promise<void> {
    await tx
      .knex('problem')
      .where({ id: problem.id })
      .update(changeableColumns(problem));
  }
}

function select(db: Reader): Knex.QueryBuilder {
  return db
    .knex('problem')
    .join('resource', 'resource.id', 'problem.resource_id')
    .join('site', 'site.id', 'resource.site_id')
    .select('problem.*', {
      resource_ref: 'resource.entity_ref',
      resource_title: 'resource.title',
      site_id: 'resource.site_id',
      site_ref: 'site.entity_ref',
    });
}

function toRecord(row: ProblemRow): ProblemRecord {
  return {
    id: row.id,
    version: row.version,
    resource: {
      id: row.resource_id,
      entityRef: row.resource_ref,
      title: row.resource_title,
    },
    siteId: row.site_id,
    siteRef: row.site_ref,
    bookingId: row.booking_id ?? undefined,
    title: row.title,
    description: row.description ?? undefined,
    status: row.status,
    reportedBy: row.reported_by,
    handledBy: row.handled_by ?? undefined,
    resolution: row.resolution ?? undefined,
    maintenanceId: row.maintenance_id ?? undefined,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    resolvedAt: toOptionalNumber(row.resolved_at),
  };
}

function changeableColumns(problem: ProblemRecord) {
  return {
    status: problem.status,
    handled_by: problem.handledBy ?? null,
    resolution: problem.resolution ?? null,
    maintenance_id: problem.maintenanceId ?? null,
    version: problem.version,
    updated_at: problem.updatedAt,
    resolved_at: problem.resolvedAt ?? null,
  };
}
