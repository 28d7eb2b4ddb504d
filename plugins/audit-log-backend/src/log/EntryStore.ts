import type { SqlFilter } from '@callboard/backend-access';
import { type Page, type Reader, toNumber } from '@callboard/backend-database';
import { decodeCursor, encodeCursor } from '@callboard/backend-openapi';
import type {
  EntryKind,
  Outcome,
} from '@callboard/backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { asKey, asRef } from '../chain';
import type { EntryRow } from './view';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_WORDS = 10;
const MOST_ACTIONS = 1_000;

/** Which entries; of several kinds of condition, all must hold. */
export interface EntryFilter {
  /** Epoch milliseconds; `from` inclusive, `to` not. */
  from?: number;
  to?: number;
  actor?: string;
  /** `booking.*` stands for all that begin with `booking.`. */
  actions?: string[];
  /** What it is about: an entity ref, an aggregate, an id. */
  subject?: string;
  siteRef?: string;
  plugin?: string;
  kind?: EntryKind;
  outcomes?: Outcome[];
  correlationId?: string;
  q?: string;
  /** Nothing that was recorded behind this position. */
  upTo?: number;
  access?: SqlFilter;
}

/** Behind which entry a page begins: when that happened, and its position. */
export type EntryKey = [at: number, position: number];

/**
 * The log, newest first by when things happened. It has millions of rows, so
 * every filter leads to an index that is in this order too, and no page counts
 * what is behind it. What has been purged is not shown, whether it is deleted
 * already or not.
 */
export class EntryStore {
  async list(
    db: Reader,
    filter: EntryFilter,
    page: { cursor?: string; limit: number },
  ): Promise<Page<EntryRow>> {
    const after =
      page.cursor === undefined
        ? undefined
        : decodeCursor(page.cursor, isEntryKey);
    const rows = await this.read(db, filter, after, page.limit + 1);
    const items = rows.slice(0, page.limit);
    return {
      items,
      nextCursor:
        rows.length > page.limit
          ? encodeCursor(keyOf(items[items.length - 1]))
          : undefined,
    };
  }

  async read(
    db: Reader,
    filter: EntryFilter,
    after: EntryKey | undefined,
    limit: number,
  ): Promise<EntryRow[]> {
    const { query, order } = find(db, filter);
    if (after) {
      query.whereRaw('(??, ??) < (?, ?)', [
        `${order}.at`,
        `${order}.position`,
        ...after,
      ]);
    }
    return query
      .select(
        'entry.position',
        'entry.at',
        'entry.sealed',
        'entry.hash',
        'entry.previous_hash',
      )
      .orderBy([
        { column: `${order}.at`, order: 'desc' },
        { column: `${order}.position`, order: 'desc' },
      ])
      .limit(limit);
  }

  async get(db: Reader, id: string): Promise<EntryRow | undefined> {
    return notPurged(db, db.knex('entry').where({ id })).first();
  }

  /** Every action there is: from one to the next along the index. */
  async actions(db: Reader): Promise<string[]> {
    const rows: { action: string }[] = await db.knex
      .withRecursive('names', all =>
        all
          .min({ action: 'action' })
          .from('entry')
          .unionAll(more =>
            more
              .select(
                db.knex.raw(
                  '(SELECT min(action) FROM entry WHERE action > names.action)',
                ),
              )
              .from('names')
              .whereNotNull('names.action'),
          ),
      )
      .select('action')
      .from('names')
      .whereNotNull('action')
      .limit(MOST_ACTIONS);
    return rows.map(({ action }) => action);
  }
}

export function keyOf(row: Pick<EntryRow, 'at' | 'position'>): EntryKey {
  return [toNumber(row.at), toNumber(row.position)];
}

function isEntryKey(value: unknown): value is EntryKey {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(part => Number.isSafeInteger(part))
  );
}

/** The query, and the table along whose index it is ordered. */
function find(db: Reader, filter: EntryFilter) {
  const query = notPurged(db, db.knex('entry'));
  let order = 'entry';
  if (filter.siteRef !== undefined) {
    query
      .join('entry_site', 'entry_site.position', 'entry.position')
      .where('entry_site.site_ref', asKey(filter.siteRef));
    order = 'entry_site';
  }
  if (filter.subject !== undefined) {
    query
      .join('entry_subject', 'entry_subject.position', 'entry.position')
      .where('entry_subject.ref', asKey(asRef(filter.subject)));
    order = 'entry_subject';
  }
  wherePlain(query, filter, order);
  whereWords(query, filter.q);
  filter.access?.(query);
  return { query, order };
}

function notPurged(db: Reader, query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.where(
    'entry.position',
    '>',
    db.knex('chain_head').select('purged_to').where({ id: 1 }),
  );
}

function wherePlain(
  query: Knex.QueryBuilder,
  filter: EntryFilter,
  order: string,
): void {
  const { from, to, upTo, actions, outcomes } = filter;
  if (from !== undefined) {
    query.where(`${order}.at`, '>=', from);
  }
  if (to !== undefined) {
    query.where(`${order}.at`, '<', to);
  }
  if (upTo !== undefined) {
    query.where('entry.position', '<=', upTo);
  }
  const equal: Record<string, string | undefined> = {
    actor: filter.actor,
    plugin: filter.plugin,
    kind: filter.kind,
    correlation_id: filter.correlationId,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) {
      query.where(`entry.${column}`, asKey(value));
    }
  }
  if (outcomes?.length) {
    query.whereIn('entry.outcome', outcomes);
    if (!outcomes.includes('succeeded')) {
      // Written out, as the index on them is.
      query.whereRaw(`entry.outcome <> 'succeeded'`);
    }
  }
  if (actions?.length) {
    whereAction(query, actions);
  }
}

function whereAction(query: Knex.QueryBuilder, actions: string[]): void {
  const exact = actions.filter(action => !action.endsWith('*'));
  const prefixes = actions
    .filter(action => action.endsWith('*'))
    .map(action => asKey(action.slice(0, -1)));
  query.where(any => {
    if (exact.length > 0) {
      any.orWhereIn('entry.action', exact.map(asKey));
    }
    for (const prefix of prefixes) {
      any.orWhereRaw(`entry.action LIKE ? ESCAPE '\\'`, [`${escape(prefix)}%`]);
    }
  });
}

function whereWords(query: Knex.QueryBuilder, text: string | undefined): void {
  const words = text?.trim().toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  for (const word of words.slice(0, MOST_WORDS)) {
    query.where(any => {
      any.whereRaw(`entry.words LIKE ? ESCAPE '\\'`, [`%${escape(word)}%`]);
      if (UUID.test(word)) {
        any.orWhere('entry.id', word);
      }
    });
  }
}

function escape(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
