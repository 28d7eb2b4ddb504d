import {
  type Database,
  type Reader,
  toBoolean,
  toNumber,
  toOptionalNumber,
} from '@callboard/backend-database';
import type { ScopeKind } from '../domain/matching';
import type { Profile } from '../payload';
import type { SecretBox } from '../secrets';
import type { EndpointStatus, LiveEndpoint } from './types';

interface EndpointRow {
  id: string;
  title: string;
  url: string;
  event_types: string;
  scope_kind: ScopeKind;
  scope_ref: string | null;
  scope_site_ref: string | null;
  headers: string | null;
  include_personal_data: boolean | number;
  profile: Profile;
  owner: string;
  status: EndpointStatus;
}

interface SecretRow {
  endpoint_id: string;
  sealed: string;
  expires_at: number | string | null;
}

/**
 * The endpoints there are, opened. Kept in memory, since every event is held
 * against each of them, and read again as soon as any has changed: an endpoint's
 * version is raised with every change, so that their number and sum tell.
 */
export class EndpointDirectory {
  readonly #database: Database;
  readonly #secrets: SecretBox;
  #revision?: string;
  #endpoints: ReadonlyMap<string, LiveEndpoint> = new Map();

  static create(options: {
    database: Database;
    secrets: SecretBox;
  }): EndpointDirectory {
    return new EndpointDirectory(options.database, options.secrets);
  }

  private constructor(database: Database, secrets: SecretBox) {
    this.#database = database;
    this.#secrets = secrets;
  }

  /** By id, without those that were deleted. */
  async latest(): Promise<ReadonlyMap<string, LiveEndpoint>> {
    return this.#database.read(async db => {
      const revision = await readRevision(db);
      if (revision !== this.#revision) {
        this.#endpoints = await this.#load(db);
        this.#revision = revision;
      }
      return this.#endpoints;
    });
  }

  async #load(db: Reader): Promise<ReadonlyMap<string, LiveEndpoint>> {
    const rows: EndpointRow[] = await db
      .knex('endpoint')
      .whereNull('deleted_at');
    const secrets: SecretRow[] = await db
      .knex('endpoint_secret')
      .orderBy('created_at', 'desc');
    return new Map(
      rows.map(row => [
        row.id,
        this.#open(
          row,
          secrets.filter(secret => secret.endpoint_id === row.id),
        ),
      ]),
    );
  }

  #open(row: EndpointRow, secrets: SecretRow[]): LiveEndpoint {
    const open = (sealed: string) => this.#secrets.open(sealed, row.id);
    return {
      id: row.id,
      title: row.title,
      url: row.url,
      eventTypes: JSON.parse(row.event_types),
      scope: {
        kind: row.scope_kind,
        ref: row.scope_ref ?? undefined,
        siteRef: row.scope_site_ref ?? undefined,
      },
      headers: row.headers === null ? {} : JSON.parse(open(row.headers)),
      includePersonalData: toBoolean(row.include_personal_data),
      profile: row.profile,
      owner: row.owner,
      status: row.status,
      secrets: secrets.map(({ sealed, expires_at }) => ({
        value: open(sealed),
        expiresAt: toOptionalNumber(expires_at),
      })),
    };
  }
}

async function readRevision(db: Reader): Promise<string> {
  const [row] = await db
    .knex('endpoint')
    .whereNull('deleted_at')
    .count({ count: '*' })
    .sum({ versions: 'version' })
    .max({ changed: 'updated_at' });
  return [row.count, row.versions ?? 0, row.changed ?? 0]
    .map(value => toNumber(value as string))
    .join('/');
}
