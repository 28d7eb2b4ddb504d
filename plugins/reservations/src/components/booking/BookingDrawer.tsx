import { Drawer } from '@callboard/frontend-kit';
import { useBooking } from '../../hooks/useBookings';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { HistorySection } from '../history/HistorySection';
import { DetailsSkeleton } from '../common/Skeletons';
import { ReportProblemOfBooking } from '../problems/ReportProblem';
import { SeriesRule } from '../series/SeriesRule';
import { BookingActions } from './BookingActions';
import { BookingDetails } from './BookingDetails';
import { EditBooking, NewBookingForm } from './BookingForms';

/** What the address opens: a booking, its form, or the form for a new one. */
export function BookingDrawer() {
  const { state, close, openBooking } = useBookingDrawer();
  if (state.kind === 'new') {
    return <NewBookingForm prefill={state.prefill} onClose={close} />;
  }
  if (state.kind === 'edit') {
    return (
      <EditBooking
        id={state.id}
        onClose={close}
        onDone={() => openBooking(state.id)}
      />
    );
  }
  if (state.kind === 'rule') {
    return <SeriesRule id={state.id} onClose={close} onDone={openBooking} />;
  }
  return state.kind === 'booking' ? (
    <OneBooking id={state.id} onClose={close} />
  ) : null;
}

function OneBooking(props: { id: string; onClose: () => void }) {
  const { id, onClose } = props;
  const { t } = useTranslation();
  const { data: booking, error, refetch } = useBooking(id);
  if (!booking) {
    return (
      <Drawer title={t('booking.title')} onClose={onClose}>
        {error ? (
          <ErrorPanel
            title={t('booking.notLoaded')}
            error={error}
            onRetry={refetch}
          />
        ) : (
          <DetailsSkeleton />
        )}
      </Drawer>
    );
  }
  return (
    <Drawer
      title={booking.title}
      onClose={onClose}
      footer={
        booking.actions.length > 0 && (
          <BookingActions booking={booking} onEnded={onClose} />
        )
      }
    >
      <BookingDetails booking={booking} />
      <div>
        <ReportProblemOfBooking booking={booking} />
      </div>
      <HistorySection bookingId={booking.id} />
    </Drawer>
  );
}
