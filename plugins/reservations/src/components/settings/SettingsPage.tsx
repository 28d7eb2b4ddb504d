import { ReservationsProvider } from '../../api/ReservationsProvider';
import pageStyles from '../common/ReservationsPage.module.css';
import { Settings } from './Settings';

/** Also for who has nothing to book at the moment: keys and feeds are theirs. */
export function SettingsPage() {
  return (
    <ReservationsProvider>
      <div className={pageStyles.page}>
        <Settings />
      </div>
    </ReservationsProvider>
  );
}
