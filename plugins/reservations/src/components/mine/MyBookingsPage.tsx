import { ReservationsPage } from '../common/ReservationsPage';

export function MyBookingsPage() {
  return <ReservationsPage>{null}</ReservationsPage>;
}
