import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import {
  LIVE_INTERVAL_MS,
  POLL_INTERVAL_MS,
  queryKeys,
} from '../api/queryKeys';
import { type ServiceFilter, serviceQuery } from '../lib/serviceFilter';
import { isMoving } from '../lib/serviceStatus';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const PAGE = 50;
const FIGURES_STAY_MS = 30_000;

/** What runs, by name, page by page; asked again less often as it grows. */
export function useServices(filter: ServiceFilter) {
  const client = useServiceRequestsClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.services, 'list', filter],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/services', {
        params: {
          query: {
            ...serviceQuery(filter, Date.now()),
            cursor: pageParam,
            limit: PAGE,
          },
        },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
    refetchInterval: query =>
      POLL_INTERVAL_MS * Math.max(1, query.state.data?.pages.length ?? 1),
  });
}

/** One service; every moment while something happens to it. */
export function useService(id: string) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.services, 'one', id],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/services/{id}', {
        params: { path: { id } },
        signal,
      });
      return data!;
    },
    refetchInterval: ({ state: { data } }) =>
      data && isMoving(data) ? LIVE_INTERVAL_MS : POLL_INTERVAL_MS,
  });
}

/** How it was made, changed and scaled; asked again when its version changes. */
export function useServiceHistory(service: { id: string; version: number }) {
  const client = useServiceRequestsClient();
  const { id, version } = service;
  return useQuery({
    queryKey: [...queryKeys.services, 'history', id, version],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/services/{id}/history', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });
}

export function useServiceMetrics(id: string, hours: number) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.services, 'metrics', id, hours],
    placeholderData: keepPreviousData,
    staleTime: FIGURES_STAY_MS,
    refetchInterval: 2 * FIGURES_STAY_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/services/{id}/metrics', {
        params: { path: { id }, query: { hours } },
        signal,
      });
      return data!;
    },
  });
}
