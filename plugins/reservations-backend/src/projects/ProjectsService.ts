import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import {
  checkVersion,
  type Database,
  type Page,
  readNow,
} from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type { Budget } from '../domain/projectBudget';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { projectEvent } from './projectEvent';
import type { ProjectRecord } from './ProjectRecord';
import type { ProjectQuery, ProjectStore } from './ProjectStore';
import { type ChargedBooking, readCharged } from './readCharged';

/** A project to be; instants are epoch milliseconds. */
export type ProjectInput = Pick<
  ProjectRecord,
  'code' | 'title' | 'description' | 'siteId' | 'holders' | 'until' | 'budget'
> & { from?: number };

/** What may change; `null` takes away. */
export type ProjectEdit = Partial<
  Pick<ProjectRecord, 'title' | 'holders' | 'from' | 'budget'>
> & { description?: string | null; until?: number | null };

interface Options {
  database: Database;
  projects: ProjectStore;
  inventory: InventoryCache;
}

/** What bookings are charged to, without a thought for who may do what. */
export class ProjectsService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): ProjectsService {
    return new ProjectsService(options);
  }

  async list(query: ProjectQuery): Promise<Page<ProjectRecord>> {
    const { database, projects } = this.#options;
    return database.read(db => projects.list(db, query));
  }

  async getMany(ids: string[]): Promise<ProjectRecord[]> {
    const { database, projects } = this.#options;
    return database.read(db => projects.getMany(db, ids));
  }

  async find(code: string): Promise<ProjectRecord | undefined> {
    const { database, projects } = this.#options;
    return database.read(db => projects.find(db, code));
  }

  /** The bookings that count against each project, by its code. */
  async charged(codes: string[]): Promise<Map<string, ChargedBooking[]>> {
    const { database, inventory } = this.#options;
    const known = await inventory.current();
    const found = await database.read(db => readCharged(db, codes, known));
    return Map.groupBy(found, ({ project }) => project);
  }

  async create(
    input: ProjectInput,
    context: CallContext,
  ): Promise<ProjectRecord> {
    const { database, projects, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const project: ProjectRecord = {
        ...input,
        id: randomUUID(),
        version: 1,
        from: input.from ?? now,
        archived: false,
        createdAt: now,
        updatedAt: now,
      };
      check(project);
      await projects.insert(tx, project);
      await database.outbox.append(tx.knex, [
        projectEvent('project.created', context.actor, project, known),
      ]);
      return project;
    }, context.idempotency);
  }

  async update(
    code: string,
    edit: ProjectEdit,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<ProjectRecord> {
    return this.#change(code, ifMatch, context, 'project.changed', before => ({
      title: edit.title ?? before.title,
      description: replaced(before.description, edit.description),
      holders: edit.holders ?? before.holders,
      from: edit.from ?? before.from,
      until: replaced(before.until, edit.until),
      budget: edit.budget ?? before.budget,
    }));
  }

  /** Nothing more is charged to it; what is booked stays. */
  async archive(code: string, context: CallContext): Promise<ProjectRecord> {
    return this.#change(code, '*', context, 'project.archived', () => ({
      archived: true,
    }));
  }

  async #change(
    code: string,
    ifMatch: IfMatch,
    context: CallContext,
    event: 'project.changed' | 'project.archived',
    change: (before: ProjectRecord) => Partial<ProjectRecord>,
  ): Promise<ProjectRecord> {
    const { database, projects, inventory } = this.#options;
    const known = await inventory.latest();
    return database.write(async tx => {
      const before = await projects.lock(tx, code);
      if (!before) {
        throw notFound('project', code);
      }
      checkVersion(before, ifMatch);
      if (before.archived) {
        throw new ConflictError('This project is archived');
      }
      const project: ProjectRecord = {
        ...before,
        ...change(before),
        version: before.version + 1,
        updatedAt: await readNow(tx),
      };
      check(project);
      await projects.update(tx, project);
      await database.outbox.append(tx.knex, [
        projectEvent(event, context.actor, project, known, before),
      ]);
      return project;
    }, context.idempotency);
  }
}

function replaced<T>(before: T | undefined, given: T | null | undefined) {
  return given === undefined ? before : (given ?? undefined);
}

function check({ from, until, budget }: ProjectRecord): void {
  if (until !== undefined && until <= from) {
    throw invalidField('until', 'must be after from');
  }
  checkBudget(budget);
}

function checkBudget(budget: Budget): void {
  if (budget.kind === 'money' && !budget.currency) {
    throw invalidField('budget/currency', 'is what a budget in money needs');
  }
  if (budget.kind === 'hours' && 'currency' in budget && budget.currency) {
    throw invalidField('budget/currency', 'is for a budget in money only');
  }
}
