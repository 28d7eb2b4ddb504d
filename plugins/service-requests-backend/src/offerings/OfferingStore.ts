import {
  fetchPage,
  locked,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';

export type OfferingSource = 'file' | 'catalog' | 'portal';
export type OfferingStatus = 'active' | 'archived';

/** An offering at its latest version. */
export interface OfferingRecord {
  id: string;
  name: string;
  title: string;
  description?: string;
  category: string;
  version: number;
  status: OfferingStatus;
  source: OfferingSource;
  /** Of the latest document. */
  hash: string;
  /** Epoch milliseconds. */
  createdAt: number;
  updatedAt: number;
}

/** A version's document; those of old stay. */
export interface OfferingVersion {
  name: string;
  version: number;
  document: Record<string, unknown>;
}

/** Offerings and their versions. */
export interface OfferingStore {
  find(db: Reader, name: string): Promise<OfferingRecord | undefined>;
  all(db: Reader): Promise<OfferingRecord[]>;
  list(
    db: Reader,
    query: { q?: string; archived?: boolean },
    page: PageRequest,
  ): Promise<Page<OfferingRecord>>;
  /** All versions of all, or those of one. */
  versions(db: Reader, name?: string): Promise<OfferingVersion[]>;
  /** The row, locked until the transaction ends; undefined where there is none. */
  lock(tx: Writer, name: string): Promise<OfferingRecord | undefined>;
  /** False where somebody else has just made one of that name. */
  insert(
    tx: Writer,
    record: OfferingRecord,
    document: Record<string, unknown>,
    by: string,
  ): Promise<boolean>;
  /** A new version of what is locked. */
  update(
    tx: Writer,
    record: OfferingRecord,
    document: Record<string, unknown>,
    by: string,
  ): Promise<void>;
}

interface OfferingRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  category: string;
  version: number;
  status: OfferingStatus;
  source: OfferingSource;
  hash: string;
  created_at: number | string;
  updated_at: number | string;
}

interface VersionRow {
  name: string;
  version: number;
  document: string;
}

export class KnexOfferingStore implements OfferingStore {
  static create(): KnexOfferingStore {
    return new KnexOfferingStore();
  }

  private constructor() {}

  async find(db: Reader, name: string) {
    const row = await db.knex<OfferingRow>('offering').where({ name }).first();
    return row && toRecord(row);
  }

  async all(db: Reader) {
    const rows = await db.knex<OfferingRow>('offering').orderBy('name');
    return rows.map(toRecord);
  }

  async list(
    db: Reader,
    { q, archived }: { q?: string; archived?: boolean },
    page: PageRequest,
  ) {
    const query = db.knex<OfferingRow>('offering').select('*');
    if (!archived) {
      query.where({ status: 'active' });
    }
    whereMatches(query, q, ['name', 'title', 'category', 'description']);
    return fetchPage<OfferingRow, OfferingRecord>(
      query,
      page,
      {
        columns: ['title', 'id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      toRecord,
    );
  }

  async versions(db: Reader, name?: string) {
    const query = db
      .knex<VersionRow>('offering_version')
      .select('name', 'version', 'document')
      .orderBy(['name', 'version']);
    const rows: VersionRow[] = await (name === undefined
      ? query
      : query.where({ name }));
    return rows.map(row => ({
      name: row.name,
      version: row.version,
      document: JSON.parse(row.document),
    }));
  }

  async lock(tx: Writer, name: string) {
    const query = tx.knex<OfferingRow>('offering').where({ name }).first();
    const row = await locked(tx, query);
    return row && toRecord(row);
  }

  async insert(
    tx: Writer,
    record: OfferingRecord,
    document: Record<string, unknown>,
    by: string,
  ) {
    const inserted: unknown[] = await tx
      .knex('offering')
      .insert(toRow(record))
      .onConflict('name')
      .ignore()
      .returning('name');
    if (inserted.length === 0) {
      return false;
    }
    await this.#insertVersion(tx, record, document, by);
    return true;
  }

  async update(
    tx: Writer,
    record: OfferingRecord,
    document: Record<string, unknown>,
    by: string,
  ) {
    const { name, id: _id, created_at: _at, ...changed } = toRow(record);
    await tx.knex('offering').where({ name }).update(changed);
    await this.#insertVersion(tx, record, document, by);
  }

  async #insertVersion(
    tx: Writer,
    { name, version, updatedAt }: OfferingRecord,
    document: Record<string, unknown>,
    by: string,
  ) {
    await tx.knex('offering_version').insert({
      name,
      version,
      document: JSON.stringify(document),
      created_by: by,
      created_at: updatedAt,
    });
  }
}

function toRecord(row: OfferingRow): OfferingRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    category: row.category,
    version: row.version,
    status: row.status,
    source: row.source,
    hash: row.hash,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

function toRow(record: OfferingRecord): OfferingRow {
  return {
    id: record.id,
    name: record.name,
    title: record.title,
    description: record.description ?? null,
    category: record.category,
    version: record.version,
    status: record.status,
    source: record.source,
    hash: record.hash,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  };
}
