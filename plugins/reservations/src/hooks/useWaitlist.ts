import type {
  NewWaitlistEntry,
  WaitlistAction,
} from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_INTERVAL_MS, queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

const MOST = 50;

export type WaitlistFilter = { owner?: string[]; resource?: string[] };

/** Who waits or has an offer; part of bookings, so that it changes with them. */
export function useWaitlist(
  filter: WaitlistFilter,
  options: { enabled?: boolean } = {},
) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'waitlist', filter],
    enabled: options.enabled ?? true,
    refetchInterval: POLL_INTERVAL_MS,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/waitlist', {
        params: {
          query: { ...filter, status: ['waiting', 'offered'], limit: MOST },
        },
        signal,
      });
      return data!.items;
    },
  });
}

/** `idempotencyKey` is one per filled-in form, so that a retry joins once. */
export function useJoinWaitlist() {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input: {
      entry: NewWaitlistEntry;
      idempotencyKey: string;
    }) => {
      const { data } = await client.POST('/waitlist', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.entry,
      });
      return data!;
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.bookings }),
  });
}

/** Accepts or declines an offer, or waits no longer. */
export function useAnswerWaitlist() {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({
      id,
      action,
    }: {
      id: string;
      action: WaitlistAction;
    }) => {
      const init = { params: { path: { id }, header: {} } };
      const { data } = await {
        accept: () => client.POST('/waitlist/{id}/accept', init),
        decline: () => client.POST('/waitlist/{id}/decline', init),
        withdraw: () => client.POST('/waitlist/{id}/withdraw', init),
      }[action]();
      return data!;
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.bookings }),
  });
}
