import { useEffect, useMemo } from 'react';
import { useAvailability } from '../../hooks/useBookings';
import { useNow } from '@callboard/frontend-kit';
import { availabilityAt, AvailabilityNow } from '../entity/availability';
import { useWindow } from '../entity/useWindow';

const HOURS = 48;
const PAGE = 500;

export interface Availabilities {
  byRef: Map<string, AvailabilityNow>;
  /** Every page has come. */
  isComplete: boolean;
  isError: boolean;
}

/** What is free now at a site, or everywhere, by entity ref. */
export function useAvailabilityNow(
  siteRef: string | undefined,
): Availabilities {
  const window = useWindow(HOURS);
  const now = useNow();
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useAvailability(window, {
      site: siteRef ? [siteRef] : undefined,
      limit: PAGE,
    });

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) {
      fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  return useMemo(() => {
    const to = new Date(window.to);
    const items = data?.pages.flatMap(page => page.items) ?? [];
    return {
      byRef: new Map(
        items.map(item => [item.resourceRef, availabilityAt(item, now, to)]),
      ),
      isComplete: Boolean(data) && !hasNextPage,
      isError,
    };
  }, [data, hasNextPage, isError, now, window.to]);
}
