import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { EntityName } from '../common/EntityLink';
import { StatusTag } from '../common/StatusTag';
import styles from './BookingLines.module.css';

/** Bookings one per line: when, what, whose; each opens its drawer. */
export function BookingLines(props: { bookings: Booking[] }) {
  const format = useTimeFormat();
  const { openBooking } = useBookingDrawer();
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
            </span>
          </button>
          <StatusTag status={booking.status} />
        </li>
      ))}
    </ul>
  );
}
