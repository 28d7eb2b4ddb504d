import { useQuery } from '@tanstack/react-query';
import { allPages } from '@callboard/frontend-kit';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const PAGE = 500;

/** Every site in sight; `archived` also those put away. */
export function useSites(options: { archived?: boolean } = {}) {
  const client = useReservationsClient();
  const { archived } = options;
  return useQuery({
    queryKey: [...queryKeys.sites, { archived }],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/sites', {
          params: { query: { archived, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

/** Every resource type in sight, global ones too; of one site where given. */
export function useResourceTypes(options: { site?: string } = {}) {
  const client = useReservationsClient();
  const { site } = options;
  return useQuery({
    queryKey: [...queryKeys.resourceTypes, { site }],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/resource-types', {
          params: { query: { site, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}

export type ResourceFilter = {
  site?: string;
  type?: string;
  status?: 'active' | 'maintenance' | 'unavailable';
  q?: string;
  archived?: boolean;
  ref?: string[];
};

/** Every resource that the filter lets through. */
export function useResources(filter: ResourceFilter = {}) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.resources, filter],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: ({ signal }) =>
      allPages(async cursor => {
        const { data } = await client.GET('/resources', {
          params: { query: { ...filter, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      }),
  });
}
