import type {
  Booking,
  BookingChange,
  NewBooking,
} from '@callboard/backstage-plugin-reservations-common';
import { ifMatch } from '@callboard/backstage-plugin-reservations-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../api/queryKeys';
import { useReservationsClient } from './useReservationsClient';

export function useBookingMutation<T>(run: (input: T) => Promise<Booking>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: booking => {
      queryClient.setQueryData(
        [...queryKeys.bookings, 'one', booking.id],
        booking,
      );
    },
    // After a refusal too: what is on screen was then out of date.
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.bookings }),
  });
}

/** `idempotencyKey` is one per filled-in form, so that a retry books once. */
export function useCreateBooking() {
  const client = useReservationsClient();
  return useBookingMutation(
    async (input: { booking: NewBooking; idempotencyKey: string }) => {
      const { data } = await client.POST('/bookings', {
        params: { header: { 'Idempotency-Key': input.idempotencyKey } },
        body: input.booking,
      });
      return data!;
    },
  );
}

export function useUpdateBooking() {
  const client = useReservationsClient();
  return useBookingMutation(
    async (input: { id: string; version: number; change: BookingChange }) => {
      const { data } = await client.PATCH('/bookings/{id}', {
        params: {
          path: { id: input.id },
          header: { 'If-Match': ifMatch(input) },
        },
        body: input.change,
      });
      return data!;
    },
  );
}

export function useCancelBooking() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string; reason?: string }) => {
    const { data } = await client.POST('/bookings/{id}/cancel', {
      params: { path: { id: input.id } },
      body: { reason: input.reason },
    });
    return data!;
  });
}

export function useReleaseBooking() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string }) => {
    const { data } = await client.POST('/bookings/{id}/release', {
      params: { path: { id: input.id } },
      body: {},
    });
    return data!;
  });
}

/** Takes part no longer. */
export function useLeaveBooking() {
  const client = useReservationsClient();
  return useBookingMutation(async (input: { id: string }) => {
    const { data } = await client.POST('/bookings/{id}/leave', {
      params: { path: { id: input.id }, header: {} },
      body: {},
    });
    return data!;
  });
}

/** Makes it somebody else's. */
export function useTransferBooking() {
  const client = useReservationsClient();
  return useBookingMutation(
    async (input: { id: string; owner: string; reason?: string }) => {
      const { data } = await client.POST('/bookings/{id}/transfer', {
        params: { path: { id: input.id }, header: {} },
        body: { owner: input.owner, reason: input.reason },
      });
      return data!;
    },
  );
}
