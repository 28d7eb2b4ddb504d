import type {
  BookingChange,
  BulkRequest,
  SeriesPart,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useBookingMutation } from './useBookingMutations';
import { useReservationsClient } from './useReservationsClient';

export function useSeries(id: string | undefined) {
  const client = useReservationsClient();
  return useQuery({
    queryKey: [...queryKeys.bookings, 'series', id],
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const { data } = await client.GET('/series/{id}', {
        params: { path: { id: id! } },
        signal,
      });
      return data!;
    },
  });
}

/** Changes a booking, or with it those of its series. */
export function useUpdatePart() {
  const client = useReservationsClient();
  return useBookingMutation(
    async (input: {
      id: string;
      version: number;
      change: BookingChange;
      part: SeriesPart;
    }) => {
      const { data } = await client.PATCH('/bookings/{id}', {
        params: {
          path: { id: input.id },
          query: { apply: input.part },
          header: { 'If-Match': ifMatch(input) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useCancelPart() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string; part: SeriesPart }) => {
    const { data } = await client.POST('/bookings/{id}/cancel', {
      params: { path: { id: input.id }, query: { apply: input.part } },
      body: {},
    });
    return data!;
  });
}

/** Several bookings at once. */
export function useCreateBookings() {
  const client = useReservationsClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input: {
      request: BulkRequest;
      idempotencyKey: string;
    }) => {
      const { data } = await client.POST('/bookings/bulk', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.request,
      });
      return data!;
    },
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.bookings }),
  });
}
