import type { SqlFilter } from '@callboard/backend-access';
import {
  asConflict,
  fetchPage,
  locked,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { CertificationRecord } from './CertificationRecord';

export interface CertificationQuery extends PageRequest {
  q?: string;
  /** Of this site, and those of every site. */
  siteId?: string;
  /** On `site.id`, for those that belong to one. */
  filter?: SqlFilter;
}

interface CertificationRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  site_id: string | null;
  validity_months: number | null;
  version: number;
  created_at: string | number;
  updated_at: string | number;
}

export class CertificationStore {
  async list(
    db: Reader,
    request: CertificationQuery,
  ): Promise<Page<CertificationRecord>> {
    const { siteId, filter } = request;
    const query = db
      .knex('certification')
      .leftJoin('site', 'site.id', 'certification.site_id')
      .select('certification.*');
    if (siteId) {
      query.where(any =>
        any
          .where('certification.site_id', siteId)
          .orWhereNull('certification.site_id'),
      );
    }
    if (filter) {
      query.where(any =>
        any.whereNull('certification.site_id').orWhere(inner => filter(inner)),
      );
    }
    whereMatches(query, request.q, [
      'certification.name',
      'certification.title',
    ]);
    return fetchPage<CertificationRow, CertificationRecord>(
      query,
      request,
      {
        columns: ['certification.title', 'certification.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async get(db: Reader, id: string): Promise<CertificationRecord | undefined> {
    const row = await db
      .knex<CertificationRow>('certification')
      .where({ id })
      .first();
    return row && toRecord(row);
  }

  /** Those of these names, whatever the case of their letters. */
  async named(
    db: Reader,
    names: readonly string[],
  ): Promise<CertificationRecord[]> {
    const rows = await db.knex<CertificationRow>('certification').whereIn(
      'name_key',
      names.map(name => name.toLowerCase()),
    );
    return rows.map(toRecord);
  }

  /** Locks the row until the transaction ends: one is granted at a time. */
  async lock(tx: Writer, id: string): Promise<CertificationRecord | undefined> {
    await locked(tx, tx.knex('certification').where({ id }).select('id'));
    return this.get(tx, id);
  }

  async insert(tx: Writer, one: CertificationRecord): Promise<void> {
    await asConflict(`The name '${one.name}' is taken`, () =>
      tx.knex('certification').insert({
        id: one.id,
        name: one.name,
        name_key: one.name.toLowerCase(),
        site_id: one.siteId ?? null,
        created_at: one.createdAt,
        ...changeableColumns(one),
      }),
    );
  }

  async update(tx: Writer, one: CertificationRecord): Promise<void> {
    await tx
      .knex('certification')
      .where({ id: one.id })
      .update(changeableColumns(one));
  }
}

function toRecord(row: CertificationRow): CertificationRecord {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    siteId: row.site_id ?? undefined,
    validityMonths: row.validity_months ?? undefined,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

function changeableColumns(one: CertificationRecord) {
  return {
    title: one.title,
    description: one.description ?? null,
    validity_months: one.validityMonths ?? null,
    version: one.version,
    updated_at: one.updatedAt,
  };
}
