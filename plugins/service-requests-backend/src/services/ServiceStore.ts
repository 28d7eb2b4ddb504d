import type { SqlFilter } from '@callboard/backend-access';
import {
  fetchPage,
  locked,
  type PageRequest,
  type Reader,
  toBoolean,
  toNumber,
  toOptionalNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type {
  Page,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Phase } from '../convergence';
import type { ServiceChangeRecord, ServiceRecord } from './types';

export interface ServiceQuery extends PageRequest {
  q?: string;
  statuses?: ServiceStatus[];
  environment?: string;
  region?: string;
  offering?: string;
  owner?: string;
  entityRef?: string;
  drifted?: boolean;
  /** With an end date before this day. */
  expiresBefore?: string;
  secrets?: 'any' | 'overdue';
  removed?: boolean;
  filter?: SqlFilter;
}

interface ServiceRow {
  id: string;
  entity_ref: string;
  name: string;
  offering: string;
  offering_version: number;
  environment: string;
  production: boolean | number;
  region: string;
  owner: string;
  requested_by: string;
  cost_centre: string | null;
  request_id: string;
  change_request_id: string | null;
  phase: Phase;
  status: ServiceStatus;
  status_reason: string | null;
  status_since: number | string;
  merged_at: number | string;
  parameters: string;
  judgement: string;
  end_date: string | null;
  warned_days: number | null;
  cost: number | null;
  currency: string | null;
  ready_at: number | string | null;
  removed_at: number | string | null;
  version: number;
  created_at: number | string;
  updated_at: number | string;
}

/** Services from their merge on; those that are gone stay, for the record. */
export class ServiceStore {
  async list(db: Reader, request: ServiceQuery): Promise<Page<ServiceRecord>> {
    const query = db.knex('service').select('service.*');
    whereMatches(query, request.q, ['service.name', 'service.offering']);
    if (request.statuses && request.statuses.length > 0) {
      query.whereIn('service.status', request.statuses);
    }
    for (const [column, value] of [
      ['environment', request.environment],
      ['region', request.region],
      ['offering', request.offering],
      ['owner', request.owner],
      ['entity_ref', request.entityRef],
    ] as const) {
      if (value !== undefined) {
        query.where(`service.${column}`, value);
      }
    }
    if (!request.removed) {
      query.whereNull('service.removed_at');
    }
    if (request.drifted) {
      query.where('service.drifted', true);
    }
    if (request.expiresBefore !== undefined) {
      query.where('service.end_date', '<', request.expiresBefore);
    }
    if (request.secrets === 'overdue') {
      query.where('service.secret_overdue', true);
    }
    request.filter?.(query);
    return fetchPage<ServiceRow, ServiceRecord>(
      query,
      request,
      {
        columns: ['service.name', 'service.id'],
        direction: 'asc',
        keyOf: row => [row.name, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async count(
    db: Reader,
    narrow: (query: Parameters<SqlFilter>[0]) => void,
  ): Promise<number> {
    const query = db.knex('service').count({ n: '*' });
    narrow(query);
    const [{ n }] = await query;
    return toNumber(n as number | string);
  }

  async get(db: Reader, id: string): Promise<ServiceRecord | undefined> {
    const row: ServiceRow | undefined = await db
      .knex('service')
      .where({ id })
      .first();
    return row && toRecord(row);
  }

  async byIds(db: Reader, ids: string[]): Promise<ServiceRecord[]> {
    const rows: ServiceRow[] = await db.knex('service').whereIn('id', ids);
    return rows.map(toRecord);
  }

  /** The one that has this entity ref now. */
  async byEntityRef(
    db: Reader,
    entityRef: string,
  ): Promise<ServiceRecord | undefined> {
    const row: ServiceRow | undefined = await db
      .knex('service')
      .where({ entity_ref: entityRef })
      .whereNull('removed_at')
      .first();
    return row && toRecord(row);
  }

  /** Those in which something is under way. */
  async unsettled(db: Reader): Promise<string[]> {
    const rows: { id: string }[] = await db
      .knex('service')
      .select('id')
      .whereNot('phase', 'steady')
      .whereNull('removed_at');
    return rows.map(({ id }) => id);
  }

  /** All that are not gone. */
  async present(db: Reader): Promise<string[]> {
    return db.knex('service').whereNull('removed_at').pluck('id');
  }

  /** Those that are there and end on this day or before. */
  async endingBy(db: Reader, day: string): Promise<string[]> {
    return db
      .knex('service')
      .whereNotNull('end_date')
      .where('end_date', '<=', day)
      .whereNull('removed_at')
      .orderBy('id')
      .pluck('id');
  }

  /** Locked by id, in the order of ids. */
  async lock(tx: Writer, ids: string[]): Promise<ServiceRecord[]> {
    const query = tx.knex('service').whereIn('id', ids).orderBy('id');
    const rows: ServiceRow[] = await locked(tx, query);
    return rows.map(toRecord);
  }

  async insert(tx: Writer, service: ServiceRecord): Promise<void> {
    await tx.knex('service').insert({
      id: service.id,
      created_at: service.createdAt,
      ...changeableColumns(service),
    });
  }

  async update(tx: Writer, service: ServiceRecord): Promise<void> {
    await tx
      .knex('service')
      .where({ id: service.id })
      .update(changeableColumns(service));
  }

  async insertChange(tx: Writer, change: ServiceChangeRecord): Promise<void> {
    await tx.knex('service_change').insert({
      id: change.id,
      service_id: change.serviceId,
      request_id: change.requestId,
      operation: change.operation,
      actor: change.actor ?? null,
      changes: JSON.stringify(change.changes),
      at: change.at,
      applied_at: change.appliedAt ?? null,
    });
  }

  async markApplied(
    tx: Writer,
    serviceId: string,
    requestId: string,
    at: number,
  ): Promise<void> {
    await tx
      .knex('service_change')
      .where({ service_id: serviceId, request_id: requestId })
      .whereNull('applied_at')
      .update({ applied_at: at });
  }

  /** What the changes are that are under way, by service. */
  async changing(
    db: Reader,
    services: ServiceRecord[],
  ): Promise<Map<string, ServiceChangeRecord['changes']>> {
    const changing = new Map(
      services
        .filter(({ phase }) => phase === 'change')
        .map(({ id, changeRequestId }) => [id, changeRequestId]),
    );
    if (changing.size === 0) {
      return new Map();
    }
    const rows: { service_id: string; request_id: string; changes: string }[] =
      await db
        .knex('service_change')
        .select('service_id', 'request_id', 'changes')
        .whereIn('service_id', [...changing.keys()])
        .whereNull('applied_at');
    return new Map(
      rows
        .filter(row => changing.get(row.service_id) === row.request_id)
        .map(row => [row.service_id, JSON.parse(row.changes)]),
    );
  }

  async changes(db: Reader, serviceId: string): Promise<ServiceChangeRecord[]> {
    const rows = await db
      .knex('service_change')
      .where({ service_id: serviceId })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    return rows.map(row => ({
      id: row.id,
      serviceId,
      requestId: row.request_id,
      operation: row.operation,
      actor: row.actor ?? undefined,
      changes: JSON.parse(row.changes),
      at: toNumber(row.at),
      appliedAt: toOptionalNumber(row.applied_at),
    }));
  }
}

function toRecord(row: ServiceRow): ServiceRecord {
  return {
    id: row.id,
    version: row.version,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    entityRef: row.entity_ref,
    name: row.name,
    offering: row.offering,
    offeringVersion: row.offering_version,
    environment: row.environment,
    production: toBoolean(row.production),
    region: row.region,
    owner: row.owner,
    requestedBy: row.requested_by,
    costCentre: row.cost_centre ?? undefined,
    requestId: row.request_id,
    changeRequestId: row.change_request_id ?? undefined,
    phase: row.phase,
    status: row.status,
    statusReason: row.status_reason ?? undefined,
    statusSince: toNumber(row.status_since),
    mergedAt: toNumber(row.merged_at),
    parameters: JSON.parse(row.parameters),
    judgement: JSON.parse(row.judgement),
    endDate: row.end_date ?? undefined,
    warnedDays: row.warned_days ?? undefined,
    cost: row.cost ?? undefined,
    currency: row.currency ?? undefined,
    readyAt: toOptionalNumber(row.ready_at),
    removedAt: toOptionalNumber(row.removed_at),
  };
}

function changeableColumns(service: ServiceRecord) {
  return {
    entity_ref: service.entityRef,
    name: service.name,
    offering: service.offering,
    offering_version: service.offeringVersion,
    environment: service.environment,
    production: service.production,
    region: service.region,
    owner: service.owner,
    requested_by: service.requestedBy,
    cost_centre: service.costCentre ?? null,
    request_id: service.requestId,
    change_request_id: service.changeRequestId ?? null,
    phase: service.phase,
    status: service.status,
    status_reason: service.statusReason ?? null,
    status_since: service.statusSince,
    merged_at: service.mergedAt,
    parameters: JSON.stringify(service.parameters),
    judgement: JSON.stringify(service.judgement),
    endpoint: service.judgement.endpoint ?? null,
    drifted: service.judgement.drift.length > 0,
    secret_overdue: service.judgement.secrets.some(({ overdue }) => overdue),
    end_date: service.endDate ?? null,
    warned_days: service.warnedDays ?? null,
    cost: service.cost ?? null,
    currency: service.currency ?? null,
    ready_at: service.readyAt ?? null,
    removed_at: service.removedAt ?? null,
    version: service.version,
    updated_at: service.updatedAt,
  };
}
