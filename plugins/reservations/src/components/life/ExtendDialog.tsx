import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  type Booking,
  ReservationsRequestError,
} from '@callboard/backstage-plugin-reservations-common';
import { Alert, Button } from '@backstage/ui';
import { MINUTE_MS, useErrorText } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useExtendBooking } from '../../hooks/useBookingLife';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { RefusalMessage } from '../common/RefusalMessage';
import { InstantField } from '../people/InstantField';
import people from '../people/People.module.css';
import styles from './Life.module.css';

const HOUR_MS = 60 * MINUTE_MS;

const QUICK = [
  { label: 'life.extendHour', by: HOUR_MS },
  { label: 'life.extendDay', by: 24 * HOUR_MS },
] as const;

/** Where something is taken later than the end, the start of that. */
function nearestEnd(error: unknown, end: string): string | undefined {
  const starts =
    error instanceof ReservationsRequestError
      ? error.conflicts.map(({ start }) => Date.parse(start))
      : [];
  const first = Math.min(...starts);
  return starts.length > 0 && first > Date.parse(end)
    ? new Date(first).toISOString()
    : undefined;
}

/** A later end: an hour or a day more, or any time; a refusal says what is free. */
export function ExtendDialog(props: { booking: Booking; onClose: () => void }) {
  const { booking, onClose } = props;
  const { t } = useTranslation();
  const textOf = useErrorText();
  const format = useTimeFormat();
  const toast = useApi(toastApiRef);
  const { openForm } = useBookingDrawer();
  const { id, title, start } = booking;
  const after = (by: number) =>
    new Date(Date.parse(booking.end) + by).toISOString();
  const [end, setEnd] = useState(after(HOUR_MS));
  const { mutate, isPending, error, reset } = useExtendBooking();
  const isLater = Date.parse(end) > Date.parse(booking.end);
  const freeUntil = nearestEnd(error, booking.end);
  const choose = (instant: string) => {
    setEnd(instant);
    reset();
  };
  const submit = () =>
    mutate(
      { id, end },
      {
        onSuccess: ({ status }) => {
          toast.post({
            title: t(
              status === 'pending' ? 'life.extendedPending' : 'life.extended',
              { title, time: format.time(end) },
            ),
            status: 'success',
            timeout: 5_000,
          });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('life.extendTitle', { title })}
      action={t('life.extendAction', { time: format.time(end) })}
      isPending={isPending}
      onConfirm={() => isLater && submit()}
      onClose={onClose}
    >
      <div className={people.form}>
        <p>{format.when(start, booking.end)}</p>
        <div
          className={styles.quick}
          role="group"
          aria-label={t('life.extendBy')}
        >
          {QUICK.map(({ label, by }) => (
            <Button
              key={label}
              size="small"
              variant={
                Date.parse(end) === Date.parse(after(by))
                  ? 'primary'
                  : 'secondary'
              }
              onPress={() => choose(after(by))}
            >
              {t(label)}
            </Button>
          ))}
        </div>
        <InstantField
          label={t('life.newEnd', { zone: format.zone })}
          value={end}
          zone={format.zone}
          isInvalid={!isLater}
          onChange={choose}
        />
        {!isLater && <p role="alert">{t('life.extendLater')}</p>}
        {error && (
          <Alert
            status="danger"
            icon
            title={t('life.notExtended', { title })}
            description={
              error instanceof ReservationsRequestError &&
              error.conflicts.length + error.verdicts.length > 0 ? (
                <>
                  {freeUntil && (
                    <Button
                      size="small"
                      variant="secondary"
                      onPress={() => choose(freeUntil)}
                    >
                      {t('life.extendUntil', { time: format.time(freeUntil) })}
                    </Button>
                  )}
                  <RefusalMessage
                    refusal={error}
                    onChoose={slot => {
                      onClose();
                      openForm({
                        resourceRefs: [slot.resourceRef],
                        start: slot.start,
                        end: slot.end,
                      });
                    }}
                  />
                </>
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
