import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useLeaveBooking } from '../../hooks/useBookingMutations';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';

/** For who takes part: takes them off it, once they have said so twice. */
export function LeaveBooking(props: {
  booking: Booking;
  size: 'small' | 'medium';
  /** The booking may be out of sight then. */
  onLeft?: () => void;
}) {
  const { booking, size, onLeft } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useLeaveBooking();
  const { title } = booking;
  const leave = () =>
    mutate(
      { id: booking.id },
      {
        onSuccess: () => {
          toast.post({
            title: t('participation.left', { title }),
            status: 'success',
          });
          setAsking(false);
          onLeft?.();
        },
      },
    );
  return (
    <>
      <Button
        size={size}
        variant="secondary"
        aria-label={t('participation.leaveNamed', { title })}
        onPress={() => setAsking(true)}
      >
        {t('participation.leave')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('participation.leaveQuestion', { title })}
          action={t('participation.leave')}
          isPending={isPending}
          error={error}
          onConfirm={leave}
          onClose={() => setAsking(false)}
        >
          <p>{t('participation.leaveText')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
