import type { SlotSearch } from '@callboard/backstage-plugin-reservations-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../../api/queryKeys';
import { useReservationsClient } from '../../hooks/useReservationsClient';

/** Free slots, best first; nothing is asked without a question. */
export function useSlots(search: SlotSearch | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'slots', search],
    enabled: search !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/slots/search', {
        body: search!,
        signal,
      });
      return data!;
    },
  });
}
