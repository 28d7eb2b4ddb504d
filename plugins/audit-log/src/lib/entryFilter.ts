import type {
  EntryKind,
  Outcome,
} from '@callboard/backstage-plugin-audit-log-common';
import {
  ENTRY_KINDS,
  OUTCOMES,
} from '@callboard/backstage-plugin-audit-log-common';

const HOUR_MS = 3_600_000;

/** How far back, as the address says it. */
export const RANGES = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
  '365d': 365 * 24 * HOUR_MS,
} as const;
export type Range = keyof typeof RANGES;

/** What narrows the log. All of it is in the address. */
export interface EntryFilter {
  q?: string;
  /** Counted back from now; where it is there, `from` and `to` are not. */
  range?: Range;
  /** RFC 3339, inclusive. */
  from?: string;
  /** RFC 3339, exclusive. */
  to?: string;
  actor?: string;
  actions: string[];
  subject?: string;
  site?: string;
  outcomes: Outcome[];
  plugin?: string;
  kind?: EntryKind;
  correlation?: string;
}

export const NO_FILTER: EntryFilter = { actions: [], outcomes: [] };

/** As changes: whatever narrows is taken away. */
export const CLEARED = {
  q: undefined,
  range: undefined,
  from: undefined,
  to: undefined,
  actor: undefined,
  actions: [],
  subject: undefined,
  site: undefined,
  outcomes: [],
  plugin: undefined,
  kind: undefined,
  correlation: undefined,
} satisfies Record<keyof EntryFilter, unknown>;

/** The filter that an address names; what it does not know is left out. */
export function readFilter(params: URLSearchParams): EntryFilter {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const list = (name: string) => text(name)?.split(',').filter(Boolean) ?? [];
  const instant = (name: string) => {
    const at = Date.parse(text(name) ?? '');
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  };
  const range = (Object.keys(RANGES) as Range[]).find(
    name => name === params.get('range'),
  );
  return {
    q: text('q'),
    range,
    from: range ? undefined : instant('from'),
    to: range ? undefined : instant('to'),
    actor: text('actor'),
    actions: list('action'),
    subject: text('subject'),
    site: text('site'),
    outcomes: OUTCOMES.filter(outcome => list('outcome').includes(outcome)),
    plugin: text('plugin'),
    kind: ENTRY_KINDS.find(kind => kind === params.get('kind')),
    correlation: text('correlation'),
  };
}

/** The same as parameters; `undefined` takes one away. */
export function filterParams(
  filter: Partial<EntryFilter>,
): Record<string, string | undefined> {
  const { actions, outcomes, ...rest } = filter;
  return {
    ...rest,
    ...(actions && { action: actions.join(',') || undefined }),
    ...(outcomes && { outcome: outcomes.join(',') || undefined }),
  };
}

/** The query of a link into the log. */
export function filterQuery(filter: Partial<EntryFilter>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filterParams(filter))) {
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text && `?${text}`;
}

export function isNarrowed(filter: EntryFilter): boolean {
  return filterQuery(filter) !== '';
}

/** What the API is asked; a range is counted back from `now`. */
export function apiQuery(filter: EntryFilter, now: number) {
  const { range, actions, outcomes, ...rest } = filter;
  return {
    ...rest,
    ...(range && { from: new Date(now - RANGES[range]).toISOString() }),
    action: actions.length > 0 ? actions : undefined,
    outcome: outcomes.length > 0 ? outcomes : undefined,
  };
}
