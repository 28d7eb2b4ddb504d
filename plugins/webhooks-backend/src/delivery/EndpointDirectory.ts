import {
  type Database,
  type Reader,
  toBoolean,
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

/** The endpoints at some moment: those that are not deleted, by id. */
export interface KnownEndpoints {
  endpoints: ReadonlyMap<string, LiveEndpoint>;
  /** Another as soon as any of them has changed. */
  revision: string;
}

/**
 * SQL for the revision: an endpoint's version is raised with every change, so that
 * their number and sum tell.
 */
export const REVISION_SQL = `(
  SELECT count(*) || '/' || coalesce(sum(version), 0) || '/' || coalesce(max(updated_at), 0)
  FROM endpoint WHERE deleted_at IS NULL)`;

/**
 * The endpoints there are, opened. Kept in memory, since every event is held
 * against each of them, and read again as soon as any has changed.
 */
export class EndpointDirectory {
  readonly #database: Database;
  readonly #secrets: SecretBox;
  #known?: KnownEndpoints;

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
    const { endpoints } = await this.look();
    return endpoints;
  }

  /**
   * As they were when last looked at: for who asks, with what it does, whether the
   * revision is still the same.
   */
  async known(): Promise<KnownEndpoints> {
    return this.#known ?? this.look();
  }

  async look(): Promise<KnownEndpoints> {
    return this.#database.read(async db => {
      const revision = await readRevision(db);
      if (revision !== this.#known?.revision) {
        this.#known = { endpoints: await this.#load(db), revision };
      }
      return this.#known;
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

export async function readRevision(db: Reader): Promise<string> {
  const [{ revision }] = await db.knex.select(
    db.knex.raw(`${REVISION_SQL} AS revision`),
  );
  return revision;
}
