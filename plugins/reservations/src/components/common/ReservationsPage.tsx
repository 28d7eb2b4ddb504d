import { lazy, ReactNode, Suspense } from 'react';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import styles from './ReservationsPage.module.css';

const BookingDrawer = lazy(() =>
  import('../booking/BookingDrawer').then(m => ({ default: m.BookingDrawer })),
);

/**
 * What stands around every page and tab of reservations: the data cache, the
 * page's own space, and the drawer that the address opens. On an entity's page,
 * which has its own space, `bare` leaves that out.
 */
export function ReservationsPage(props: {
  children: ReactNode;
  bare?: boolean;
}) {
  return (
    <ReservationsProvider>
      <div className={props.bare ? undefined : styles.page}>
        {props.children}
      </div>
      <DrawerOnDemand />
    </ReservationsProvider>
  );
}

function DrawerOnDemand() {
  const { state } = useBookingDrawer();
  return state.kind === 'closed' ? null : (
    <Suspense fallback={null}>
      <BookingDrawer />
    </Suspense>
  );
}
