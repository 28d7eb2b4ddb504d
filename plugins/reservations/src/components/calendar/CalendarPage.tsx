import { ReservationsPage } from '../common/ReservationsPage';

export function CalendarPage() {
  return <ReservationsPage>{null}</ReservationsPage>;
}
