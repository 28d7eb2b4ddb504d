import { ReservationsPage } from '../common/ReservationsPage';
import { Administration } from './Administration';

export function AdminPage() {
  return (
    <ReservationsPage>
      <Administration />
    </ReservationsPage>
  );
}
