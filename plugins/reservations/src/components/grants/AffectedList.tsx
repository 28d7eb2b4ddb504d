import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { EntityName } from '@callboard/frontend-kit';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { StatusTag } from '../common/StatusTag';
import styles from '../people/People.module.css';

/** Bookings that outlast somebody's access; with `onCancel` to be cancelled. */
export function AffectedList(props: {
  bookings: Booking[];
  onCancel?: (booking: Booking) => void;
}) {
  const { bookings, onCancel } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  return (
    <ul className={styles.list} aria-label={t('grants.affectedList')}>
      {bookings.map(booking => (
        <li key={booking.id} className={styles.row}>
          <div className={styles.text}>
            <span>
              {booking.title} <StatusTag status={booking.status} />
            </span>
            <span className={styles.why}>
              {booking.resourceRefs.map(titleOf).join(', ')} ·{' '}
              <EntityName entityRef={booking.owner} /> ·{' '}
              {format.when(booking.start, booking.end)}
            </span>
          </div>
          {onCancel && booking.actions.includes('cancel') && (
            <Button
              size="small"
              variant="tertiary"
              destructive
              aria-label={t('booking.cancelNamed', { title: booking.title })}
              onPress={() => onCancel(booking)}
            >
              {t('booking.cancel')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
