import type { SqlFilter } from '@callboard/backend-access';
import {
  fetchPage,
  locked,
  lockedIfFree,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import type { AccessGrantStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { AccessGrantRecord } from './AccessGrantRecord';

export interface AccessGrantQuery extends PageRequest {
  siteIds?: string[];
  resourceIds?: string[];
  subjectRefs?: string[];
  statuses?: AccessGrantStatus[];
  /** On `site.id`. */
  filter?: SqlFilter;
}

interface AccessGrantRow {
  id: string;
  subject_ref: string;
  site_id: string;
  site_ref: string;
  site_title: string;
  resource_id: string | null;
  resource_ref: string;
  resource_title: string;
  from_at: string | number;
  until_at: string | number;
  reason: string | null;
  granted_by: string;
  version: number;
  created_at: string | number;
  updated_at: string | number;
  revoked_at: string | number | null;
  ended_at: string | number | null;
}

export class AccessGrantStore {
  async list(
    db: Reader,
    request: AccessGrantQuery,
  ): Promise<Page<AccessGrantRecord>> {
    const query = select(db);
    const { siteIds, resourceIds, subjectRefs, statuses } = request;
    if (siteIds) {
      query.whereIn('access_grant.site_id', siteIds);
    }
    if (resourceIds) {
      query.whereIn('access_grant.resource_id', resourceIds);
    }
    if (subjectRefs) {
      query.whereIn('access_grant.subject_ref', subjectRefs);
    }
    if (statuses) {
      query.where(any => {
        any.whereRaw('1 = 0');
        statuses.forEach(status =>
          any.orWhere(one => whereStatus(one, status, db.nowSql)),
        );
      });
    }
    request.filter?.(query);
    return fetchPage<AccessGrantRow, AccessGrantRecord>(
      query,
      request,
      {
        columns: ['access_grant.until_at', 'access_grant.id'],
        direction: 'desc',
        keyOf: row => [toNumber(row.until_at), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<AccessGrantRecord | undefined> {
    const row = await select(db).where({ 'access_grant.id': id }).first();
    return row && toRecord(row);
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: Writer, id: string): Promise<AccessGrantRecord | undefined> {
    const query = tx.knex('access_grant').where({ id }).select('id');
    await locked(tx, query);
    return this.get(tx, id);
  }

  async insert(tx: Writer, grant: AccessGrantRecord): Promise<void> {
    await tx.knex('access_grant').insert({
      id: grant.id,
      subject_ref: grant.subjectRef,
      site_id: grant.siteId,
      resource_id: grant.resource?.id ?? null,
      from_at: grant.from,
      reason: grant.reason ?? null,
      granted_by: grant.grantedBy,
      created_at: grant.createdAt,
      ...changeableColumns(grant),
    });
  }

  async update(tx: Writer, grant: AccessGrantRecord): Promise<void> {
    await tx
      .knex('access_grant')
      .where({ id: grant.id })
      .update(changeableColumns(grant));
  }

  /** When the next one ends, in epoch milliseconds, and what time it is. */
  async nextEnd(db: Reader): Promise<{ at: number; now: number } | undefined> {
    const [row] = await db.knex.select({
      at: whereRunning(db.knex('access_grant')).min('until_at'),
      now: db.nowSql,
    });
    return row.at === null
      ? undefined
      : { at: toNumber(row.at), now: toNumber(row.now) };
  }

  /** Locks those that have ended and whose end is not announced yet. */
  async claimEnded(tx: Writer, limit: number): Promise<AccessGrantRecord[]> {
    const query = whereRunning(tx.knex('access_grant'))
      .where('until_at', '<=', tx.nowSql)
      .orderBy('id')
      .limit(limit)
      .select('id');
    const rows: { id: string }[] = await lockedIfFree(tx, query);
    if (rows.length === 0) {
      return [];
    }
    const found: AccessGrantRow[] = await select(tx).whereIn(
      'access_grant.id',
      rows.map(({ id }) => id),
    );
    return found.map(toRecord);
  }

  async storeEnded(tx: Writer, ids: string[], endedAt: number): Promise<void> {
    await tx
      .knex('access_grant')
      .whereIn('id', ids)
      .update({ ended_at: endedAt });
  }
}

function whereRunning(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.whereNull('revoked_at').whereNull('ended_at');
}

function whereStatus(
  query: Knex.QueryBuilder,
  status: AccessGrantStatus,
  now: Knex.Raw,
): void {
  if (status === 'revoked') {
    query.whereNotNull('access_grant.revoked_at');
    return;
  }
  query.whereNull('access_grant.revoked_at');
  if (status === 'upcoming') {
    query.where('access_grant.from_at', '>', now);
  } else if (status === 'active') {
    query
      .where('access_grant.from_at', '<=', now)
      .where('access_grant.until_at', '>', now);
  } else {
    query.where('access_grant.until_at', '<=', now);
  }
}

function select(db: Reader): Knex.QueryBuilder {
  return db
    .knex('access_grant')
    .join('site', 'site.id', 'access_grant.site_id')
    .leftJoin('resource', 'resource.id', 'access_grant.resource_id')
    .select('access_grant.*', {
      site_ref: 'site.entity_ref',
      site_title: 'site.title',
      resource_ref: 'resource.entity_ref',
      resource_title: 'resource.title',
    });
}

function toRecord(row: AccessGrantRow): AccessGrantRecord {
  return {
    id: row.id,
    version: row.version,
    subjectRef: row.subject_ref,
    siteId: row.site_id,
    siteRef: row.site_ref,
    siteTitle: row.site_title,
    resource:
      row.resource_id === null
        ? undefined
        : {
            id: row.resource_id,
            entityRef: row.resource_ref,
            title: row.resource_title,
          },
    from: toNumber(row.from_at),
    until: toNumber(row.until_at),
    reason: row.reason ?? undefined,
    grantedBy: row.granted_by,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    revokedAt: toOptionalNumber(row.revoked_at),
    endedAt: toOptionalNumber(row.ended_at),
  };
}

function changeableColumns(grant: AccessGrantRecord) {
  return {
    until_at: grant.until,
    version: grant.version,
    updated_at: grant.updatedAt,
    revoked_at: grant.revokedAt ?? null,
  };
}
