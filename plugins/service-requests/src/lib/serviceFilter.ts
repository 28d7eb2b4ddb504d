import {
  type ServiceStatus,
  UNWELL_SERVICE_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
import { SERVICE_STATUSES } from './serviceStatus';

/** What ends within so many days ends soon. */
export const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

export type StatusFilter = ServiceStatus | 'unwell';

/** What narrows the list of services, as it stands in the address. */
export interface ServiceFilter {
  q?: string;
  status?: StatusFilter;
  environment?: string;
  region?: string;
  offering?: string;
  owner?: string;
  drifted: boolean;
  expiring: boolean;
  removed: boolean;
}

export const FILTER_PARAMS = [
  'q',
  'status',
  'environment',
  'region',
  'offering',
  'owner',
  'drifted',
  'expiring',
  'removed',
] as const;

export function readFilter(params: URLSearchParams): ServiceFilter {
  const text = (name: string) => params.get(name) || undefined;
  const status = text('status');
  return {
    q: text('q'),
    status: isStatusFilter(status) ? status : undefined,
    environment: text('environment'),
    region: text('region'),
    offering: text('offering'),
    owner: text('owner'),
    drifted: params.get('drifted') === 'true',
    expiring: params.get('expiring') === 'true',
    removed: params.get('removed') === 'true',
  };
}

function isStatusFilter(text: string | undefined): text is StatusFilter {
  return text === 'unwell' || SERVICE_STATUSES.includes(text as ServiceStatus);
}

export function isNarrowed(filter: ServiceFilter): boolean {
  return Object.values(filter).some(Boolean);
}

/** The query that asks the API for what a filter means at a moment. */
export function serviceQuery(filter: ServiceFilter, now: number) {
  const { status, expiring, drifted, removed, ...rest } = filter;
  return {
    ...rest,
    ...(status && {
      status: status === 'unwell' ? [...UNWELL_SERVICE_STATUSES] : [status],
    }),
    ...(drifted && { drifted }),
    ...((removed || status === 'removed') && { removed: true }),
    ...(expiring && {
      expiresBefore: new Date(now + SOON_DAYS * DAY_MS).toISOString(),
    }),
  };
}
