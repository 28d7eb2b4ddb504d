import { type Reader, toNumber } from '@callboard/backend-database';
import type { EntryIndex } from './indexOf';
import type { Link } from './seal';

/** An entry with everything that is stored of it. */
export interface StoredLink extends Link {
  columns: EntryIndex;
  /** As `<at> <ref>`, sorted. */
  sites: string[];
  subjects: string[];
}

interface EntryRow extends Omit<EntryIndex, 'at' | 'recorded_at'> {
  position: number | string;
  at: number | string;
  recorded_at: number | string;
  sealed: string;
  previous_hash: string;
  hash: string;
  key_id: string;
}

interface SideRow {
  position: number | string;
  at: number | string;
  ref: string;
}

/** Entries behind a position, as many as `limit`, with their side tables. */
export async function readLinks(
  db: Reader,
  after: number,
  upTo: number,
  limit: number,
): Promise<StoredLink[]> {
  const rows: EntryRow[] = await db
    .knex('entry')
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit);
  if (rows.length === 0) {
    return [];
  }
  const range: [number, number] = [
    toNumber(rows[0].position),
    toNumber(rows[rows.length - 1].position),
  ];
  const side = async (table: string, column: string) =>
    byPosition(
      await db
        .knex(table)
        .select('position', 'at', { ref: column })
        .whereBetween('position', range),
    );
  const sites = await side('entry_site', 'site_ref');
  const subjects = await side('entry_subject', 'ref');
  return rows.map(row => {
    const position = toNumber(row.position);
    return {
      position,
      sealed: row.sealed,
      previousHash: row.previous_hash,
      hash: row.hash,
      keyId: row.key_id,
      columns: {
        id: row.id,
        at: toNumber(row.at),
        recorded_at: toNumber(row.recorded_at),
        plugin: row.plugin,
        kind: row.kind,
        action: row.action,
        outcome: row.outcome,
        actor: row.actor,
        correlation_id: row.correlation_id,
        site_count: row.site_count,
        words: row.words,
      },
      sites: sites.get(position)?.sort() ?? [],
      subjects: subjects.get(position)?.sort() ?? [],
    };
  });
}

function byPosition(rows: SideRow[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const row of rows) {
    const position = toNumber(row.position);
    const texts = found.get(position) ?? [];
    texts.push(`${row.at} ${row.ref}`);
    found.set(position, texts);
  }
  return found;
}
