import type {
  Entry,
  EntryDetail,
} from '@callboard/backstage-plugin-audit-log-common';
import type { SealedEntry } from '../chain';

/** An entry as it is stored: what readers see comes from `sealed` alone. */
export interface EntryRow {
  position: number | string;
  at: number | string;
  sealed: string;
  hash: string;
  previous_hash: string;
}

export function toEntry(row: EntryRow): Entry {
  const entry: SealedEntry = JSON.parse(row.sealed);
  return {
    id: entry.id,
    position: entry.position,
    at: entry.at,
    recordedAt: entry.recordedAt,
    plugin: entry.plugin,
    kind: entry.kind,
    action: entry.action,
    outcome: entry.outcome,
    actor: entry.actor,
    subject: entry.subject,
    siteRefs: entry.siteRefs,
    refs: entry.refs,
    severity: entry.severity,
    correlationId: entry.correlationId,
    request: entry.request,
    changed: changedFields(entry),
    hash: row.hash,
  };
}

export function toDetail(row: EntryRow): EntryDetail {
  const { before, after, data, cut }: SealedEntry = JSON.parse(row.sealed);
  return {
    ...toEntry(row),
    before,
    after,
    data,
    cut,
    previousHash: row.previous_hash,
  };
}

/** `before` may be the whole thing, or only what has changed of it. */
function changedFields({ before, after }: SealedEntry): string[] {
  if (!before || !after) {
    return [];
  }
  const isWhole = 'id' in before;
  const keys = isWhole ? { ...before, ...after } : before;
  return Object.keys(keys)
    .filter(key => key !== 'version' && key !== 'updatedAt')
    .filter(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
