import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useWebhooksClient } from './useWebhooksClient';

/** Everything that can be announced. */
export function useEventTypes() {
  const client = useWebhooksClient();
  return useQuery({
    queryKey: queryKeys.eventTypes,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/event-types', { signal });
      return data!.items;
    },
  });
}
