import type {
  Resource,
  ResourceStatus,
} from '@callboard/backstage-plugin-reservations-common';

export const EXPLORE_VIEWS = ['list', 'table', 'tree'] as const;
export type ExploreView = (typeof EXPLORE_VIEWS)[number];

const STATUSES: ResourceStatus[] = ['active', 'maintenance', 'unavailable'];

export interface ExploreFilters {
  view: ExploreView;
  q: string;
  type?: string;
  status?: ResourceStatus;
  freeNow: boolean;
  /** The resource whose details are open, by entity ref. */
  details?: string;
}

/** Reads what an address says; anything it does not understand is ignored. */
export function readFilters(params: URLSearchParams): ExploreFilters {
  const status = STATUSES.find(s => s === params.get('status'));
  return {
    view: EXPLORE_VIEWS.find(v => v === params.get('view')) ?? 'list',
    q: params.get('q') ?? '',
    type: params.get('type') || undefined,
    status,
    freeNow: params.get('free') === 'now',
    details: params.get('details') || undefined,
  };
}

/** The address with these filters; other parameters stay as they are. */
export function writeFilters(
  params: URLSearchParams,
  change: Partial<ExploreFilters>,
): URLSearchParams {
  const filters = { ...readFilters(params), ...change };
  const next = new URLSearchParams(params);
  const put = (key: string, value: string | undefined) =>
    value ? next.set(key, value) : next.delete(key);
  put('view', filters.view === 'list' ? undefined : filters.view);
  put('q', filters.q);
  put('type', filters.type);
  put('status', filters.status);
  put('free', filters.freeNow ? 'now' : undefined);
  put('details', filters.details);
  return next;
}

export function isFiltered(filters: ExploreFilters): boolean {
  return Boolean(
    filters.q || filters.type || filters.status || filters.freeNow,
  );
}

/** Every word occurs somewhere in the resource's texts. */
function mentions(resource: Resource, q: string): boolean {
  const text = [
    resource.title,
    resource.name,
    resource.description,
    resource.location,
    resource.type,
    ...Object.values(resource.attributes).map(String),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return q
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}

/**
 * Whether a resource passes all filters at once.
 *
 * @param freeNow - refs of what is free now; undefined while that is not known
 */
export function passes(
  resource: Resource,
  filters: ExploreFilters,
  freeNow: Set<string> | undefined,
): boolean {
  return (
    mentions(resource, filters.q) &&
    (!filters.type || resource.type === filters.type) &&
    (!filters.status || resource.status === filters.status) &&
    (!filters.freeNow || Boolean(freeNow?.has(resource.entityRef)))
  );
}
