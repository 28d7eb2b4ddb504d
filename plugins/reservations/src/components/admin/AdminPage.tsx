import { ReservationsPage } from '../common/ReservationsPage';

export function AdminPage() {
  return <ReservationsPage>{null}</ReservationsPage>;
}
