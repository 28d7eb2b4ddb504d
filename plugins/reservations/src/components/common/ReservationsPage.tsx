import { lazy, ReactNode, Suspense } from 'react';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { ApprovalsBadge } from '../approvals/ApprovalsBadge';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useLiveUpdates } from '../../hooks/useLiveUpdates';
import { AccessBanner } from '../access/AccessBanner';
import { AccessGate } from '../access/AccessGate';
import styles from './ReservationsPage.module.css';

const BookingDrawer = lazy(() =>
  import('../booking/BookingDrawer').then(m => ({ default: m.BookingDrawer })),
);

/**
 * What stands around every page and tab of reservations: the data cache, the
 * page's own space, until when and whether anything is open to the person, and
 * the drawer that the address opens. On an entity's page,
 * which has its own space, `bare` leaves that out.
 */
export function ReservationsPage(props: {
  children: ReactNode;
  bare?: boolean;
}) {
  return (
    <ReservationsProvider>
      {!props.bare && <ApprovalsBadge />}
      {props.bare ? (
        <div>{props.children}</div>
      ) : (
        <div className={styles.page}>
          <AccessBanner />
          <AccessGate>{props.children}</AccessGate>
        </div>
      )}
      <DrawerOnDemand />
      <LiveUpdates />
    </ReservationsProvider>
  );
}

function LiveUpdates() {
  useLiveUpdates();
  return null;
}

function DrawerOnDemand() {
  const { state } = useBookingDrawer();
  return state.kind === 'closed' ? null : (
    <Suspense fallback={null}>
      <BookingDrawer />
    </Suspense>
  );
}
