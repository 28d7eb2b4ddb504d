import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { useRejectBooking } from '../../hooks/useBookingLife';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import styles from '../people/People.module.css';

/** Asks why, and says what it means. */
export function RejectDialog(props: { booking: Booking; onClose: () => void }) {
  const { booking, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useRejectBooking();
  const { id, title } = booking;
  return (
    <ConfirmDialog
      title={t('life.rejectQuestion', { title })}
      action={t('life.reject')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={() =>
        mutate(
          { id, reason: reason.trim() || undefined },
          {
            onSuccess: () => {
              toast.post({
                title: t('life.rejected', { title }),
                status: 'success',
                timeout: 5_000,
              });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>{t('life.rejectText')}</p>
        <TextField
          label={t('life.reason')}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
      </div>
    </ConfirmDialog>
  );
}
