import { useMemo } from 'react';
import { useAvailability } from '../../hooks/useBookings';
import { useNow } from '@callboard/frontend-kit';
import { availabilityAt } from './availability';
import { useWindow } from './useWindow';

/** How far ahead a next free slot is looked for. */
export const LOOK_AHEAD_DAYS = 14;
/** Length of the slot that is proposed, in minutes. */
export const PROPOSED_MINUTES = 60;

/** One resource: what holds now, and the next hour that could be booked. */
export function useResourceAvailability(resourceRef: string | undefined) {
  const window = useWindow(LOOK_AHEAD_DAYS * 24);
  const now = useNow();
  const query = useAvailability(
    window,
    {
      resource: resourceRef ? [resourceRef] : [],
      minutes: PROPOSED_MINUTES,
    },
    { enabled: Boolean(resourceRef) },
  );
  const availability = query.data?.pages
    .flatMap(page => page.items)
    .find(item => item.resourceRef === resourceRef);
  const at = useMemo(
    () =>
      availability && availabilityAt(availability, now, new Date(window.to)),
    [availability, now, window.to],
  );
  return {
    availability,
    at,
    isPending: query.isPending,
    error: query.error,
    refetch: query.refetch,
  };
}
