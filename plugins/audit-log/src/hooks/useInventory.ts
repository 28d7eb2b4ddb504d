import { useApi } from '@backstage/frontend-plugin-api';
import { allPages } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { inventoryApiRef } from '../api/auditLogApi';
import { queryKeys } from '../api/queryKeys';

const PAGE = 500;
const STALE_MS = 5 * 60_000;

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
