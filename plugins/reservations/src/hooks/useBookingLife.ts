import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useQuery } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useBookingMutation } from './useBookingMutations';
import { useReservationsClient } from './useReservationsClient';

/** What is done at once, with one click, to a booking. */
export type LifeStep = 'approve' | 'check-in' | 'keep-alive' | 'waive-no-show';

/** More are counted as `99+`. */
const MOST_WAITING = 100;

export function useLifeStep() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string; step: LifeStep }) => {
    const { data } = await client.POST(`/bookings/{id}/${input.step}`, {
      params: { path: { id: input.id } },
      body: {},
    });
    return data!;
  });
}

export function useRejectBooking() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string; reason?: string }) => {
    const { data } = await client.POST('/bookings/{id}/reject', {
      params: { path: { id: input.id } },
      body: { reason: input.reason },
    });
    return data!;
  });
}

/** To an instant, ISO 8601. */
export function useExtendBooking() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string; end: string }) => {
    const { data } = await client.POST('/bookings/{id}/extend', {
      params: { path: { id: input.id } },
      body: { end: input.end },
    });
    return data!;
  });
}

/** What waits for the caller's decision, the one that lapses first in front. */
export function useAwaiting(options: { enabled?: boolean } = {}) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'awaiting'],
    enabled: options.enabled ?? true,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/bookings', {
        params: { query: { awaiting: 'me', limit: MOST_WAITING } },
        signal,
      });
      return data!.items.toSorted((a, b) => lapseOf(a) - lapseOf(b));
    },
  });
}

function lapseOf({ expiresAt, start }: Booking): number {
  return Date.parse(expiresAt ?? start);
}

/** `3`, `99+`; nothing while nothing waits. */
export function waitingCount(
  waiting: readonly Booking[] | undefined,
): string | undefined {
  const count = waiting?.length ?? 0;
  if (count === 0) return undefined;
  return count < MOST_WAITING ? String(count) : `${MOST_WAITING - 1}+`;
}
