import type {
  Booking,
  BookingStatus,
} from '@callboard/backstage-plugin-reservations-common';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { POLL_CLOSELY_MS, POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

/** Instants in UTC, ISO 8601. */
export type TimeWindow = { from: string; to: string };

export type CalendarFilters = {
  site?: string[];
  type?: string[];
  resource?: string[];
  owner?: string[];
};

export function calendarKey(window: TimeWindow, filters: CalendarFilters) {
  return [...queryKeys.bookings, 'calendar', window, filters] as const;
}

/** What a calendar draws; the last window stays up until the next has come. */
export function useCalendar(
  window: TimeWindow | undefined,
  filters: CalendarFilters = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: calendarKey(window ?? { from: '', to: '' }, filters),
    enabled: Boolean(window),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/calendar', {
        params: { query: { ...window!, ...filters } },
        signal,
      });
      return data!;
    },
  });
}

export function useBooking(id: string | undefined) {
  const client = useReservationsClient();
  return useQuery<Booking>({
    queryKey: [...queryKeys.bookings, 'one', id],
    enabled: Boolean(id),
    refetchInterval: query =>
      query.state.data?.provisioning?.status === 'provisioning'
        ? POLL_CLOSELY_MS
        : POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/bookings/{id}', {
        params: { path: { id: id! } },
        signal,
      });
      return data!;
    },
  });
}

export type BookingFilter = {
  from?: string;
  to?: string;
  resource?: string[];
  site?: string[];
  owner?: string[];
  /** In which this user or group takes part; `me` for the caller. */
  participant?: string;
  status?: BookingStatus[];
  order?: 'asc' | 'desc';
  limit?: number;
};

/** A list of bookings that grows page by page. */
export function useBookings(
  filter: BookingFilter,
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.bookings, 'list', filter],
    enabled: options.enabled ?? true,
    refetchInterval: POLL_INTERVAL_MS,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/bookings', {
        params: { query: { ...filter, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}

export type AvailabilityFilter = {
  resource?: string[];
  site?: string[];
  type?: string[];
  minutes?: number;
  units?: number;
  limit?: number;
};

/** When resources are free and taken; with `minutes` the next slot too. */
export function useAvailability(
  window: TimeWindow,
  filter: AvailabilityFilter,
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useInfiniteQuery({
    queryKey: [...queryKeys.bookings, 'availability', window, filter],
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_INTERVAL_MS,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const { data } = await client.GET('/availability', {
        params: { query: { ...window, ...filter, cursor: pageParam } },
        signal,
      });
      return data!;
    },
    getNextPageParam: page => page.nextCursor,
  });
}
