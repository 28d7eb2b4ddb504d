import {
  Calendar,
  CalendarBooking,
  ReservationsRequestError,
  Slot,
} from '@callboard/backstage-plugin-reservations-common';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { queryKeys } from '../../api/queryKeys';
import { useUpdateBooking } from '../../hooks/useBookingMutations';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { withOffer } from '../../lib/bookingForm';

const CALENDARS = [...queryKeys.bookings, 'calendar'];

export type Move = {
  booking: CalendarBooking;
  start: string;
  end: string;
  resourceRefs: string[];
};

export type RefusedMove = Move & { error: unknown };

/**
 * Moves a booking as soon as it is dropped and puts it back when the server
 * refuses. The cache is what the calendar draws, so putting the cache back is
 * what makes the event spring back.
 */
export function useMoveBooking() {
  const queryClient = useQueryClient();
  const toast = useApi(toastApiRef);
  const format = useTimeFormat();
  const { t } = useTranslation();
  const { mutateAsync } = useUpdateBooking();
  const [refused, setRefused] = useState<RefusedMove>();

  const place = useCallback(
    (id: string, at: Partial<CalendarBooking>) =>
      queryClient.setQueriesData<Calendar>(
        { queryKey: CALENDARS },
        calendar =>
          calendar && {
            ...calendar,
            items: calendar.items.map(item =>
              item.id === id ? { ...item, ...at } : item,
            ),
          },
      ),
    [queryClient],
  );

  const move = useCallback(
    async (wanted: Move) => {
      const { booking, start, end, resourceRefs } = wanted;
      setRefused(undefined);
      await queryClient.cancelQueries({ queryKey: CALENDARS });
      place(booking.id, { start, end, resourceRefs });
      try {
        const moved = await mutateAsync({
          id: booking.id,
          version: booking.version,
          change:
            resourceRefs === booking.resourceRefs
              ? { start, end }
              : { start, end, resourceRefs },
        });
        place(booking.id, { version: moved.version });
        toast.post({
          title: t('calendar.moved', { title: booking.title }),
          description: format.when(moved.start, moved.end),
          status: 'success',
          timeout: 5_000,
        });
      } catch (error) {
        place(booking.id, {
          start: booking.start,
          end: booking.end,
          resourceRefs: booking.resourceRefs,
        });
        setRefused({ ...wanted, error });
      }
    },
    [format, mutateAsync, place, queryClient, t, toast],
  );

  const acceptOffer = useCallback(
    (slot: Slot) => {
      if (!refused) {
        return;
      }
      const conflicts =
        refused.error instanceof ReservationsRequestError
          ? refused.error.conflicts
          : [];
      move(withOffer(refused, slot, conflicts));
    },
    [move, refused],
  );

  const dismiss = useCallback(() => setRefused(undefined), []);
  return { move, refused, acceptOffer, dismiss };
}
