import { ReservationsPage } from '../common/ReservationsPage';

export function ExplorePage() {
  return <ReservationsPage>{null}</ReservationsPage>;
}
