import { ReservationsPage } from '../common/ReservationsPage';
import { Explorer } from './Explorer';

export function ExplorePage() {
  return (
    <ReservationsPage>
      <Explorer />
    </ReservationsPage>
  );
}
