import type { SqlFilter } from '@callboard/backend-access';
import {
  fetchPage,
  locked,
  lockedIfFree,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import type { MaintenanceStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { MaintenanceRecord } from './MaintenanceRecord';

export interface MaintenanceQuery extends PageRequest {
  /** Epoch milliseconds; windows that end later overlap. */
  from?: number;
  /** Epoch milliseconds; windows that begin earlier overlap. */
  to?: number;
  resourceIds?: string[];
  siteIds?: string[];
  statuses: readonly MaintenanceStatus[];
  /** On `resource`. */
  filter?: SqlFilter;
}

/** A window that is to begin or to end by now. */
export interface DueWindow {
  window: MaintenanceRecord;
  to: 'active' | 'ended';
}

interface MaintenanceRow {
  id: string;
  resource_id: string;
  resource_ref: string;
  resource_title: string;
  site_id: string;
  site_ref: string;
  from_at: string | number;
  until_at: string | number;
  title: string;
  reason: string | null;
  status: MaintenanceStatus;
  created_by: string;
  version: number;
  created_at: string | number;
  updated_at: string | number;
}

export class MaintenanceStore {
  async list(
    db: Reader,
    request: MaintenanceQuery,
  ): Promise<Page<MaintenanceRecord>> {
    const { from, to, resourceIds, siteIds, statuses } = request;
    const query = select(db).whereIn('maintenance_window.status', [
      ...statuses,
    ]);
    if (from !== undefined) {
      query.where('maintenance_window.until_at', '>', from);
    }
    if (to !== undefined) {
      query.where('maintenance_window.from_at', '<', to);
    }
    if (resourceIds) {
      query.whereIn('maintenance_window.resource_id', resourceIds);
    }
    if (siteIds) {
      query.whereIn('resource.site_id', siteIds);
    }
    request.filter?.(query);
    return fetchPage<MaintenanceRow, MaintenanceRecord>(
      query,
      request,
      {
        columns: ['maintenance_window.from_at', 'maintenance_window.id'],
        direction: 'asc',
        keyOf: row => [toNumber(row.from_at), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<MaintenanceRecord | undefined> {
    const row = await select(db).where({ 'maintenance_window.id': id }).first();
    return row && toRecord(row);
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<MaintenanceRecord | undefined> {
    const query = tx.knex('maintenance_window').where({ id }).select('id');
    await locked(tx, query);
    return this.get(tx, id);
  }

  async insert(tx: Writer, window: MaintenanceRecord): Promise<void> {
    await tx.knex('maintenance_window').insert({
      id: window.id,
      resource_id: window.resource.id,
      created_by: window.createdBy,
      created_at: window.createdAt,
      ...changeableColumns(window),
    });
  }

  async update(tx: Writer, window: MaintenanceRecord): Promise<void> {
    await tx
      .knex('maintenance_window')
      .where({ id: window.id })
      .update(changeableColumns(window));
  }

  /** When the next one begins or ends, epoch milliseconds, and what time it is. */
  async nextDue(db: Reader): Promise<{ at: number; now: number } | undefined> {
    const [row] = await db.knex.select({
      begins: db
        .knex('maintenance_window')
        .where({ status: 'scheduled' })
        .min('from_at'),
      ends: db
        .knex('maintenance_window')
        .where({ status: 'active' })
        .min('until_at'),
      now: db.nowSql,
    });
    const due = [row.begins, row.ends]
      .filter(at => at !== null)
      .map(at => toNumber(at));
    return due.length === 0
      ? undefined
      : { at: Math.min(...due), now: toNumber(row.now) };
  }

  /** Locks those that are due, of one kind: the ends before the beginnings. */
  async claimDue(tx: Writer, limit: number): Promise<DueWindow[]> {
    for (const [status, column, to] of [
      ['active', 'until_at', 'ended'],
      ['scheduled', 'from_at', 'active'],
    ] as const) {
      const query = tx
        .knex('maintenance_window')
        .where({ status })
        .where(column, '<=', tx.nowSql)
        .orderBy([column, 'id'])
        .limit(limit)
        .select('id');
      const rows: { id: string }[] = await lockedIfFree(tx, query);
      if (rows.length > 0) {
        const found: MaintenanceRow[] = await select(tx).whereIn(
          'maintenance_window.id',
          rows.map(({ id }) => id),
        );
        return found.map(row => ({ window: toRecord(row), to }));
      }
    }
    return [];
  }
}

function select(db: Reader): Knex.QueryBuilder {
  return db
    .knex('maintenance_window')
    .join('resource', 'resource.id', 'maintenance_window.resource_id')
    .join('site', 'site.id', 'resource.site_id')
    .select('maintenance_window.*', {
      resource_ref: 'resource.entity_ref',
      resource_title: 'resource.title',
      site_id: 'resource.site_id',
      site_ref: 'site.entity_ref',
    });
}

function toRecord(row: MaintenanceRow): MaintenanceRecord {
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
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
    title: row.title,
    reason: row.reason ?? undefined,
    status: row.status,
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

function changeableColumns(window: MaintenanceRecord) {
  return {
    from_at: window.from,
    until_at: window.until,
    title: window.title,
    reason: window.reason ?? null,
    status: window.status,
    version: window.version,
    updated_at: window.updatedAt,
  };
}
