import { useApi } from '@backstage/frontend-plugin-api';
import { allPages } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { inventoryApiRef } from '../api/webhooksApi';
import { queryKeys } from '../api/queryKeys';

const PAGE = 500;
const STALE_MS = 60_000;

/** Every site in sight. */
export function useSites() {
  const client = useApi(inventoryApiRef);
  return useQuery({
    queryKey: [...queryKeys.inventory, 'sites'],
    staleTime: STALE_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/sites', {
          params: { query: { cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Every resource type in sight. */
export function useResourceTypes(options: { enabled: boolean }) {
  const client = useApi(inventoryApiRef);
  return useQuery({
    queryKey: [...queryKeys.inventory, 'types'],
    enabled: options.enabled,
    staleTime: STALE_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/resource-types', {
          params: { query: { cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Every resource in sight. */
export function useResources(options: { enabled: boolean }) {
  const client = useApi(inventoryApiRef);
  return useQuery({
    queryKey: [...queryKeys.inventory, 'resources'],
    enabled: options.enabled,
    staleTime: STALE_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/resources', {
          params: { query: { cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}
