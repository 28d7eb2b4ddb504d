import { allPages } from '@callboard/frontend-kit';
import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useServiceRequestsClient } from '../hooks/useServiceRequestsClient';

const PAGE = 500;

/** Services of an offering, or of all, for which the person may request `action`. */
export function useChangeableServices(
  action: 'scale' | 'update' | 'decommission',
  offering: string | undefined,
) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.services, 'changeable', action, offering],
    queryFn: async ({ signal }) => {
      const all = await allPages(async cursor => {
        const { data } = await client.GET('/services', {
          params: { query: { offering, cursor, limit: PAGE } },
          signal,
        });
        return data!;
      });
      return all.filter(({ actions }) => actions.includes(action));
    },
  });
}
