import {
  type Database,
  type Reader,
  toBoolean,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import { Grants } from '../domain/Grants';
import { coverageOf } from '../domain/grantCoverage';
import {
  Inventory,
  type ResourceFacts,
  type ResourceTypeFacts,
  type SiteFacts,
} from '../domain/Inventory';
import { readGrants } from './readGrants';
import { readMaintenance } from './readMaintenance';
import { RunningClock } from './RunningClock';

const FRESH_MS = 1_000;

/**
 * The inventory in memory, at most a second behind the database.
 *
 * Every change of the inventory raises `inventory_revision` in its own
 * transaction; the snapshot is read again when the number has moved. A stale
 * snapshot only ever plans: what a booking decides, it decides after it has read
 * the revision under its locks (`bookings/claimTransaction.ts`).
 *
 * Access grants begin and end without a change: they are asked by a clock, which
 * is set by the database's each time that the revision is read.
 */
export class InventoryCache {
  readonly #database: Database;
  readonly #clock = RunningClock.create();
  #current?: Inventory;
  #checkedAt = -Infinity;
  #invalidatedAt = -Infinity;
  #pending?: Promise<Inventory>;

  private constructor(database: Database) {
    this.#database = database;
  }

  static create(database: Database): InventoryCache {
    return new InventoryCache(database);
  }

  async current(): Promise<Inventory> {
    if (this.#current && performance.now() - this.#checkedAt < FRESH_MS) {
      return this.#current;
    }
    if (!this.#pending) {
      const pending = this.#refresh().finally(() => {
        if (this.#pending === pending) {
          this.#pending = undefined;
        }
      });
      this.#pending = pending;
    }
    return this.#pending;
  }

  /** Not older than this call. */
  async latest(): Promise<Inventory> {
    return this.#refresh();
  }

  /** Epoch milliseconds, by the database's clock when it was last read. */
  now(): number {
    return this.#clock.now();
  }

  /** To be called after a local change has been committed. */
  invalidate(): void {
    this.#checkedAt = -Infinity;
    this.#invalidatedAt = performance.now();
    this.#pending = undefined;
  }

  /** What a transaction sees; for {@link adopt}. */
  async load(db: Reader): Promise<Inventory> {
    return loadInventory(db, this.#clock);
  }

  /** Takes over a snapshot that a transaction has read under its locks. */
  adopt(inventory: Inventory): void {
    if (inventory.revision >= (this.#current?.revision ?? 0)) {
      this.#current = inventory;
      this.#checkedAt = performance.now();
    }
  }

  async #refresh(): Promise<Inventory> {
    const startedAt = performance.now();
    const inventory = await this.#database.read(async db => {
      const known = this.#current;
      const revision = await readRevision(db, this.#clock);
      return known?.revision === revision ? known : this.load(db);
    });
    if (inventory.revision >= (this.#current?.revision ?? 0)) {
      this.#current = inventory;
      if (this.#checkedAt < startedAt && this.#invalidatedAt < startedAt) {
        this.#checkedAt = startedAt;
      }
    }
    return inventory;
  }
}

async function readRevision(db: Reader, clock: RunningClock): Promise<number> {
  const askedAt = performance.now();
  const row = await db
    .knex('inventory_revision')
    .first('n', { now: db.nowSql });
  clock.set(toNumber(row.now), askedAt);
  return toNumber(row.n);
}

/** Marks the inventory as changed, and locks it against other changes. */
export async function raiseRevision(tx: Reader): Promise<void> {
  await tx.knex('inventory_revision').increment('n', 1);
}

/**
 * Reads everything. The revision is read first: what changes meanwhile has a
 * higher one, and is read again.
 */
export async function loadInventory(
  db: Reader,
  clock = RunningClock.create(),
): Promise<Inventory> {
  const { knex } = db;
  const revision = await readRevision(db, clock);
  const siteRows = await knex('site').select();
  const memberRows = await knex('site_member').select();
  const typeRows = await knex('resource_type').select();
  const resourceRows = await knex('resource').select();
  const coverage = coverageOf(await readGrants(db), {
    resources: resourceRows,
    types: typeRows,
    openSites: new Set(
      siteRows.filter(row => row.archived_at === null).map(row => row.id),
    ),
  });
  const grantsOf = (id: string) =>
    Grants.create(coverage.get(id) ?? [], () => clock.now());

  const refsOf = (siteId: string, role: string) =>
    new Set<string>(
      memberRows
        .filter(row => row.site_id === siteId && row.role === role)
        .map(row => row.ref),
    );
  const sites: SiteFacts[] = siteRows.map(row => ({
    id: row.id,
    entityRef: row.entity_ref,
    name: row.name,
    title: row.title,
    visibility: row.visibility,
    timeZone: row.time_zone,
    openingHours: JSON.parse(row.opening_hours),
    admins: refsOf(row.id, 'admin'),
    members: refsOf(row.id, 'member'),
    archived: toOptionalNumber(row.archived_at) !== undefined,
    grants: grantsOf(row.id),
  }));
  const sitesById = new Map(sites.map(site => [site.id, site]));

  const types: ResourceTypeFacts[] = typeRows.map(row => ({
    id: row.id,
    version: row.version,
    name: row.name,
    title: row.title,
    site: row.site_id === null ? undefined : sitesById.get(row.site_id),
    setupMinutes: row.setup_minutes,
    teardownMinutes: row.teardown_minutes,
    instructions: row.instructions ?? undefined,
    attributesSchema: JSON.parse(row.attributes_schema),
    bookingParametersSchema: JSON.parse(row.booking_parameters_schema),
    policyDefaults: JSON.parse(row.policy_defaults),
    rates: JSON.parse(row.rates),
    grants: grantsOf(row.id),
  }));
  const typesById = new Map(types.map(type => [type.id, type]));

  const resources = resourceRows.flatMap((row): ResourceFacts[] => {
    const site = sitesById.get(row.site_id);
    const type = typesById.get(row.type_id);
    // Added between our queries: then the revision has moved, and we come again.
    if (!site || !type) {
      return [];
    }
    return [
      {
        id: row.id,
        version: row.version,
        entityRef: row.entity_ref,
        name: row.name,
        title: row.title,
        description: row.description ?? undefined,
        site,
        type,
        parentId: row.parent_id ?? undefined,
        status: row.status,
        statusReason: row.status_reason ?? undefined,
        capacity: row.capacity ?? undefined,
        owner: row.owner ?? undefined,
        location: row.location ?? undefined,
        attributes: JSON.parse(row.attributes),
        policies: { ...type.policyDefaults, ...JSON.parse(row.policies) },
        rates: row.rates === null ? type.rates : JSON.parse(row.rates),
        archived: toBoolean(row.archived_at !== null),
        grants: grantsOf(row.id),
      },
    ];
  });
  return Inventory.create({
    revision,
    sites,
    types,
    resources,
    maintenance: await readMaintenance(db),
  });
}
