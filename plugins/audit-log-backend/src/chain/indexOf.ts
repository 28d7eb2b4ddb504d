import { normaliseRef } from '@callboard/site-directory';
import type { SealedEntry } from './types';

const LONGEST_KEY = 300;
const LONGEST_WORDS = 2_000;
/** As many as any event has; more would be a way to fill the database. */
const MOST_SUBJECTS = 5_000;

/** What an entry is found by: the columns beside its sealed text. */
export interface EntryIndex {
  id: string;
  at: number;
  recorded_at: number;
  plugin: string;
  kind: string;
  action: string;
  outcome: string;
  actor: string;
  correlation_id: string | null;
  site_count: number;
  words: string;
}

export interface Indexed {
  columns: EntryIndex;
  siteRefs: string[];
  /** Everything it is about. */
  subjects: string[];
}

/**
 * What an entry is found by. It follows from the sealed text alone, so that
 * whoever changes what a search looks at is found out by computing it again.
 * What a column or an index cannot hold is replaced or cut here, and stands
 * whole in the sealed text.
 */
export function indexOf(entry: SealedEntry): Indexed {
  const siteRefs = distinct(entry.siteRefs);
  const subjects = subjectsOf(entry);
  return {
    siteRefs,
    subjects,
    columns: {
      id: entry.id,
      at: Date.parse(entry.at),
      recorded_at: Date.parse(entry.recordedAt),
      plugin: asKey(entry.plugin),
      kind: entry.kind,
      action: asKey(entry.action),
      outcome: entry.outcome,
      actor: asKey(entry.actor),
      correlation_id:
        entry.correlationId === undefined ? null : asKey(entry.correlationId),
      site_count: siteRefs.length,
      words: [
        entry.action,
        entry.actor,
        entry.subject?.title ?? '',
        ...subjects,
      ]
        .map(storable)
        .join('\n')
        .toLowerCase()
        .slice(0, LONGEST_WORDS)
        .replace(/[\uD800-\uDBFF]$/, ''),
    },
  };
}

function subjectsOf({ subject, refs, siteRefs }: SealedEntry): string[] {
  const { kind, id, ref } = subject ?? {};
  return distinct([
    ...(id === undefined ? [] : [id, `${kind}:${id}`]),
    ...(ref === undefined ? [] : [asRef(ref)]),
    ...siteRefs,
    ...Object.values(refs).flat().map(asRef),
  ]).slice(0, MOST_SUBJECTS);
}

/** An entity ref in the one form that it is searched in; other text as it is. */
export function asRef(text: string): string {
  if (!text.includes('/')) {
    return text;
  }
  try {
    return normaliseRef(text);
  } catch {
    return text;
  }
}

/** Text as a column and an index can hold it. */
export function asKey(text: string): string {
  return storable(text)
    .slice(0, LONGEST_KEY)
    .replace(/[\uD800-\uDBFF]$/, '');
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts.map(asKey))];
}
