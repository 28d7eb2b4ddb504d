import { allPages } from '@callboard/frontend-kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { byUrgency } from '../lib/secrets';
import { useServiceRequestsClient } from './useServiceRequestsClient';

const PAGE = 200;

/** References to secrets, the most urgent first. */
export function useSecrets(filter: { overdue: boolean; owner?: string }) {
  const client = useServiceRequestsClient();
  return useQuery({
    queryKey: [...queryKeys.secrets, filter],
    placeholderData: keepPreviousData,
    refetchInterval: 4 * POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const secrets = await allPages(async cursor => {
        const { data } = await client.GET('/secrets', {
          params: {
            query: {
              ...(filter.overdue && { overdue: true }),
              owner: filter.owner,
              cursor,
              limit: PAGE,
            },
          },
          signal,
        });
        return data!;
      });
      return byUrgency(secrets);
    },
  });
}
