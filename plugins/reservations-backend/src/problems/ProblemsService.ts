import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import {
  type Database,
  type Page,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type { NewProblem } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../domain/Inventory';
import { notFound } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { problemEvent } from './problemEvent';
import type { ProblemRecord } from './ProblemRecord';
import type { ProblemQuery, ProblemStore } from './ProblemStore';

interface Options {
  database: Database;
  problems: ProblemStore;
  inventory: InventoryCache;
}

/** Problems that people report, without a thought for who may do what. */
export class ProblemsService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): ProblemsService {
    return new ProblemsService(options);
  }

  async list(query: ProblemQuery): Promise<Page<ProblemRecord>> {
    const { database, problems } = this.#options;
    return database.read(db => problems.list(db, query));
  }

  async get(id: string): Promise<ProblemRecord> {
    const { database, problems } = this.#options;
    const problem = await database.read(db => problems.get(db, id));
    if (!problem) {
      throw notFound('problem', id);
    }
    return problem;
  }

  async report(
    resource: ResourceFacts,
    input: NewProblem,
    context: CallContext,
  ): Promise<ProblemRecord> {
    const { database, problems } = this.#options;
    const inventory = await this.#options.inventory.latest();
    return database.write(async tx => {
      const now = await readNow(tx);
      const problem: ProblemRecord = {
        id: randomUUID(),
        version: 1,
        resource: {
          id: resource.id,
          entityRef: resource.entityRef,
          title: resource.title,
        },
        siteId: resource.site.id,
        siteRef: resource.site.entityRef,
        bookingId: input.bookingId,
        title: input.title,
        description: input.description,
        status: 'open',
        reportedBy: context.actor,
        createdAt: now,
        updatedAt: now,
      };
      await problems.insert(tx, problem);
      await database.outbox.append(tx.knex, [
        problemEvent('problem.reported', context.actor, problem, inventory),
      ]);
      return problem;
    }, context.idempotency);
  }

  async acknowledge(id: string, context: CallContext): Promise<ProblemRecord> {
    return this.#change(id, context, problem => {
      if (problem.status !== 'open') {
        throw new ConflictError(`This problem is ${problem.status} already`);
      }
      return { status: 'acknowledged' };
    });
  }

  async resolve(
    id: string,
    resolution: string | undefined,
    context: CallContext,
  ): Promise<ProblemRecord> {
    return this.#change(id, context, (problem, now) => {
      if (problem.status === 'resolved') {
        throw new ConflictError('This problem is resolved already');
      }
      return { status: 'resolved', resolution, resolvedAt: now };
    });
  }

  /** Notes, in the transaction that makes it, which maintenance is for it. */
  async attach(
    tx: Writer,
    id: string,
    maintenanceId: string,
    { actor, inventory }: { actor: string; inventory: Inventory },
  ): Promise<NewDomainEvent[]> {
    const { problems } = this.#options;
    const before = await problems.lock(tx, id);
    if (!before) {
      throw notFound('problem', id);
    }
    if (before.status === 'resolved') {
      throw new ConflictError('This problem is resolved already');
    }
    const problem: ProblemRecord = {
      ...before,
      status: 'acknowledged',
      handledBy: actor,
      maintenanceId,
      version: before.version + 1,
      updatedAt: await readNow(tx),
    };
    await problems.update(tx, problem);
    return [problemEvent('problem.acknowledged', actor, problem, inventory)];
  }

  async #change(
    id: string,
    { actor, idempotency }: CallContext,
    change: (problem: ProblemRecord, now: number) => Partial<ProblemRecord>,
  ): Promise<ProblemRecord> {
    const { database, problems } = this.#options;
    const inventory = await this.#options.inventory.latest();
    return database.write(async tx => {
      const before = await problems.lock(tx, id);
      if (!before) {
        throw notFound('problem', id);
      }
      const now = await readNow(tx);
      const problem: ProblemRecord = {
        ...before,
        ...change(before, now),
        handledBy: actor,
        version: before.version + 1,
        updatedAt: now,
      };
      await problems.update(tx, problem);
      await database.outbox.append(tx.knex, [
        problemEvent(
          problem.status === 'resolved'
            ? 'problem.resolved'
            : 'problem.acknowledged',
          actor,
          problem,
          inventory,
        ),
      ]);
      return problem;
    }, idempotency);
  }
}
