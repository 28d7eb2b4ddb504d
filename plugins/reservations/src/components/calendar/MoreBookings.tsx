import { Drawer } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import type { CalendarEvent } from '../../lib/calendarEvents';
import { AgendaList } from './AgendaList';

/** The bookings of a day for which the grid has no room. */
export function MoreBookings(props: {
  title: string;
  events: CalendarEvent[];
  window: { from: string; to: string };
  zone: string;
  onOpen: (bookingId: string) => void;
  onBook: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { title, onClose, ...list } = props;
  return (
    <Drawer title={t('calendar.moreTitle', { day: title })} onClose={onClose}>
      <AgendaList {...list} fromStart />
    </Drawer>
  );
}
