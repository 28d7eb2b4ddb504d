import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** What a person wants to know first, of one site where one is chosen. */
export function useOverview(siteRef: string | undefined, zone: string) {
  const client = useReservationsClient();
  const site = siteRef ? [siteRef] : undefined;
  return useQuery({
    queryKey: [...queryKeys.bookings, 'overview', siteRef, zone],
    refetchInterval: POLL_INTERVAL_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/overview', {
        params: { query: { site, zone } },
        signal,
      });
      return data!;
    },
  });
}
