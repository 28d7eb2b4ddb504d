import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useHref } from 'react-router-dom';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';

/** Says what has become of a booking, with the way to it. */
export function useSuccessToast() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const format = useTimeFormat();
  const calendar = useHref('/reservations/calendar');
  return (title: string, booking: Booking) =>
    toast.post({
      title,
      description: format.when(booking.start, booking.end),
      status: 'success',
      timeout: 8_000,
      links: [
        {
          label: t('common.toast.view'),
          href: `${calendar}?booking=${booking.id}`,
        },
      ],
    });
}
