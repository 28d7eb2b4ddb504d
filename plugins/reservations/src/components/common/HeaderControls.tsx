import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { ReservationsProvider } from '../../api/ReservationsProvider';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useRememberedInAddress } from '../../hooks/useRemembered';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './HeaderControls.module.css';
import { SiteSelector } from './SiteSelector';
import { ZoneSelector } from './ZoneSelector';

const IN_ADDRESS = ['site', 'tz'] as const;

/** Where, in which zone, and the one thing that every page is for. */
export function HeaderControls() {
  useRememberedInAddress(IN_ADDRESS);
  return (
    <ReservationsProvider>
      <div className={styles.controls}>
        <SiteSelector />
        <ZoneSelector />
        <BookButton />
      </div>
    </ReservationsProvider>
  );
}

function BookButton() {
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  return (
    <Button
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => openForm()}
    >
      {t('common.book')}
    </Button>
  );
}
