import type {
  RequestStatus,
  ServiceStatus,
} from '@callboard/backstage-plugin-service-requests-common';

/** In order: what is said first of a request whose services are not there yet. */
const WORST = ['degraded', 'timed_out', 'waiting_window'] as const;

/** What a merged request, or an item of it, is by the services it still waits for. */
export function statusUnderWay(
  open: readonly { status: ServiceStatus }[],
): RequestStatus {
  return (
    WORST.find(status => open.some(one => one.status === status)) ??
    'reconciling'
  );
}
