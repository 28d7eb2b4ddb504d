import { ReservationsPage } from '../common/ReservationsPage';
import { Reports } from './Reports';

export function ReportsPage() {
  return (
    <ReservationsPage>
      <Reports />
    </ReservationsPage>
  );
}
