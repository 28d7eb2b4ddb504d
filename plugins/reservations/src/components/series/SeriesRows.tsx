import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { bySeries } from '../../lib/occurrences';
import { BookingRow } from '../mine/BookingRow';
import styles from './Series.module.css';

/** Bookings in their order; of a series the first, and the others on demand. */
export function SeriesRows(props: { bookings: Booking[]; me?: string }) {
  const { bookings, me } = props;
  return (
    <>
      {bySeries(bookings).map(([first, ...others]) => (
        <Group key={first.id} first={first} others={others} me={me} />
      ))}
    </>
  );
}

function Group(props: { first: Booking; others: Booking[]; me?: string }) {
  const { first, others, me } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <BookingRow booking={first} me={me} />
      {others.length > 0 && (
        <li className={styles.more}>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {isOpen
              ? t('series.moreHide')
              : t('series.more', { total: String(others.length) })}
          </Button>
        </li>
      )}
      {isOpen &&
        others.map(booking => (
          <BookingRow key={booking.id} booking={booking} me={me} />
        ))}
    </>
  );
}
