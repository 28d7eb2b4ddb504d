import { randomUUID } from 'node:crypto';
import {
  checkVersion,
  type Database,
  hashRequest,
  type Idempotency,
  type Page,
  type PageRequest,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import {
  ConflictError,
  ForwardedError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { PriceTable } from '../cost';
import type { CrdValidator } from '../crds';
import { renderedKinds } from '../controlPlane/renderedKinds';
import { checkOffering } from './checkOffering';
import { offeringEvent } from './offeringEvent';
import type {
  OfferingRecord,
  OfferingSource,
  OfferingStatus,
  OfferingStore,
} from './OfferingStore';
import { parseOffering } from './parseOffering';
import type { OfferingDefinition } from './types';

/** An offering with what its latest document says. */
export interface Offered {
  record: OfferingRecord;
  definition: OfferingDefinition;
}

interface Options {
  database: Database;
  store: OfferingStore;
  crds: CrdValidator;
  prices: PriceTable;
}

/**
 * What can be requested. A changed document is the next version; what was made
 * with an older one keeps it, so versions are never changed and never go: they
 * can be held in memory for ever, and `definition` answers from there.
 *
 * Several backends read the same files at the same time: whoever comes second
 * finds the row locked, and then a document with the same hash.
 *
 * Who may do what is not asked here.
 */
export class OfferingsService {
  readonly #options: Options;
  readonly #versions = new Map<string, OfferingDefinition>();
  #latest = new Map<string, OfferingRecord>();

  static async create(options: Options): Promise<OfferingsService> {
    const service = new OfferingsService(options);
    await service.refresh();
    return service;
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * From memory: a version, or the latest one that is offered. Other backends'
   * changes are known after the next `refresh`.
   */
  definition(name: string, version?: number): OfferingDefinition | undefined {
    if (version !== undefined) {
      return this.#versions.get(keyOf(name, version));
    }
    const record = this.#latest.get(name);
    return record?.status === 'active'
      ? this.#versions.get(keyOf(name, record.version))
      : undefined;
  }

  /** Every version of every offering, from memory. */
  definitions(): OfferingDefinition[] {
    return [...this.#versions.values()];
  }

  /** Reads what others have changed. Cheap where they have changed nothing. */
  async refresh(): Promise<void> {
    const { database, store } = this.#options;
    await database.read(async db => {
      const records = await store.all(db);
      const hasNew = records.some(
        ({ name, version }) => !this.#versions.has(keyOf(name, version)),
      );
      if (hasNew) {
        for (const { name, version, document } of await store.versions(db)) {
          this.#remember(name, version, document);
        }
      }
      this.#latest = new Map(records.map(record => [record.name, record]));
    });
  }

  /** @throws NotFoundError */
  async get(name: string, version?: number): Promise<Offered> {
    await this.refresh();
    const record = this.#latest.get(name);
    const definition =
      record && this.#versions.get(keyOf(name, version ?? record.version));
    if (!definition) {
      throw new NotFoundError(`No offering is called ${name}`);
    }
    return { record, definition };
  }

  async list(
    query: { q?: string; archived?: boolean },
    page: PageRequest,
  ): Promise<Page<Offered>> {
    await this.refresh();
    const { database, store } = this.#options;
    const { items, nextCursor } = await database.read(db =>
      store.list(db, query, page),
    );
    return {
      items: items.flatMap(record => {
        const definition = this.#versions.get(
          keyOf(record.name, record.version),
        );
        return definition ? [{ record, definition }] : [];
      }),
      nextCursor,
    };
  }

  /**
   * A new offering, made in the portal; also one in place of what is archived.
   *
   * @throws ConflictError where the name is taken
   */
  async create(
    document: unknown,
    actor: string,
    idempotency?: Idempotency,
  ): Promise<Offered> {
    const definition = await this.check(document);
    return this.#write(
      definition.name,
      async tx => {
        const before = await this.#options.store.lock(tx, definition.name);
        if (before?.status === 'active') {
          throw new ConflictError(
            `There is an offering called ${definition.name} already`,
          );
        }
        return this.#put(tx, before, definition, 'portal', actor);
      },
      idempotency,
    );
  }

  /** A new version or status of what was made in the portal. */
  async update(
    name: string,
    change: { document?: unknown; status?: OfferingStatus },
    ifMatch: IfMatch,
    actor: string,
  ): Promise<Offered> {
    const given =
      change.document === undefined
        ? undefined
        : await this.check(change.document);
    if (given && given.name !== name) {
      throw invalidField('document/name', `must stay ${name}`);
    }
    return this.#write(name, async tx => {
      const { store } = this.#options;
      const before = await store.lock(tx, name);
      if (!before) {
        throw new NotFoundError(`No offering is called ${name}`);
      }
      if (before.source !== 'portal') {
        throw new NotAllowedError(
          `${before.title} comes from ${before.source === 'file' ? 'a file' : 'the catalog'} and is changed there`,
        );
      }
      checkVersion(before, ifMatch);
      const definition = given ?? (await this.#current(tx, before));
      return this.#put(
        tx,
        before,
        definition,
        'portal',
        actor,
        change.status ?? before.status,
      );
    });
  }

  /**
   * Brings in everything that a source has now: what is new or changed becomes a
   * version, what is not there any more is archived. What comes from elsewhere
   * under the same name stays as it is, and is named in the answer.
   */
  async sync(
    source: Exclude<OfferingSource, 'portal'>,
    definitions: OfferingDefinition[],
  ): Promise<{ refused: string[] }> {
    const { database, store } = this.#options;
    const refused: string[] = [];
    for (const definition of sorted(definitions)) {
      try {
        await database.write(async tx => {
          const before = await store.lock(tx, definition.name);
          if (before?.status === 'active' && before.source !== source) {
            throw new ConflictError(`${definition.name} comes from elsewhere`);
          }
          await this.#put(tx, before, definition, source, 'system');
        });
      } catch (error) {
        if (!(error instanceof ConflictError)) {
          throw error;
        }
        refused.push(definition.name);
      }
    }
    const names = new Set(definitions.map(({ name }) => name));
    const known = await database.read(db => store.all(db));
    for (const { name } of known.filter(
      one =>
        one.source === source &&
        one.status === 'active' &&
        !names.has(one.name),
    )) {
      await database.write(async tx => {
        const before = await store.lock(tx, name);
        if (before?.status === 'active' && before.source === source) {
          const definition = await this.#current(tx, before);
          await this.#put(tx, before, definition, source, 'system', 'archived');
        }
      });
    }
    await this.refresh();
    return { refused };
  }

  /** @throws InputError saying what is wrong with a document, however it is wrong */
  async check(document: unknown): Promise<OfferingDefinition> {
    const { crds, prices } = this.#options;
    const definition = parseOffering(document, 0);
    await crds.learn(renderedKinds([definition]));
    checkOffering(definition, crds, prices);
    return definition;
  }

  async #write(
    name: string,
    command: (tx: Writer) => Promise<OfferingRecord>,
    idempotency?: Idempotency,
  ): Promise<Offered> {
    await this.#options.database.write(command, idempotency);
    return this.get(name);
  }

  /** Stores a document unless it is there already; with its event. */
  async #put(
    tx: Writer,
    before: OfferingRecord | undefined,
    definition: OfferingDefinition,
    source: OfferingSource,
    actor: string,
    status: OfferingStatus = 'active',
  ): Promise<OfferingRecord> {
    const { database, store } = this.#options;
    const { name, title, description, category, document } = definition;
    const hash = hashRequest(document);
    if (
      before?.hash === hash &&
      before.status === status &&
      before.source === source
    ) {
      return before;
    }
    const now = await readNow(tx);
    const record: OfferingRecord = {
      id: before?.id ?? randomUUID(),
      name,
      title,
      description,
      category,
      version: (before?.version ?? 0) + 1,
      status,
      source,
      hash,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    if (before) {
      await store.update(tx, record, document, actor);
    } else if (!(await store.insert(tx, record, document, actor))) {
      // Another backend was faster; from here on there is a row to lock.
      const other = await store.lock(tx, name);
      const isTaken = source === 'portal' || other?.source !== source;
      if (other?.status === 'active' && isTaken) {
        throw new ConflictError(`There is an offering called ${name} already`);
      }
      return this.#put(tx, other, definition, source, actor, status);
    }
    await database.outbox.append(tx.knex, [
      offeringEvent(typeOf(before, record), actor, record, before),
    ]);
    return record;
  }

  async #current(
    tx: Writer,
    { name, version }: OfferingRecord,
  ): Promise<OfferingDefinition> {
    const versions = await this.#options.store.versions(tx, name);
    const latest = versions.find(one => one.version === version);
    return parseOffering(latest?.document, version);
  }

  #remember(
    name: string,
    version: number,
    document: Record<string, unknown>,
  ): void {
    const key = keyOf(name, version);
    if (this.#versions.has(key)) {
      return;
    }
    try {
      this.#versions.set(key, parseOffering(document, version));
    } catch (error) {
      throw new ForwardedError(
        `Version ${version} of the offering ${name} cannot be read`,
        error,
      );
    }
  }
}

function typeOf(before: OfferingRecord | undefined, after: OfferingRecord) {
  if (after.status === 'archived') {
    return 'offering.archived';
  }
  return before ? 'offering.changed' : 'offering.created';
}

/** By name, so that two backends lock in one order. */
function sorted(definitions: OfferingDefinition[]): OfferingDefinition[] {
  return [...definitions].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function keyOf(name: string, version: number): string {
  return `${name}@${version}`;
}
