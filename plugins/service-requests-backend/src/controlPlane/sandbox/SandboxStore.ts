import {
  type Database,
  type Reader,
  readNow,
  toNumber,
  toOptionalNumber,
  type Writer,
} from '@callboard/backend-database';
import type { Behaving, SandboxBehaviour, SandboxObject } from './types';

const ROWS = 400;
const KEYS = 1_000;

interface ObjectRow {
  identity: string;
  uid: string;
  service_id: string | null;
  manifest: string;
  generation: number;
  provider: string | null;
  created_at: number | string;
  changed_at: number | string;
  settled_at: number | string | null;
  deleted_at: number | string | null;
}

/** The sandbox's own world, so that a restart goes on where it was. */
export class SandboxStore {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  static create(options: { database: Database }): SandboxStore {
    return new SandboxStore(options.database);
  }

  async objects(): Promise<SandboxObject[]> {
    const rows: ObjectRow[] = await this.#database.read(db =>
      db.knex('sandbox_object').orderBy('identity'),
    );
    return rows.map(toObject);
  }

  async save(objects: SandboxObject[], removed: string[]): Promise<void> {
    if (objects.length === 0 && removed.length === 0) {
      return;
    }
    await this.#database.write(async tx => {
      for (let at = 0; at < objects.length; at += ROWS) {
        await tx
          .knex('sandbox_object')
          .insert(objects.slice(at, at + ROWS).map(toRow))
          .onConflict('identity')
          .merge();
      }
      for (let at = 0; at < removed.length; at += KEYS) {
        await tx
          .knex('sandbox_object')
          .whereIn('identity', removed.slice(at, at + KEYS))
          .delete();
      }
    });
  }
}

/** How services are told to behave: seen by every backend, kept over restarts. */
export class SandboxBehaviours {
  /** Of these services, or of all; those that behave are not among them. */
  async read(
    db: Reader,
    serviceIds?: string[],
  ): Promise<Map<string, Behaving>> {
    const query = db.knex('sandbox_behaviour');
    if (serviceIds) {
      query.whereIn('service_id', serviceIds);
    }
    const rows = await query;
    return new Map(
      rows.map(row => [
        row.service_id,
        { behaviour: row.behaviour, since: toNumber(row.since) },
      ]),
    );
  }

  async set(
    tx: Writer,
    serviceId: string,
    behaviour: SandboxBehaviour,
  ): Promise<void> {
    await tx
      .knex('sandbox_behaviour')
      .insert({ service_id: serviceId, behaviour, since: await readNow(tx) })
      .onConflict('service_id')
      .merge();
  }
}

function toObject(row: ObjectRow): SandboxObject {
  return {
    identity: row.identity,
    uid: row.uid,
    serviceId: row.service_id ?? undefined,
    manifest: JSON.parse(row.manifest),
    generation: toNumber(row.generation),
    provider: row.provider === null ? undefined : JSON.parse(row.provider),
    createdAt: toNumber(row.created_at),
    changedAt: toNumber(row.changed_at),
    settledAt: toOptionalNumber(row.settled_at),
    deletedAt: toOptionalNumber(row.deleted_at),
  };
}

function toRow(object: SandboxObject): ObjectRow {
  return {
    identity: object.identity,
    uid: object.uid,
    service_id: object.serviceId ?? null,
    manifest: JSON.stringify(object.manifest),
    generation: object.generation,
    provider:
      object.provider === undefined ? null : JSON.stringify(object.provider),
    created_at: object.createdAt,
    changed_at: object.changedAt,
    settled_at: object.settledAt ?? null,
    deleted_at: object.deletedAt ?? null,
  };
}
