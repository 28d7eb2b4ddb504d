import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  Booking,
  NewBooking,
  SeriesPart,
} from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useErrorText, useWords } from '@callboard/frontend-kit';
import { useCallback } from 'react';
import {
  useCreateBooking,
  useReleaseBooking,
} from '../../hooks/useBookingMutations';
import { useCancelPart } from '../../hooks/useSeries';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './BookingActions.module.css';

const UNDO_MS = 10_000;

/** The same booking over again, for the same person. */
export function sameBooking(booking: Booking): NewBooking {
  const { resourceRefs, units, start, end, timeZone, title, purpose } = booking;
  const { parameters, participants, owner, bookedBy, project } = booking;
  return {
    resourceRefs,
    units,
    start,
    end,
    timeZone,
    title,
    purpose,
    parameters,
    participants,
    project,
    onBehalfOf: owner === bookedBy ? undefined : owner,
  };
}

/**
 * Cancelling happens at once and is undone by booking the same time again,
 * so that nothing depends on this tab staying open for ten seconds.
 */
export function useBookingActions() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const textOf = useErrorText();
  const word = useWords();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const cancelling = useCancelPart();
  const releasing = useReleaseBooking();
  const creating = useCreateBooking();

  const failed = useCallback(
    (title: string, error: unknown) =>
      toast.post({
        title,
        description: `${textOf(error)} ${word('error.nothingSaved')}`,
        status: 'danger',
      }),
    [textOf, toast, word],
  );

  const undo = useCallback(
    async (booking: Booking) => {
      try {
        await creating.mutateAsync({
          booking: sameBooking(booking),
          idempotencyKey: `undo-cancel-${booking.id}`,
        });
        toast.post({
          title: t('booking.restored', { title: booking.title }),
          status: 'success',
          timeout: 5_000,
        });
      } catch (error) {
        failed(t('booking.notRestored', { title: booking.title }), error);
      }
    },
    [creating, failed, t, toast],
  );

  const cancel = useCallback(
    async (booking: Booking, part: SeriesPart = 'one'): Promise<boolean> => {
      const alone = part === 'one';
      const wasUpcoming = alone && Date.parse(booking.start) > Date.now();
      try {
        await cancelling.mutateAsync({ id: booking.id, part });
      } catch (error) {
        failed(t('booking.notCancelled', { title: booking.title }), error);
        return false;
      }
      const posted = toast.post({
        title: t(alone ? 'booking.cancelled' : 'series.cancelledMany', {
          title: booking.title,
        }),
        status: 'success',
        timeout: UNDO_MS,
        description: (
          <span className={styles.toast}>
            {format.when(booking.start, booking.end)}
            {wasUpcoming && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => {
                  posted.close();
                  undo(booking);
                }}
              >
                {t('booking.undo')}
              </Button>
            )}
          </span>
        ),
      });
      return true;
    },
    [cancelling, failed, format, t, toast, undo],
  );

  const release = useCallback(
    async (booking: Booking): Promise<boolean> => {
      try {
        await releasing.mutateAsync({ id: booking.id });
      } catch (error) {
        failed(t('booking.notReleased', { title: booking.title }), error);
        return false;
      }
      toast.post({
        title: t('booking.released', { title: booking.title }),
        description: booking.resourceRefs.map(titleOf).join(', '),
        status: 'success',
        timeout: 5_000,
      });
      return true;
    },
    [failed, releasing, t, titleOf, toast],
  );

  return {
    cancel,
    release,
    isPending: cancelling.isPending || releasing.isPending,
  };
}
