import { allPages } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useWebhooksClient } from './useWebhooksClient';

const PAGE = 200;

/** Whether all is well, and where the caller may create endpoints. */
export function useDashboard() {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: [...queryKeys.endpoints, 'dashboard'],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/dashboard', { signal });
      return data!;
    },
  });
}

/** Every endpoint in sight, with its health of the last 24 hours. */
export function useEndpoints() {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: [...queryKeys.endpoints, 'list'],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/endpoints', {
          params: { query: { health: true, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** One endpoint as it is now, for its form. */
export function useEndpoint(id: string | undefined) {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: [...queryKeys.endpoints, 'one', id],
    enabled: Boolean(id),
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/endpoints/{id}', {
        params: { path: { id: id! } },
        signal,
      });
      return data!;
    },
  });
}
