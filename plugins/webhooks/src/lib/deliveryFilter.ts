import type { DeliveryStatus } from '@callboard/backstage-plugin-webhooks-common';
import { DELIVERY_STATUSES } from '@callboard/backstage-plugin-webhooks-common';

const HOUR_MS = 3_600_000;

/** How far back, as the address says it. */
export const RANGES = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
} as const;
export type Range = keyof typeof RANGES;

/** What narrows the log. All of it is in the address. */
export interface DeliveryFilter {
  endpoint?: string;
  entity?: string;
  types: string[];
  status?: DeliveryStatus;
  event?: string;
  q?: string;
  range?: Range;
}

export const NO_FILTER: DeliveryFilter = { types: [] };

/** The filter that an address names; what it does not know is left out. */
export function readFilter(params: URLSearchParams): DeliveryFilter {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  return {
    endpoint: text('endpoint'),
    entity: text('entity'),
    types: text('type')?.split(',').filter(Boolean) ?? [],
    status: DELIVERY_STATUSES.find(status => status === params.get('status')),
    event: text('event'),
    q: text('q'),
    range: Object.keys(RANGES).find(range => range === params.get('range')) as
      Range | undefined,
  };
}

/** The same as parameters; `undefined` takes one away. */
export function filterParams(filter: Partial<DeliveryFilter>) {
  const { types, ...rest } = filter;
  return {
    ...rest,
    ...(types && { type: types.length > 0 ? types.join(',') : undefined }),
  };
}

/** The query of a link into the log. */
export function filterQuery(filter: Partial<DeliveryFilter>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filterParams(filter))) {
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text && `?${text}`;
}

export function isNarrowed(filter: DeliveryFilter): boolean {
  return filterQuery(filter) !== '';
}

/** What the API is asked; a range is counted back from `now`. */
export function apiQuery(filter: DeliveryFilter, now: number) {
  const { endpoint, entity, event, q, types, status, range } = filter;
  return {
    endpoint,
    entity,
    event,
    q,
    type: types.length > 0 ? types : undefined,
    status: status && [status],
    from: range && new Date(now - RANGES[range]).toISOString(),
  };
}
