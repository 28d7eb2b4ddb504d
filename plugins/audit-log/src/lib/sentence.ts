import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import { actions } from '../translations/actions';

/** A message that says what was done; most have `{{subject}}` in them. */
export type SentenceKey = keyof typeof actions & `act.${string}`;

const MOVED = ['start', 'end', 'resourceRefs', 'units', 'timeZone'];
const OTHERWISE: SentenceKey = 'act.other';

/** The sentence of an entry: finer than its action where the change says more. */
export function sentenceKey(
  entry: Pick<Entry, 'action' | 'changed' | 'outcome'>,
): SentenceKey {
  const { action, outcome } = entry;
  const changed = entry.changed.filter(
    field => field !== 'version' && field !== 'updatedAt',
  );
  const finer = outcome === 'succeeded' ? finerThan(action, changed) : outcome;
  const key = `act.${action}.${finer}`;
  return isKey(key) ? key : (actionKey(action) ?? OTHERWISE);
}

function finerThan(action: string, changed: string[]): string | undefined {
  const only = changed.length === 1 ? changed[0] : undefined;
  switch (action) {
    case 'booking.changed':
      if (changed.includes('owner')) return 'owner';
      if (changed.some(field => MOVED.includes(field))) return 'moved';
      return only === 'title' ? 'title' : undefined;
    case 'site.changed':
    case 'resource.changed':
      return only === 'title' ? 'title' : undefined;
    default:
      return undefined;
  }
}

function isKey(key: string): key is SentenceKey {
  return Object.hasOwn(actions, key);
}

/** The words for an action alone, where there are some. */
export function actionKey(action: string): SentenceKey | undefined {
  const key = `act.${action}`;
  return isKey(key) ? key : undefined;
}
