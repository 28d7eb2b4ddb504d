import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
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
import { apiQuery, DeliveryFilter } from '../lib/deliveryFilter';
import { resending } from '../lib/deliveryState';
import { useWebhooksClient } from './useWebhooksClient';

const PAGE = 50;
const ATTEMPTS = 100;

/** The log, newest first, page by page; asked again less often as it grows. */
export function useDeliveries(filter: DeliveryFilter) {
  const client = useWebhooksClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.deliveries, 'list', filter],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/deliveries', {
        params: {
          query: {
            ...apiQuery(filter, Date.now()),
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

/** One delivery; every moment while it is still on its way. */
export function useDelivery(id: string | undefined) {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: [...queryKeys.deliveries, 'one', id],
    enabled: Boolean(id),
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/deliveries/{id}', {
        params: { path: { id: id! } },
        signal,
      });
      return data!;
    },
    refetchInterval: query =>
      query.state.data?.status === 'pending' ? LIVE_INTERVAL_MS : false,
  });
}

/**
 * The requests of a delivery, oldest first. What the list says of it is part of
 * the key: when that changes, they are asked for again.
 */
export function useAttempts(
  delivery: Pick<Delivery, 'id' | 'attempts' | 'sending' | 'status'>,
) {
  const client = useWebhooksClient();
  const { id, attempts, sending, status } = delivery;
  return useQuery({
    queryKey: [
      ...queryKeys.deliveries,
      'attempts',
      id,
      { attempts, sending, status },
    ],
    placeholderData: keepPreviousData,
    refetchInterval: sending ? LIVE_INTERVAL_MS : false,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/deliveries/{id}/attempts', {
        params: { path: { id }, query: { limit: ATTEMPTS } },
        signal,
      });
      return [...data!.items].reverse();
    },
  });
}

/** The most that are sent again at once. */
export const MOST_AT_ONCE = 1_000;
const COUNT_PAGE = 500;

/**
 * Which deliveries of a filter may be sent again (of those on their way: tried
 * at once): their ids, so that exactly what was counted is sent. `more`: there
 * are others beyond the most.
 */
export function useRedeliverable(filter: DeliveryFilter, enabled: boolean) {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: [...queryKeys.deliveries, 'redeliverable', filter],
    enabled,
    staleTime: 0,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const ids: string[] = [];
      const query = apiQuery(filter, Date.now());
      const way = filter.status === 'pending' ? 'now' : 'again';
      let cursor: string | undefined;
      do {
        const { data } = await client.GET('/deliveries', {
          params: { query: { ...query, cursor, limit: COUNT_PAGE } },
          signal,
        });
        for (const delivery of data!.items) {
          if (resending(delivery) === way) ids.push(delivery.id);
        }
        cursor = data!.nextCursor;
      } while (cursor && ids.length < MOST_AT_ONCE);
      return {
        ids: ids.slice(0, MOST_AT_ONCE),
        more: Boolean(cursor) || ids.length > MOST_AT_ONCE,
      };
    },
  });
}
