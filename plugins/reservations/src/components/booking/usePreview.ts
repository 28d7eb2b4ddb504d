import type { BookingPreviewRequest } from '@callboard/backstage-plugin-reservations-common';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { POLL_INTERVAL_MS, queryKeys } from '../../api/queryKeys';
import { useReservationsClient } from '../../hooks/useReservationsClient';

const PAUSE_MS = 300;

/**
 * What the server would say to this booking, asked when the typing pauses. A
 * question that has become stale is cancelled.
 */
export function usePreview(request: BookingPreviewRequest | undefined) {
  const client = useReservationsClient();
  const wanted = request && JSON.stringify(request);
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  const query = useQuery({
    queryKey: [...queryKeys.bookings, 'preview', settled],
    enabled: settled !== undefined && wanted !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/bookings/preview', {
        body: JSON.parse(settled!) as BookingPreviewRequest,
        signal,
      });
      return data!;
    },
  });
  const isSettled = wanted === settled && !query.isPlaceholderData;
  return {
    /** Absent while nothing can be asked yet. */
    preview: wanted ? query.data : undefined,
    error: isSettled ? query.error : null,
    /** The answer is not yet to what is in the form now. */
    isChecking:
      wanted !== undefined && (!isSettled || (query.isFetching && !query.data)),
  };
}
