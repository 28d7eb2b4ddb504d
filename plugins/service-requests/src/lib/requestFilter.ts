import type { RequestStatus } from '@callboard/backstage-plugin-service-requests-common';
import { isStatusGroup, STATUS_GROUPS, type StatusGroup } from './requestState';

/** What narrows the list of requests, as the address has it. */
export type RequestFilter = {
  q?: string;
  status?: StatusGroup;
  environment?: string;
  offering?: string;
  owner?: string;
  service?: string;
  /** Not only one's own. */
  all?: boolean;
};

export function readFilter(params: URLSearchParams): RequestFilter {
  const status = params.get('status');
  const text = (name: string) => params.get(name) ?? undefined;
  return {
    q: text('q'),
    status: isStatusGroup(status) ? status : undefined,
    environment: text('environment'),
    offering: text('offering'),
    owner: text('owner'),
    service: text('service'),
    all: params.get('all') === 'true' || undefined,
  };
}

/** Changes of a filter as changes of the address. */
export function filterParams(
  changes: Partial<RequestFilter>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      value === undefined ? undefined : String(value),
    ]),
  );
}

export function isNarrowed(filter: RequestFilter): boolean {
  const { all: _, ...rest } = filter;
  return Object.values(rest).some(Boolean);
}

/** A service has requests of others too: who asks for its own sees all of it. */
export function apiQuery(filter: RequestFilter) {
  const { status, all, service, ...rest } = filter;
  return {
    ...rest,
    service,
    status: status && ([...STATUS_GROUPS[status]] as RequestStatus[]),
    mine: !all && !service,
  };
}
