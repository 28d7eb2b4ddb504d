import type { SqlFilter } from '@callboard/backend-access';
import {
  asConflict,
  fetchPage,
  insertRows,
  locked,
  type Page,
  type PageRequest,
  type Reader,
  toNumber,
  toOptionalNumber,
  whereMatches,
  type Writer,
} from '@callboard/backend-database';
import type { Budget } from '../domain/projectBudget';
import type { ProjectRecord } from './ProjectRecord';

export interface ProjectQuery extends PageRequest {
  q?: string;
  siteId?: string;
  /** Only those that one of these may charge to. */
  holders?: string[];
  /** Also what is archived. */
  archived?: boolean;
  /** On `project`. */
  filter?: SqlFilter;
}

interface ProjectRow {
  id: string;
  code: string;
  title: string;
  description: string | null;
  site_id: string | null;
  from_at: string | number;
  until_at: string | number | null;
  budget_kind: Budget['kind'];
  budget_amount: number;
  budget_currency: string | null;
  version: number;
  created_at: string | number;
  updated_at: string | number;
  archived_at: string | number | null;
}

export class ProjectStore {
  async list(db: Reader, request: ProjectQuery): Promise<Page<ProjectRecord>> {
    const query = db.knex('project').select('project.*');
    if (!request.archived) {
      query.whereNull('project.archived_at');
    }
    if (request.siteId) {
      query.where('project.site_id', request.siteId);
    }
    if (request.holders) {
      const { holders } = request;
      query.whereIn('project.id', held =>
        held
          .select('project_holder.project_id')
          .from('project_holder')
          .whereIn('project_holder.ref', holders),
      );
    }
    whereMatches(query, request.q, ['project.code', 'project.title']);
    request.filter?.(query);
    const page = await fetchPage<ProjectRow, ProjectRow>(
      query,
      request,
      {
        columns: ['project.title', 'project.id'],
        direction: 'asc',
        keyOf: row => [row.title, row.id],
        keyType: 'string',
      },
      row => row,
    );
    return { ...page, items: await this.#withHolders(db, page.items) };
  }

  /** By its exact code. */
  async find(db: Reader, code: string): Promise<ProjectRecord | undefined> {
    const rows = await db.knex<ProjectRow>('project').where({ code });
    return (await this.#withHolders(db, rows))[0];
  }

  async getMany(db: Reader, ids: string[]): Promise<ProjectRecord[]> {
    const rows = await db.knex<ProjectRow>('project').whereIn('id', ids);
    return this.#withHolders(db, rows);
  }

  /** Locks the row until the transaction ends: whoever charges to it waits. */
  async lock(tx: Reader, code: string): Promise<ProjectRecord | undefined> {
    await locked(tx, tx.knex('project').where({ code }).select('id'));
    return this.find(tx, code);
  }

  async insert(tx: Writer, project: ProjectRecord): Promise<void> {
    await asConflict(`The code '${project.code}' is taken`, () =>
      tx.knex('project').insert({
        id: project.id,
        code: project.code,
        code_key: project.code.toLowerCase(),
        site_id: project.siteId ?? null,
        created_at: project.createdAt,
        ...changeableColumns(project),
      }),
    );
    await this.#insertHolders(tx, project);
  }

  async update(tx: Writer, project: ProjectRecord): Promise<void> {
    const { id } = project;
    await tx.knex('project').where({ id }).update(changeableColumns(project));
    await tx.knex('project_holder').where({ project_id: id }).delete();
    await this.#insertHolders(tx, project);
  }

  async #insertHolders(tx: Writer, { id, holders }: ProjectRecord) {
    const rows = holders.map(ref => ({ project_id: id, ref }));
    if (rows.length > 0) {
      await insertRows(tx, 'project_holder', rows, 100);
    }
  }

  async #withHolders(db: Reader, rows: ProjectRow[]): Promise<ProjectRecord[]> {
    if (rows.length === 0) {
      return [];
    }
    const held: { project_id: string; ref: string }[] = await db
      .knex('project_holder')
      .whereIn(
        'project_id',
        rows.map(({ id }) => id),
      )
      .orderBy('ref');
    const byProject = Map.groupBy(held, one => one.project_id);
    return rows.map(row =>
      toRecord(
        row,
        (byProject.get(row.id) ?? []).map(({ ref }) => ref),
      ),
    );
  }
}

function toRecord(row: ProjectRow, holders: string[]): ProjectRecord {
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    title: row.title,
    description: row.description ?? undefined,
    siteId: row.site_id ?? undefined,
    holders,
    from: toNumber(row.from_at),
    until: toOptionalNumber(row.until_at),
    budget:
      row.budget_kind === 'money'
        ? {
            kind: 'money',
            amount: row.budget_amount,
            currency: row.budget_currency!,
          }
        : { kind: 'hours', amount: row.budget_amount },
    archived: row.archived_at !== null,
    createdAt: toNumber(row.created_at),
    updatedAt: toNumber(row.updated_at),
  };
}

function changeableColumns(project: ProjectRecord) {
  const { budget } = project;
  return {
    title: project.title,
    description: project.description ?? null,
    from_at: project.from,
    until_at: project.until ?? null,
    budget_kind: budget.kind,
    budget_amount: budget.amount,
    budget_currency: budget.kind === 'money' ? budget.currency : null,
    version: project.version,
    updated_at: project.updatedAt,
    archived_at: project.archived ? project.updatedAt : null,
  };
}
