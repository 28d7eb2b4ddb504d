import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  actorOf,
  notFound,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import type { ReplyStream } from '@callboard/backend-openapi';
import type {
  Entry,
  EntryDetail,
  Page,
} from '@callboard/backstage-plugin-audit-log-common';
import type { Chain, Draft, Recorder } from '../chain';
import type { EntryAccess } from '../permissions';
import type { EntryFilter, EntryStore } from './EntryStore';
import { exportFormats } from './formats';
import { toDetail, toEntry } from './view';
import { writeExport } from './writeExport';

interface Options {
  database: Database;
  access: EntryAccess;
  chain: Pick<Chain, 'tip'>;
  entries: EntryStore;
  recorder: Pick<Recorder, 'record'>;
}

/** The log as far as the caller may see it; decided in SQL, before paging. */
export class AuthorizedEntries {
  readonly #options: Options;

  static create(options: Options): AuthorizedEntries {
    return new AuthorizedEntries(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Throws a 403 for whoever may see no entry at all. */
  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    requirePossible(await this.#readable(credentials), 'see the audit log');
  }

  /** The same for taking entries away. */
  async authorizeExport(credentials: BackstageCredentials): Promise<void> {
    const { entryExport } = await this.#options.access.decide(credentials, [
      'entryExport',
    ]);
    requirePossible(entryExport, 'export the audit log');
  }

  async list(
    filter: EntryFilter,
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Entry>> {
    const access = await this.#readable(credentials);
    requirePossible(access, 'see the audit log');
    const { database, entries } = this.#options;
    const { items, nextCursor } = await database.read(db =>
      entries.list(db, { ...filter, access: access.filter }, page),
    );
    return { items: items.map(toEntry), nextCursor };
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<EntryDetail> {
    const access = await this.#readable(credentials);
    const { database, entries } = this.#options;
    const row = await database.read(db => entries.get(db, id));
    const entry = row && toDetail(row);
    if (!entry) {
      throw notFound('entry', id);
    }
    requireAllowed(entry, access, 'entry', id, {
      access,
      what: 'see this entry',
    });
    return entry;
  }

  async actions(credentials: BackstageCredentials): Promise<string[]> {
    await this.authorizeRead(credentials);
    const { database, entries } = this.#options;
    return database.read(db => entries.actions(db));
  }

  /**
   * Everything a filter finds, as a file. That it was asked for is recorded
   * before a byte of it is sent.
   */
  async export(
    format: keyof typeof exportFormats,
    filter: EntryFilter,
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ): Promise<ReplyStream> {
    const { access, chain, database, entries, recorder } = this.#options;
    const { entryRead, entryExport } = await access.decide(credentials, [
      'entryRead',
      'entryExport',
    ]);
    requirePossible(entryExport, 'export the audit log');
    const { position } = await database.read(db => chain.tip(db));
    await recorder.record([
      exported(actorOf(credentials), {
        format,
        upTo: position,
        ...named(filter),
      }),
    ]);
    const both: EntryFilter['access'] = query => {
      entryRead.filter?.(query);
      entryExport.filter?.(query);
    };
    const { contentType, ...how } = exportFormats[format];
    return {
      contentType,
      write: async res => {
        const date = new Date().toISOString().slice(0, 10);
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="audit-log-${date}.${how.extension}"`,
        );
        await writeExport(res, {
          database,
          entries,
          filter: { ...filter, upTo: position, access: both },
          format: { contentType, ...how },
          signal,
        });
      },
    };
  }

  async #readable(credentials: BackstageCredentials) {
    const { entryRead } = await this.#options.access.decide(credentials, [
      'entryRead',
    ]);
    return entryRead;
  }
}

function named({ access: _, ...filter }: EntryFilter): JsonObject {
  return JSON.parse(JSON.stringify(filter));
}

/** What says that somebody took entries, or rights, away as a file. */
export function exported(actor: string, data: JsonObject): Draft {
  return {
    id: randomUUID(),
    plugin: 'audit-log',
    kind: 'access',
    action: 'audit-log.exported',
    outcome: 'succeeded',
    severity: 'medium',
    actor,
    subject: { kind: 'audit-log' },
    siteRefs: [],
    refs: {},
    data,
  };
}
