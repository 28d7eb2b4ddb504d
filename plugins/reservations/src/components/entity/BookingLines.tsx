import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { EntityName } from '@callboard/frontend-kit';
import { StatusTag } from '../common/StatusTag';
import styles from './BookingLines.module.css';

/**
 * Bookings one per line: when, what, whose, and on what where that is another
 * resource than `of`; each opens its drawer.
 */
export function BookingLines(props: { bookings: Booking[]; of: string }) {
  const format = useTimeFormat();
  const { openBooking } = useBookingDrawer();
  const titleOf = useResourceTitles();
  const elsewhere = (booking: Booking) =>
    booking.resourceRefs.includes(props.of)
      ? undefined
      : booking.resourceRefs.map(titleOf).join(', ');
  return (
    <ul className={styles.lines}>
      {props.bookings.map(booking => (
        <li key={booking.id} className={styles.line}>
          <button
            type="button"
            className={styles.open}
            onClick={() => openBooking(booking.id)}
          >
            <span className={styles.title}>{booking.title}</span>
            <span
              className={styles.when}
              title={format.exact(booking.start, booking.end)}
            >
              {format.span(booking.start, booking.end)}
              {' · '}
              <EntityName entityRef={booking.owner} />
              {elsewhere(booking) && ` · ${elsewhere(booking)}`}
            </span>
          </button>
          <StatusTag status={booking.status} />
        </li>
      ))}
    </ul>
  );
}
