import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Booking,
  ReservationsRequestError,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert, TextField } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { EntityName, useErrorText } from '@callboard/frontend-kit';
import { useMemo, useState } from 'react';
import { useTransferBooking } from '../../hooks/useBookingMutations';
import { useResources } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { useWhomToBookFor } from '../../hooks/useWhomToBookFor';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { RefusalMessage } from '../common/RefusalMessage';
import { OwnerField } from '../people/OwnerField';
import styles from '../people/People.module.css';

const NONE: never[] = [];

/** Makes a booking somebody else's; time and resources stay. */
export function HandOver(props: { booking: Booking; onClose: () => void }) {
  const { booking, onClose } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const format = useTimeFormat();
  const toast = useApi(toastApiRef);
  const { data: resources = NONE } = useResources();
  const booked = useMemo(
    () => resources.filter(r => booking.resourceRefs.includes(r.entityRef)),
    [resources, booking.resourceRefs],
  );
  // Whom the server lets hand it over may at least look for anybody.
  const whom = useWhomToBookFor(booked) ?? 'anybody';
  const [owner, setOwner] = useState<string>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { primaryTitle: to } = useEntityPresentation(owner ?? booking.owner);
  const { mutate, isPending, error, reset } = useTransferBooking();
  const submit = () => {
    setTried(true);
    if (!owner) return;
    mutate(
      { id: booking.id, owner, reason: reason.trim() || undefined },
      {
        onSuccess: () => {
          toast.post({
            title: t('booking.handedOver', { title: booking.title, to }),
            status: 'success',
          });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      title={t('booking.handOverTitle', { title: booking.title })}
      action={owner ? t('booking.handOverTo', { to }) : t('booking.handOver')}
      isPending={isPending}
      onConfirm={submit}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p>
          {format.when(booking.start, booking.end)} · {t('booking.nowOf')}{' '}
          <EntityName entityRef={booking.owner} />
        </p>
        <OwnerField
          label={t('booking.newOwner')}
          whom={
            whom === 'anybody'
              ? whom
              : whom.filter(ref => ref !== booking.owner)
          }
          value={owner}
          problem={tried && !owner ? t('booking.chooseOwner') : undefined}
          onChange={ref => {
            setOwner(ref);
            reset();
          }}
        />
        <TextField
          label={t('grants.reason')}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <p>{t('booking.handOverText')}</p>
        {error && (
          <Alert
            status="danger"
            icon
            title={t('booking.notHandedOver')}
            description={
              error instanceof ReservationsRequestError &&
              error.verdicts.length > 0 ? (
                <RefusalMessage refusal={error} />
              ) : (
                textOf(error)
              )
            }
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
