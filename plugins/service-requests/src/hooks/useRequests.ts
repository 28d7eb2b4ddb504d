import {
  isFinal,
  type Request,
  REVIEWED_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
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
import { apiQuery, type RequestFilter } from '../lib/requestFilter';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const PAGE = 50;

/** Requests of a filter, page by page; asked again less often as it grows. */
export function useRequests(filter: RequestFilter) {
  const client = useServiceRequestsClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.requests, 'list', filter],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/requests', {
        params: {
          query: { ...apiQuery(filter), cursor: pageParam, limit: PAGE },
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

export type QueueFilter = { all?: boolean; environment?: string };

/** What waits for a review: what is due soonest first. */
export function useReviewQueue({ all, environment }: QueueFilter) {
  const client = useServiceRequestsClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.requests, 'queue', { all, environment }],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/requests', {
        params: {
          query: {
            ...(all
              ? { status: [...REVIEWED_STATUSES] }
              : { reviewable: true }),
            environment,
            order: 'due',
            cursor: pageParam,
            limit: PAGE,
          },
        },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}

/** One request; every moment while something happens to it by itself. */
export function useRequest(id: string | undefined) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.requests, 'one', id],
    enabled: Boolean(id),
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/requests/{id}', {
        params: { path: { id: id! } },
        signal,
      });
      return data!;
    },
    refetchInterval: query => pollEvery(query.state.data),
  });
}

function pollEvery(request: Request | undefined): number {
  return request && !isFinal(request.status)
    ? LIVE_INTERVAL_MS
    : POLL_INTERVAL_MS;
}

/** What a revision would change in the repository; a revision's never changes. */
export function useDiff(request: Request, revision: number) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [
      ...queryKeys.requests,
      'diff',
      request.id,
      revision,
      revision === request.revision ? request.manifestHash : undefined,
    ],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/requests/{id}/diff', {
        params: { path: { id: request.id }, query: { revision } },
        signal,
      });
      return data!;
    },
  });
}

/** What happened to it, in order; asked again with every change of it. */
export function useTimeline(request: Request) {
  const client = useServiceRequestsClient();
  const { id, version, status } = request;
  return useQuery({
    queryKey: [...queryKeys.requests, 'timeline', id, { version, status }],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/requests/{id}/timeline', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });
}

/** The discussion, oldest first. */
export function useComments(id: string) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.requests, 'comments', id],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/requests/{id}/comments', {
        params: { path: { id } },
        signal,
      });
      return data!.items;
    },
  });
}
