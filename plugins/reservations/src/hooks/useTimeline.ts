import { useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** What has happened to a booking, in order. */
export function useTimeline(bookingId: string) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'timeline', bookingId],
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/bookings/{id}/timeline', {
        params: { path: { id: bookingId } },
        signal,
      });
      return data!;
    },
  });
}
