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
import type { HoldingStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Knex } from 'knex';
import type { HoldingRecord } from './CertificationRecord';

export interface HoldingQuery extends PageRequest {
  person?: string;
  certificationId?: string;
  statuses?: HoldingStatus[];
  /** On `site.id`; what belongs to no site passes none. */
  filter?: SqlFilter;
}

interface HoldingRow {
  id: string;
  certification_id: string;
  certification_name: string;
  certification_title: string;
  certification_site_id: string | null;
  person: string;
  from_at: string | number;
  until_at: string | number | null;
  evidence: string | null;
  granted_by: string;
  version: number;
  created_at: string | number;
  updated_at: string | number;
  revoked_at: string | number | null;
  revoked_by: string | null;
  revoke_reason: string | null;
}

export class HoldingStore {
  async list(db: Reader, request: HoldingQuery): Promise<Page<HoldingRecord>> {
    const { person, certificationId, statuses, filter } = request;
    const query = select(db).leftJoin(
      'site',
      'site.id',
      'certification.site_id',
    );
    if (person) {
      query.where('certification_holding.person', person);
    }
    if (certificationId) {
      query.where('certification_holding.certification_id', certificationId);
    }
    if (statuses) {
      query.where(any => {
        any.whereRaw('1 = 0');
        statuses.forEach(status =>
          any.orWhere(one => whereStatus(one, status, db.nowSql)),
        );
      });
    }
    filter?.(query);
    return fetchPage<HoldingRow, HoldingRecord>(
      query,
      request,
      {
        columns: [
          'certification_holding.created_at',
          'certification_holding.id',
        ],
        direction: 'desc',
        keyOf: row => [toNumber(row.created_at), row.id],
        keyType: 'number',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<HoldingRecord | undefined> {
    const row = await select(db).where('certification_holding.id', id).first();
    return row && toRecord(row);
  }

  /** Locks the row until the transaction ends; bookings that rest on it wait. */
  async lock(tx: Writer, id: string): Promise<HoldingRecord | undefined> {
    await locked(
      tx,
      tx.knex('certification_holding').where({ id }).select('id'),
    );
    return this.get(tx, id);
  }

  /** All that these people have had of it, the latest to end first. */
  async of(
    db: Reader,
    people: readonly string[],
    certificationIds?: readonly string[],
    lock = false,
  ): Promise<HoldingRecord[]> {
    const found: HoldingRow[] = [];
    for (let at = 0; at < people.length; at += 200) {
      const query = select(db)
        .whereIn('certification_holding.person', people.slice(at, at + 200))
        .orderBy('certification_holding.id');
      if (certificationIds) {
        query.whereIn(
          'certification_holding.certification_id',
          certificationIds,
        );
      }
      if (lock && db.postgres) {
        query.forShare('certification_holding');
      }
      found.push(...(await query));
    }
    return found
      .map(toRecord)
      .sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity) || 0);
  }

  async insert(tx: Writer, holding: HoldingRecord): Promise<void> {
    await tx.knex('certification_holding').insert({
      id: holding.id,
      certification_id: holding.certification.id,
      person: holding.person,
      from_at: holding.from,
      granted_by: holding.grantedBy,
      created_at: holding.createdAt,
      ...changeableColumns(holding),
    });
  }

  /** What is renewed is told again when it is about to expire. */
  async update(tx: Writer, holding: HoldingRecord): Promise<void> {
    await tx
      .knex('certification_holding')
      .where({ id: holding.id })
      .update({ ...changeableColumns(holding), expiring_at: null });
  }

  /** Locks those that expire before `before` and of which nobody was told yet. */
  async claimExpiring(
    tx: Writer,
    before: number,
    limit: number,
  ): Promise<HoldingRecord[]> {
    const query = tx
      .knex('certification_holding')
      .whereNull('revoked_at')
      .whereNull('expiring_at')
      .where('until_at', '<=', before)
      .where('until_at', '>', tx.nowSql)
      .orderBy('id')
      .limit(limit)
      .select('id');
    const rows: { id: string }[] = await lockedIfFree(tx, query);
    const found: HoldingRow[] = await select(tx).whereIn(
      'certification_holding.id',
      rows.map(({ id }) => id),
    );
    return found.map(toRecord);
  }

  async storeExpiring(tx: Writer, ids: string[], at: number): Promise<void> {
    await tx
      .knex('certification_holding')
      .whereIn('id', ids)
      .update({ expiring_at: at });
  }
}

function select(db: Reader): Knex.QueryBuilder {
  return db
    .knex('certification_holding')
    .join(
      'certification',
      'certification.id',
      'certification_holding.certification_id',
    )
    .select('certification_holding.*', {
      certification_name: 'certification.name',
      certification_title: 'certification.title',
      certification_site_id: 'certification.site_id',
    });
}

function whereStatus(
  query: Knex.QueryBuilder,
  status: HoldingStatus,
  now: Knex.Raw,
): void {
  const [from, until, revoked] = ['from_at', 'until_at', 'revoked_at'].map(
    column => `certification_holding.${column}`,
  );
  if (status === 'revoked') {
    query.whereNotNull(revoked);
    return;
  }
  query.whereNull(revoked);
  if (status === 'upcoming') {
    query.where(from, '>', now);
  } else if (status === 'expired') {
    query.where(until, '<=', now);
  } else {
    query
      .where(from, '<=', now)
      .where(open => open.whereNull(until).orWhere(until, '>', now));
  }
}

function toRecord(row: HoldingRow): HoldingRecord {
  return {
    id: row.id,
    version: row.version,
    certification: {
      id: row.certification_id,
      name: row.certification_name,
      title: row.certification_title,
      siteId: row.certification_site_id ?? undefined,
    },
    person: row.person,
    from: toNumber(row.from_at),
    until: toOptionalNumber(row.until_at),
    evidence: row.evidence ?? undefined,
    grantedBy: row.granted_by,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
    revokedAt: toOptionalNumber(row.revoked_at),
    revokedBy: row.revoked_by ?? undefined,
    revokeReason: row.revoke_reason ?? undefined,
  };
}

function changeableColumns(holding: HoldingRecord) {
  return {
    until_at: holding.until ?? null,
    evidence: holding.evidence ?? null,
    version: holding.version,
    updated_at: holding.updatedAt,
    revoked_at: holding.revokedAt ?? null,
    revoked_by: holding.revokedBy ?? null,
    revoke_reason: holding.revokeReason ?? null,
  };
}
